package kadens.web.cadences;

import java.time.Instant;
import java.util.List;
import kadens.cadence.Cadence;
import kadens.cadence.Loaded;
import kadens.enrollment.Approvals;
import kadens.enrollment.CadencePauses;
import kadens.mailbox.RefusalPauses;
import kadens.run.Engine;
import kadens.template.lint.Finding;
import kadens.template.lint.Severity;
import kadens.web.Moment;
import kadens.web.StateView;
import kadens.web.Texts;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Whether a cadence runs, in a word, and why it does not.
 *
 * @param why empty where it runs
 * @param paused whether a person has paused it
 * @param ending whether it is just being planned anew to go on
 * @param by who paused it; null: nobody, or somebody at the command line
 * @param note their words; null: none
 * @param since when they did; null where nobody did
 * @param refused whether it stands still after refusals
 */
record Standing(
        StateView state,
        String why,
        boolean paused,
        boolean ending,
        @Nullable String by,
        @Nullable String note,
        @Nullable Moment since,
        boolean refused) {

    static Standing of(
            Engine engine, StatelessSession session, Loaded loaded, List<Finding> findings, Instant now, Texts texts) {
        var name = loaded.name();
        var paused = CadencePauses.of(session, name).orElse(null);
        var refused = RefusalPauses.of(session, RefusalPauses.Target.cadence(name));
        var errors = findings.stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .count();
        var since = paused == null ? null : Moment.at(paused.since(), engine.organizationZone(), now, texts);
        var said = refused.map(why -> Moment.sentence(why, texts)).orElse("");
        StateView state;
        var why = "";
        if (paused != null) {
            state = state(paused.ending() ? "ending" : "paused", "paused", "needs-you", texts);
            why = said;
        } else if (refused.isPresent()) {
            state = state("refused", "held", "harm", texts);
            why = said;
        } else if (!(loaded instanceof Cadence cadence)) {
            state = state("broken", "bounced", "harm", texts);
            why = texts.say("cadences.why.broken", Math.max(errors, problems(loaded)));
        } else if (errors > 0) {
            state = state("broken", "bounced", "harm", texts);
            why = texts.say("cadences.why.faulty", errors);
        } else {
            var waiting = new Approvals(engine.templates()).waiting(session, cadence).size();
            state = waiting > 0
                    ? state("unapproved", "waiting", "needs-you", texts)
                    : state("running", "active", "good", texts);
            why = waiting > 0 ? texts.say("cadences.why.unapproved", waiting) : "";
        }
        return new Standing(
                state,
                why,
                paused != null,
                paused != null && paused.ending(),
                paused == null ? null : paused.by(),
                paused == null ? null : paused.note(),
                since,
                refused.isPresent());
    }

    private static long problems(Loaded loaded) {
        return loaded instanceof Loaded.Broken broken ? broken.problems().size() : 1;
    }

    private static StateView state(String word, String icon, String tone, Texts texts) {
        return new StateView(word, texts.say("cadences.state." + word), icon, tone);
    }
}
