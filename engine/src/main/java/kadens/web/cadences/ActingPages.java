package kadens.web.cadences;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Objects;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.enrollment.Approvals;
import kadens.enrollment.CadencePauses;
import kadens.enrollment.GoingOn;
import kadens.language.Sentence;
import kadens.mailbox.RefusalPauses;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.People;
import kadens.web.Failure;
import kadens.web.Me;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pausing a cadence, letting it go on, and approving what it says. */
final class ActingPages {

    private static final Logger LOG = LoggerFactory.getLogger(ActingPages.class);

    private final Engine engine;

    ActingPages(Engine engine) {
        this.engine = engine;
    }

    void pause(Context context) {
        var loaded = CadencesPages.named(engine, context);
        var note = note(context);
        engine.database().transactAlone(session -> {
            var now = engine.clock().instant();
            var me = People.get(session, Me.of(context).id());
            if (CadencePauses.begin(session, loaded.name(), me, note.isEmpty() ? null : note, now)) {
                Audit.note(session, me.id(), Sentence.of("audit.cadence-paused", loaded.name()), now);
            }
        });
        goBack(context, loaded.name());
    }

    /** Ends a standstill after refusals, too: somebody has looked. */
    void resume(Context context) {
        var loaded = CadencesPages.named(engine, context);
        var name = loaded.name();
        var now = engine.clock().instant();
        var due = engine.database().transact(session -> {
            var refused = RefusalPauses.end(session, RefusalPauses.Target.cadence(name), now);
            var paused = CadencePauses.end(session, name, now);
            if (refused || paused) {
                Audit.note(session, Me.of(context).id(), Sentence.of("audit.cadence-resumed", name), now);
            }
            return paused ? GoingOn.due(session, name, now, OneCadence.COUNTED_MAX) : 0L;
        });
        if (due < OneCadence.COUNTED_MAX) {
            goingOn().run(name);
        } else {
            // The page says that it is being planned anew; nothing of it is sent before that is done.
            Thread.ofVirtual().name("planning " + name).start(() -> planAnew(name));
        }
        goBack(context, name);
    }

    /** Approves one step as it was looked at: what was saved since is somebody's to look at first. */
    void approve(Context context) {
        if (!(CadencesPages.named(engine, context) instanceof Cadence cadence)) {
            throw Failure.notFound();
        }
        var step = cadence.step(Objects.requireNonNullElse(context.formParam("step"), ""))
                .filter(each -> each.type() == Step.Type.EMAIL)
                .orElseThrow(Failure::notFound);
        var looked = context.formParam("version");
        engine.database().transactAlone(session -> {
            var me = People.get(session, Me.of(context).id());
            if (!me.mayApprove()) {
                throw new Failure(403, "no-approver");
            }
            var version = engine.templates().version(cadence, step);
            if (version.isEmpty() || !version.get().equals(looked)) {
                throw new Failure(409, "changed-since");
            }
            var now = engine.clock().instant();
            new Approvals(engine.templates()).approve(session, cadence, step, me, now);
            Audit.note(session, me.id(), Sentence.of("audit.approved", cadence.name(), step.key()), now);
        });
        goBack(context, cadence.name());
    }

    private void planAnew(String name) {
        try {
            goingOn().run(name);
        } catch (RuntimeException e) {
            LOG.warn("'{}' could not be planned anew; it stays paused until somebody lets it go on again.", name, e);
        }
    }

    private GoingOn goingOn() {
        return new GoingOn(
                engine.database(), engine.enrollments(), engine.nextSteps(), engine.mailboxes(), engine.clock());
    }

    private static String note(Context context) {
        var given = Objects.requireNonNullElse(context.formParam("note"), "")
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        return given.substring(0, Math.min(given.length(), CadencePauses.NOTE_CHARS_MAX));
    }

    private static void goBack(Context context, String name) {
        context.redirect("/cadences/" + OneCadence.encoded(name), HttpStatus.SEE_OTHER);
    }
}
