package kadens.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import kadens.cadence.Cadence;
import kadens.enrollment.EnrollOutcome.Enrolled;
import kadens.enrollment.EnrollOutcome.NotEnrolled;
import kadens.enrollment.Enrollment;
import kadens.enrollment.StopReason;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.enrollment.TimelineEntry.Kind;
import kadens.inbox.InboundMails;
import kadens.inbox.Successor;
import kadens.language.Sentence;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Whom a notice names instead of one who has left: offered to be enrolled in their place, and only by a person. */
final class Succeeding {

    private final Engine engine;

    Succeeding(Engine engine) {
        this.engine = engine;
    }

    /** Whom the mail names that stopped the enrollment; null where it names no address, or something else stopped it. */
    static @Nullable Successor of(StatelessSession session, Enrollment enrollment) {
        var because = enrollment.becauseInbound();
        return because == null || enrollment.stopReason() != StopReason.LEFT_COMPANY
                ? null
                : InboundMails.byId(session, because)
                        .map(inbound -> inbound.successor())
                        .filter(successor -> successor.address() != null)
                        .orElse(null);
    }

    /** By the same checks as any other; where they object, the timeline says why. */
    void enroll(Context context) {
        var id = Paths.id(context);
        var shown = engine.database().transact(session -> {
            Seen.enrollment(session, context, id);
            var left = engine.enrollments().locked(session, id).orElseThrow(Failure::notFound);
            var successor = of(session, left);
            if (successor == null) {
                throw Failure.notFound();
            }
            return enroll(session, left, successor);
        });
        context.redirect(EnrollmentPages.href(shown), HttpStatus.SEE_OTHER);
    }

    /** Answers the enrollment to show. */
    private long enroll(StatelessSession session, Enrollment left, Successor successor) {
        var predecessor = Prospects.get(session, left.prospectId());
        var now = engine.clock().instant();
        var prospect = Prospects.successor(session, predecessor, successor.name(), "" + successor.address(), now);
        var mailbox = engine.mailboxes().byId(session, left.mailboxId()).orElseThrow();
        if (prospect.isEmpty() || !(engine.cadences().find(left.cadence()) instanceof Cadence cadence)) {
            note(session, left, Sentence.of("successor.impossible", successor.toString()));
            return left.id();
        }
        return switch (engine.enrolling().enroll(session, prospect.get(), cadence, mailbox, false)) {
            case Enrolled(var enrollment) -> {
                note(session, left, Sentence.of("successor.enrolled", successor.toString()));
                note(session, enrollment, Sentence.of("successor.instead", predecessor.displayName()));
                yield enrollment.id();
            }
            case NotEnrolled(var _, var why) -> {
                note(session, left, Sentence.of("successor.not-enrolled", successor.toString(), why));
                yield left.id();
            }
        };
    }

    private void note(StatelessSession session, Enrollment enrollment, Sentence what) {
        engine.enrollments().note(session, enrollment, Kind.NOTE, what, Evidence.NONE);
    }
}
