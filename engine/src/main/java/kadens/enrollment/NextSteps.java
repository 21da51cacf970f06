package kadens.enrollment;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kadens.cadence.Cadence;
import kadens.cadence.Loaded;
import kadens.cadence.Step;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.plan.Lane;
import kadens.plan.Misread;
import kadens.plan.NextStep;
import kadens.plan.NotBefore;
import kadens.plan.Plan;
import kadens.plan.Planned;
import kadens.plan.Planner;
import kadens.plan.Since;
import kadens.prospect.Prospect;
import kadens.prospect.Whereabouts;
import org.hibernate.StatelessSession;

/**
 * Which step comes next for an enrollment, and when.
 *
 * <p>Next is the first step, in the order that the cadence has now, that this enrollment has not done, whatever it was called
 * then: adding, removing, reordering and renaming steps repeats and skips nothing for those mid-way.
 */
public final class NextSteps {

    private final KnownCadences cadences;
    private final Planner planner;
    private final ZoneId organizationZone;

    public NextSteps(KnownCadences cadences, Planner planner, ZoneId organizationZone) {
        this.cadences = cadences;
        this.planner = planner;
        this.organizationZone = organizationZone;
    }

    /** What comes next. */
    public sealed interface Next {}

    /**
     * A step is to come.
     *
     * @param written whether the prospect was written to before in this enrollment
     */
    public record Found(Cadence cadence, Step step, Prospect prospect, Mailbox mailbox, boolean written)
            implements Next {

        /** Where the step queues when it is due. */
        public Lane lane() {
            return step.type() != Step.Type.EMAIL ? Lane.BY_HAND : written ? Lane.FOLLOW_UP : Lane.OPENER;
        }
    }

    /** Every step of the cadence is done. */
    public record AllDone() implements Next {}

    /** The cadence is broken or gone, so nobody knows. */
    public record NoCadence(Loaded loaded) implements Next {}

    /** The cadence with this name; empty where it is broken or gone. */
    Optional<Cadence> cadence(String name) {
        return cadences.find(name) instanceof Cadence cadence ? Optional.of(cadence) : Optional.empty();
    }

    /** The next step of an enrollment. */
    public Next find(StatelessSession session, Enrollment enrollment) {
        return find(Facts.of(session, enrollment), enrollment);
    }

    /** The next step of one of those that the facts are about. */
    public Next find(Facts facts, Enrollment enrollment) {
        var loaded = cadences.find(enrollment.cadence());
        if (!(loaded instanceof Cadence cadence)) {
            return new NoCadence(loaded);
        }
        var mailed = facts.mailed(enrollment);
        var done = done(facts, enrollment, cadence, mailed);
        var step = cadence.steps().stream()
                .filter(candidate -> !done.contains(candidate.key()))
                .findFirst();
        if (step.isEmpty()) {
            return new AllDone();
        }
        return new Found(
                cadence,
                step.get(),
                facts.prospect(enrollment),
                facts.mailbox(enrollment.mailboxId()),
                !mailed.isEmpty());
    }

    /** The steps of its cadence that are still to come, in their order. */
    public List<Step> coming(StatelessSession session, Enrollment enrollment, Cadence cadence) {
        var facts = Facts.of(session, enrollment);
        var done = done(facts, enrollment, cadence, facts.mailed(enrollment));
        return cadence.steps().stream()
                .filter(step -> !done.contains(step.key()))
                .toList();
    }

    /** When a step goes out, by the planner that everything uses. */
    public Planned plan(StatelessSession session, Enrollment enrollment, Found next, Instant now) {
        return plan(Facts.of(session, enrollment), enrollment, next, List.of(), now);
    }

    /** The same for one of those that the facts are about, with more rules that keep the step back. */
    public Planned plan(Facts facts, Enrollment enrollment, Found next, List<NotBefore> more, Instant now) {
        try {
            return planner.plan(question(facts, enrollment, next, more), now);
        } catch (Misread e) {
            return new Planned.Never(e.sentence());
        }
    }

    /** A step to come with its time. */
    public record Stop(Step step, Planned planned) {}

