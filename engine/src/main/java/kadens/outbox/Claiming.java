package kadens.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.Facts;
import kadens.enrollment.NextSteps;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.language.Sentence;
import kadens.mailbox.Lease;
import kadens.mailbox.Mailbox;
import kadens.outbox.Checklist.Candidate;
import kadens.outbox.Claim.Busy;
import kadens.outbox.Claim.Nothing;
import kadens.outbox.Claim.Settled;
import kadens.outbox.Claim.Taken;
import org.hibernate.StatelessSession;

/** Judges one due enrollment and stores the message of its step, or what else follows, within a claim's transaction. */
final class Claiming {

    private final Enrollments enrollments;
    private final NextSteps nextSteps;
    private final Checklist checklist;
    private final Letters letters;
    private final InstantSource clock;

    Claiming(Enrollments enrollments, NextSteps nextSteps, Letters letters, InstantSource clock) {
        this.enrollments = enrollments;
        this.nextSteps = nextSteps;
        this.checklist = new Checklist(nextSteps);
        this.letters = letters;
        this.clock = clock;
    }

    /** Why a reading is too old to send on; empty where it is fresh. One from the future tells that the clock was set back. */
    static Optional<Sentence> stale(Mailbox mailbox, Instant horizonAt, Instant now) {
        return horizonAt.isAfter(now) || Duration.between(horizonAt, now).compareTo(mailbox.freshness()) > 0
                ? Optional.of(Sentence.of("pace.stale", mailbox.address(), horizonAt.atZone(mailbox.timeZone())))
                : Optional.empty();
    }

    Claim claim(StatelessSession session, Lease lease, long enrollmentId, Instant horizonAt, Instant now) {
        var found = enrollments.lockedUnlessBusy(session, enrollmentId);
        return found.isEmpty() ? new Busy() : claim(Facts.of(session, found.get()), lease, found.get(), horizonAt, now);
    }

    /** @param enrollment locked, and one of those that the facts are about */
    Claim claim(Facts facts, Lease lease, Enrollment enrollment, Instant horizonAt, Instant now) {
        return isDue(enrollment, lease.mailbox(), horizonAt)
                ? judge(facts, lease, enrollment, horizonAt, now)
                : new Settled(); // somebody changed it since it was chosen
    }

    private static boolean isDue(Enrollment enrollment, Mailbox mailbox, Instant horizonAt) {
        var dueAt = enrollment.dueAt();
        return enrollment.mailboxId() == mailbox.id() && dueAt != null && !dueAt.isAfter(horizonAt);
    }

    private Claim judge(Facts facts, Lease lease, Enrollment enrollment, Instant horizonAt, Instant now) {
        var session = facts.session();
        if (!(nextSteps.find(facts, enrollment) instanceof NextSteps.Found next)) {
            enrollments.advance(session, enrollment); // finishes it, or holds it for its cadence
            return new Settled();
        }
        if (!nextSteps.isStored(next.cadence())) {
            return new Busy(); // it was saved a moment ago: the next run stores first what it says
        }
        return switch (checklist.judge(new Candidate(facts, enrollment, next, now))) {
            case Decision.Go _ -> take(facts, lease, enrollment, next, horizonAt, now);
            case Decision.Hold(var why) -> {
                enrollments.hold(session, enrollment, why, Evidence.NONE);
                yield new Settled();
            }
            case Decision.Stop(var reason, var why) -> {
                enrollments.stop(session, enrollment, reason, why, Evidence.NONE);
                yield new Settled();
            }
            case Decision.Later(var plan) -> {
                enrollments.replan(session, enrollment, plan);
                // Where the clock was set back since the reading, it would be looked at again and again.
                yield plan.at().isAfter(horizonAt) ? new Settled() : new Nothing(Sentence.of("pace.none-due"));
            }
            case Decision.Changed _ -> {
                enrollments.advance(session, enrollment);
                yield new Settled();
            }
            case Decision.ByHand _ -> {
                enrollments.openTask(session, enrollment, next.step());
                yield new Settled();
            }
        };
    }

    private Claim take(
            Facts facts, Lease lease, Enrollment enrollment, NextSteps.Found next, Instant horizonAt, Instant now) {
        // Others may have kept us waiting for the recipient's company.
        var stale = stale(lease.mailbox(), horizonAt, clock.instant());
        if (stale.isPresent()) {
            return new Nothing(stale.get());
        }
        var session = facts.session();
        var title = next.step().title();
        var known = nextSteps.messageOf(facts, enrollment, next);
        if (known.isPresent() && known.get().isBeingSent()) {
            return new Busy();
        }
        var outdated = known.filter(message -> letters.isOutdated(next, message));
        if (known.isPresent() && known.get().isToCome() && outdated.isEmpty()) {
            var unapproved = letters.unapproved(session, next);
            if (unapproved.isPresent()) {
                enrollments.hold(session, enrollment, unapproved.get(), Evidence.NONE);
                return new Settled();
            }
            var message = OutgoingMessages.claimAgain(session, known.get(), horizonAt, lease.number(), now);
            return new Taken(message, title);
        }
        return switch (letters.write(facts, enrollment, next, horizonAt, now)) {
            case Letters.Ready(var draft) -> {
                var message = outdated.map(old -> OutgoingMessages.claimAnew(session, old, draft, lease.number(), now))
                        .orElseGet(() -> OutgoingMessages.claim(draft, lease.number(), now));
                yield new Taken(message, title);
            }
            case Letters.NotApproved(var why) -> {
                enrollments.hold(session, enrollment, why, Evidence.NONE);
                yield new Settled();
            }
            case Letters.NotWritten(var problem) -> {
                var why = Sentence.of("hold.step-broken", title, problem.toString());
                enrollments.hold(session, enrollment, why, Evidence.NONE);
                yield new Settled();
            }
        };
    }
}
