package kadens.web;

import io.javalin.http.Context;
import java.util.Optional;
import kadens.cadence.Cadence;
import kadens.enrollment.Enrollment;
import kadens.enrollment.StepValues;
import kadens.enrollment.StopReason;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.enrollment.TimelineEntry.Kind;
import kadens.language.Sentence;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.prospect.Suppressions;
import kadens.run.Engine;
import org.hibernate.StatelessSession;

/**
 * Where the unsubscribe link of a mail leads.
 *
 * <p>Looking changes nothing, because mail programs and scanners open every link. Posting acts, whatever the body says
 * and however it is encoded: the button of this page and the one click of a mail program (RFC 8058) are one.
 */
final class Unsubscribe {

    private final Engine engine;
    private final Pages pages;

    Unsubscribe(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    /** @param address with most of its name hidden */
    record Page(String address, boolean done) {}

    private record Found(Texts texts, Page page) {}

    void ask(Context context) {
        if (isTrial(context)) {
            showTrial(context);
            return;
        }
        show(
                context,
                engine.database()
                        .transact(session ->
                                find(session, context).map(enrollment -> found(session, context, enrollment, false))));
    }

    void act(Context context) {
        if (isTrial(context)) {
            showTrial(context);
            return;
        }
        show(
                context,
                engine.database()
                        .transact(session -> find(session, context).map(enrollment -> {
                            engine.enrollments().linkUsed(session, enrollment);
                            unsubscribe(session, Prospects.get(session, enrollment.prospectId()));
                            return found(session, context, enrollment, true);
                        })));
    }

    /** The link of a mail that only our own people got. */
    private record TrialPage() {}

    private boolean isTrial(Context context) {
        return context.pathParam("token").equals(StepValues.TRIAL);
    }

    private void showTrial(Context context) {
        context.header("Referrer-Policy", "no-referrer").header("X-Robots-Tag", "noindex");
        pages.showAlone(context, "unsubscribe-trial", Visitor.texts(context), new TrialPage());
    }

    private Optional<Enrollment> find(StatelessSession session, Context context) {
        return engine.enrollments().byToken(session, context.pathParam("token"));
    }

    /** Stops whatever is under way with this person, even where the link is that of an older enrollment. */
    private void unsubscribe(StatelessSession session, Prospect prospect) {
        var now = engine.clock().instant();
        var knew = Suppressions.forbidding(session, prospect.email()).isPresent();
        Suppressions.add(session, prospect.email(), "unsubscribed", now);
        var why = Sentence.of("inbound.unsubscribed", prospect.email());
        var enrollments = engine.enrollments();
        var ongoing = enrollments.ongoingOf(session, prospect.id());
        ongoing.ifPresent(
                enrollment -> enrollments.stop(session, enrollment, StopReason.UNSUBSCRIBED, why, Evidence.NONE));
        if (ongoing.isEmpty() && !knew) {
            enrollments
                    .latestOf(session, prospect.id())
                    .ifPresent(latest -> enrollments.note(session, latest, Kind.NOTE, why, Evidence.NONE));
        }
    }

    private Found found(StatelessSession session, Context context, Enrollment enrollment, boolean done) {
        var email = Prospects.get(session, enrollment.prospectId()).email();
        var texts = engine.cadences().find(enrollment.cadence()) instanceof Cadence cadence
                ? Texts.in(cadence.language())
                : Visitor.texts(context);
        return new Found(texts, new Page(masked(email), done));
    }

    private void show(Context context, Optional<Found> found) {
        context.header("Referrer-Policy", "no-referrer").header("X-Robots-Tag", "noindex");
        var page = found.orElseThrow(() -> new Failure(404, "no-such-link"));
        pages.showAlone(context, "unsubscribe", page.texts(), page.page());
    }

    static String masked(String email) {
        var at = email.lastIndexOf('@');
        return email.substring(0, Math.min(1, at)) + "•••" + email.substring(at);
    }
}