    /**
     * When each step to come goes out by the planner, if each leaves when it is due: no queue and no cap is asked. A step
     * without a time is the last.
     *
     * @param enrollment active, or one that is only imagined
     */
    public List<Stop> course(
            StatelessSession session,
            Enrollment enrollment,
            Cadence cadence,
            Prospect prospect,
            Mailbox mailbox,
            Instant now) {
        var stops = new ArrayList<Stop>();
        var facts = Facts.of(session, enrollment);
        var written = !facts.mailed(enrollment).isEmpty();
        var before = since(enrollment, cadence, names(session, cadence));
        var at = now;
        for (var step : coming(session, enrollment, cadence)) {
            var next = new Found(cadence, step, prospect, mailbox, written);
            var planned = planned(facts, enrollment, next, before, at);
            stops.add(new Stop(step, planned));
            if (!(planned instanceof Plan plan)) {
                break;
            }
            at = plan.at().isBefore(at) ? at : plan.at();
            before = new Since.StepBefore(step.title(), at);
            written |= step.type() == Step.Type.EMAIL;
        }
        return stops;
    }

    /** The same for somebody who may be enrolled now. */
    public List<Stop> course(StatelessSession session, Outlook.WouldBe one, Instant now) {
        var imagined = Enrollment.wouldBe(0, one, now);
        return course(session, imagined, one.cadence(), one.prospect(), one.mailbox(), now);
    }

    /** The plan that is stored, where there is one for this step. */
    private Planned planned(Facts facts, Enrollment enrollment, Found next, Since before, Instant now) {
        var dueAt = enrollment.dueAt();
        var keys = names(facts.session(), next.cadence()).of(next.step().key());
        if (dueAt != null && keys.contains(String.valueOf(enrollment.stepKey()))) {
            return new Plan(dueAt, enrollment.planReasons());
        }
        try {
            return planner.plan(question(facts, enrollment, next, List.of()).since(before), now);
        } catch (Misread e) {
            return new Planned.Never(e.sentence());
        }
    }

    /** Why the step may not go out at this very moment; empty where it may. */
    public Optional<Sentence> closed(Facts facts, Enrollment enrollment, Found next, Instant now) {
        try {
            return Planner.closed(question(facts, enrollment, next, List.of()), now);
        } catch (Misread e) {
            return Optional.of(e.sentence());
        }
    }

    private NextStep question(Facts facts, Enrollment enrollment, Found next, List<NotBefore> more) {
        var calendars = facts.calendars(next.mailbox(), organizationZone);
        var rules = new ArrayList<>(more);
        if (next.lane() == Lane.OPENER) {
            rules.addAll(Touches.before(facts, enrollment, calendars, next.prospect()));
        }
        var names = names(facts.session(), next.cadence());
        return calendars.question(enrollment, next.cadence(), names, next.step(), next.prospect(), rules);
    }

    /** The zone in which the times of a prospect are shown; the organization's where somebody wrote nonsense. */
    public ZoneId zone(Prospect prospect, Mailbox mailbox) {
        try {
            return Calendars.zone(Whereabouts.of(prospect), mailbox, organizationZone)
                    .zone();
        } catch (Misread _) {
            return organizationZone;
        }
    }

    static Since since(Enrollment enrollment, Cadence cadence, StepNames names) {
        var key = enrollment.lastStepKey();
        var at = enrollment.lastStepAt();
        if (key == null || at == null) {
            return new Since.Enrolling(enrollment.enrolledAt());
        }
        return new Since.StepBefore(names.step(cadence, key).map(Step::title).orElse(key), at);
    }

    /** What the keys of a cadence mean now. */
    public StepNames names(StatelessSession session, Cadence cadence) {
        return cadences.names(session, cadence);
    }

    /** Whether it is stored that the cadence says this: nothing of it may be sent before. */
    public boolean isStored(Cadence cadence) {
        return cadences.isStored(cadence);
    }

    /** Whether {@link #store} would find nothing to do. */
    public boolean areStored(StatelessSession session, Collection<String> names) {
        return cadences.areStored(session, names);
    }

    /** Stores what these cadences say from now on. */
    public void store(Collection<String> names, KnownCadences.Transaction transaction) {
        cadences.store(names, transaction);
    }

    /** The message of a step, whatever the step was called then; one that is being sent before any other. */
    public Optional<OutgoingMessage> messageOf(Facts facts, Enrollment enrollment, Found next) {
        var keys = names(facts.session(), next.cadence()).of(next.step().key());
        return facts.messages(enrollment).stream()
                .filter(message -> keys.contains(message.stepKey()))
                .max(Comparator.comparing(OutgoingMessage::isBeingSent).thenComparing(OutgoingMessage::isToCome));
    }

    private Set<String> done(Facts facts, Enrollment enrollment, Cadence cadence, Map<String, Instant> mailed) {
        var done = new HashMap<>(mailed);
        for (var task : facts.tasks(enrollment)) {
            var at = task.doneAt();
            if (at != null) {
                done.put(task.stepKey(), at);
            }
        }
        return names(facts.session(), cadence).had(done);
    }
}
