package kadens.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kadens.cadence.Step;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Facts;
import kadens.enrollment.NextSteps;
import kadens.enrollment.StopReason;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.outbox.Decision.ByHand;
import kadens.outbox.Decision.Changed;
import kadens.outbox.Decision.Go;
import kadens.outbox.Decision.Hold;
import kadens.outbox.Decision.Later;
import kadens.outbox.Decision.Stop;
import kadens.plan.NotBefore;
import kadens.plan.Plan;
import kadens.plan.Planned;
import org.jspecify.annotations.Nullable;

/** The checks that a due step passes, in this order, inside the transaction that claims it. */
final class Checklist {

    /** Another mailbox has runs of its own, so its reading can't be as fresh as that of this run. */
    private static final Duration READ_BEFORE_MAX = Duration.ofMinutes(15);

    private final NextSteps nextSteps;
    private final List<Check> checks = List.of(
            this::stillTheNextStep,
            this::notSuppressed,
            this::forAMachine,
            this::insideItsWindow,
            this::whereItWasWrittenBefore,
            this::withinTheRecipientsCaps);

    Checklist(NextSteps nextSteps) {
        this.nextSteps = nextSteps;
    }

    private interface Check {
        Decision of(Candidate candidate);
    }

    /** A due step with what it is judged by. */
    record Candidate(Facts facts, Enrollment enrollment, NextSteps.Found next, Instant now) {}

    Decision judge(Candidate candidate) {
        return checks.stream()
                .map(check -> check.of(candidate))
                .filter(decision -> !(decision instanceof Go))
                .findFirst()
                .orElseGet(Go::new);
    }

    private Decision stillTheNextStep(Candidate candidate) {
        var next = candidate.next();
        return next.step().key().equals(candidate.enrollment().stepKey())
                        && next.lane() == candidate.enrollment().lane()
                ? new Go()
                : new Changed();
    }

    private Decision notSuppressed(Candidate candidate) {
        return candidate
                .facts()
                .forbidding(candidate.next().prospect())
                .<Decision>map(found ->
                        new Stop(StopReason.SUPPRESSED, Sentence.of("send.suppressed", found.target(), found.reason())))
                .orElseGet(Go::new);
    }

    private Decision forAMachine(Candidate candidate) {
        return candidate.next().step().type() == Step.Type.EMAIL ? new Go() : new ByHand();
    }

    /** After a hand-over the answer may come to the old mailbox: it must have been read since the step fell due. */
    private Decision whereItWasWrittenBefore(Candidate candidate) {
        if (!candidate.next().written()) {
            return new Go();
        }
        var now = candidate.now();
        return candidate.facts().connectedMailboxesBefore(candidate.enrollment()).stream()
                .filter(mailbox -> !wasRead(mailbox, candidate.enrollment().dueSince(), now))
                .findFirst()
                .<Decision>map(mailbox -> new Later(new Plan(
                        // Any later, and a reading between two runs of this mailbox would never be late enough.
                        now.plusSeconds(1), List.of(Sentence.of("plan.read-before", mailbox.address())))))
                .orElseGet(Go::new);
    }

    /** Since it first fell due: the time of a step that waits for this moves on with each look. */
    private static boolean wasRead(Mailbox mailbox, @Nullable Instant dueSince, Instant now) {
        var readAt = mailbox.inboxReadAt();
        return readAt != null
                && dueSince != null
                && !readAt.isBefore(dueSince)
                && Duration.between(readAt, now).compareTo(READ_BEFORE_MAX) <= 0;
    }

    private Decision insideItsWindow(Candidate candidate) {
        var closed = nextSteps.closed(candidate.facts(), candidate.enrollment(), candidate.next(), candidate.now());
        if (closed.isEmpty()) {
            return new Go();
        }
        return later(candidate, List.of());
    }

    private Decision withinTheRecipientsCaps(Candidate candidate) {
        return RecipientCaps.fullWhenLocked(candidate.facts(), candidate.next().prospect(), candidate.now())
                .map(full -> later(candidate, List.of(full)))
                .orElseGet(Go::new);
    }

    private Decision later(Candidate candidate, List<NotBefore> more) {
        var next = candidate.next();
        return switch (nextSteps.plan(candidate.facts(), candidate.enrollment(), next, more, candidate.now())) {
            case Plan plan -> new Later(plan);
            case Planned.Never(var why) ->
                new Hold(Sentence.of("hold.no-time", next.step().title(), why));
        };
    }
}
