package kadens.enrollment;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.cadence.Loaded;
import kadens.cadence.Step;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.plan.NextStep;
import kadens.plan.Plan;
import kadens.plan.Planner;
import kadens.plan.Since;
import kadens.plan.TimeZoneChoice;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import org.hibernate.StatelessSession;

/**
 * Which step comes next for an enrollment, and when.
 *
 * <p>Next is the first step, in the order that the cadence has now, that this enrollment has not done: editing or
 * reordering a cadence repeats and skips nothing for those mid-way.
 */
public final class NextSteps {

    private final Cadences cadences;
    private final Mailboxes mailboxes;
    private final Planner planner;
    private final ZoneId organizationZone;

    public NextSteps(Cadences cadences, Mailboxes mailboxes, Planner planner, ZoneId organizationZone) {
        this.cadences = cadences;
        this.mailboxes = mailboxes;
        this.planner = planner;
        this.organizationZone = organizationZone;
    }

    /** What comes next. */
    public sealed interface Next {}

    /** A step is to come. */
    public record Found(Cadence cadence, Step step, Prospect prospect, Mailbox mailbox) implements Next {}

    /** Every step of the cadence is done. */
    public record AllDone() implements Next {}

    /** The cadence is broken or gone, so nobody knows. */
    public record NoCadence(Loaded loaded) implements Next {}

    /** The next step of an enrollment. */
    public Next find(StatelessSession session, Enrollment enrollment) {
        var loaded = cadences.find(enrollment.cadence());
        if (!(loaded instanceof Cadence cadence)) {
            return new NoCadence(loaded);
        }
        var done = done(session, enrollment);
        var step = cadence.steps().stream()
                .filter(candidate -> !done.contains(candidate.key()))
                .findFirst();
        if (step.isEmpty()) {
            return new AllDone();
        }
        return new Found(
                cadence,
                step.get(),
                Prospects.get(session, enrollment.prospectId()),
                mailboxes.byId(session, enrollment.mailboxId()).orElseThrow());
    }

    /** When a step goes out, by the planner that everything uses. */
    public Plan plan(
            Enrollment enrollment, Cadence cadence, Step step, Prospect prospect, Mailbox mailbox, Instant now) {
        return planner.plan(
                new NextStep(
                        step.key(),
                        step.delay(),
                        since(enrollment, cadence),
                        cadence.windowOf(step),
                        zone(prospect, mailbox),
                        enrollment.seed()),
                now);
    }

    /** The zone in which the times of a prospect are judged. */
    public TimeZoneChoice zone(Prospect prospect, Mailbox mailbox) {
        return TimeZoneChoice.of(prospect.timeZone(), mailbox.timeZone(), organizationZone);
    }

    private static Since since(Enrollment enrollment, Cadence cadence) {
        var key = enrollment.lastStepKey();
        var at = enrollment.lastStepAt();
        if (key == null || at == null) {
            return new Since.Enrolling(enrollment.enrolledAt());
        }
        return new Since.StepBefore(cadence.step(key).map(Step::title).orElse(key), at);
    }

    /** A message that is deferred is still to come; any other is done, whatever came of it. */
    private static Set<String> done(StatelessSession session, Enrollment enrollment) {
        var keys = new HashSet<>(new OutgoingMessageRows_(session).handledSteps(enrollment.id()));
        new TaskRows_(session)
                .ofEnrollment(enrollment.id()).stream()
                        .filter(task -> task.doneAt() != null)
                        .forEach(task -> keys.add(task.stepKey()));
        return keys;
    }
}
