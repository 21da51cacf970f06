package kadens.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kadens.enrollment.CadencePauses;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Facts;
import kadens.enrollment.NextSteps;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.plan.Lane;
import kadens.store.Fence;
import org.hibernate.StatelessSession;

/** What holds a step now that is due: asked by pages and commands, answered by the sender's own checks. */
public final class HeldUp {

    private HeldUp() {}

    /**
     * The reasons in the order in which the sender meets them; empty where the step goes out next, or is not due and
     * nobody has said that its mailbox shall send nothing.
     */
    public static List<Sentence> reasons(
            StatelessSession session,
            Fence fence,
            Mailboxes mailboxes,
            NextSteps nextSteps,
            Enrollment enrollment,
            Instant now) {
        var dueAt = enrollment.dueAt();
        if (dueAt == null) {
            return List.of();
        }
        var mailbox = mailboxes.byId(session, enrollment.mailboxId()).orElseThrow();
        if (dueAt.isAfter(now)) {
            return Stream.concat(Mailboxes.mayNotSend(session, mailbox).stream(), stands(session, enrollment, mailbox))
                    .toList();
        }
        var first = Stream.of(fence.standing(session).why(), Mailboxes.mayNotSend(session, mailbox));
        var then = Stream.of(
                Optional.ofNullable(mailbox.isWellAt(now) ? null : mailbox.trouble()),
                standsStill(mailbox, now),
                closed(session, nextSteps, enrollment, now),
                pace(session, mailbox, enrollment, now),
                queue(session, enrollment, now));
        return Stream.of(
                        first.flatMap(Optional::stream),
                        stands(session, enrollment, mailbox),
                        then.flatMap(Optional::stream))
                .flatMap(reasons -> reasons)
                .toList();
    }

    private static Stream<Sentence> stands(StatelessSession session, Enrollment enrollment, Mailbox mailbox) {
        return CadencePauses.why(session, enrollment.cadence(), mailbox.timeZone()).stream();
    }

    private static Optional<Sentence> standsStill(Mailbox mailbox, Instant now) {
        var ranAt = mailbox.ranAt();
        return ranAt == null || Duration.between(ranAt, now).compareTo(CatchUp.STANDSTILL) > 0
                ? Optional.of(
                        ranAt == null
                                ? Sentence.of("held-up.never-ran", mailbox.address())
                                : Sentence.of("held-up.not-run", mailbox.address(), ranAt.atZone(mailbox.timeZone())))
                : Optional.empty();
    }

    private static Optional<Sentence> closed(
            StatelessSession session, NextSteps nextSteps, Enrollment enrollment, Instant now) {
        var facts = Facts.of(session, enrollment);
        return nextSteps.find(facts, enrollment) instanceof NextSteps.Found next
                ? nextSteps
                        .closed(facts, enrollment, next, now)
                        .or(() -> next.lane() == Lane.BY_HAND
                                ? Optional.empty()
                                : RecipientCaps.full(facts, next.prospect(), now)
                                        .map(full -> full.why()))
                : Optional.empty();
    }

    private static Optional<Sentence> pace(
            StatelessSession session, Mailbox mailbox, Enrollment enrollment, Instant now) {
        if (enrollment.lane() == Lane.BY_HAND) {
            return Optional.empty();
        }
        var whole = Pace.holds(session, mailbox, now);
        return whole.isPresent() || enrollment.lane() != Lane.OPENER ? whole : Pace.holdsOpeners(session, mailbox, now);
    }

    private static Optional<Sentence> queue(StatelessSession session, Enrollment enrollment, Instant now) {
        var before = DueSteps.before(session, enrollment, now);
        return before == 0 ? Optional.empty() : Optional.of(Sentence.of("held-up.queue", before));
    }
}
