package kadens.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.SplittableRandom;
import kadens.language.Sentence;

/**
 * Says when a step goes out: a pure function of what is stored and an instant.
 *
 * <p>Never before now, only when the window is open, on no day off and while the sender is there; the same for the same
 * question, and the same until its time has come.
 */
public final class Planner {

    private static final Duration LATE = Duration.ofMinutes(1);

    private final int jitterMinutesMax;

    /** A planner that moves steps by 0 to {@code jitterMax} (whole minutes, at most a day). */
    public Planner(Duration jitterMax) {
        if (jitterMax.isNegative() || jitterMax.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("Jitter must be from 0 to 24 hours, not " + jitterMax);
        }
        this.jitterMinutesMax = (int) jitterMax.toMinutes();
    }

    /** When the step goes out, seen from now. */
    public Planned plan(NextStep step, Instant now) {
        var since = step.since().at().atZone(step.zone().zone());
        var counted = step.delay().count(since, step.daysOff());
        var onTime = from(counted.at(), step, reasons(step, since, counted), jitterMinutesMax);
        var due = onTime instanceof Plan plan ? plan.at() : counted.at().toInstant();
        return due.isBefore(now) ? catchUp(step, since, counted, due, now) : onTime;
    }

    /** Why the step may not go out at this very moment; empty where it may. */
    public static Optional<Sentence> closed(NextStep step, Instant now) {
        for (var rule : step.notBefore()) {
            if (now.isBefore(rule.at())) {
                return Optional.of(rule.why());
            }
        }
        return OpenTime.of(step).shut(now.atZone(step.zone().zone()));
    }

    /** Whether {@link #closed} is empty, without the words. */
    static boolean isOpen(NextStep step, Instant now) {
        return step.notBefore().stream().noneMatch(rule -> now.isBefore(rule.at()))
                && OpenTime.of(step).contains(now.atZone(step.zone().zone()));
    }

    /** What is late goes out as soon as it may: the sender's own pace spreads such steps, the longest due first. */
    private static Planned catchUp(NextStep step, ZonedDateTime since, Counted counted, Instant due, Instant now) {
        var reasons = reasons(step, since, counted);
        if (due.isBefore(now.minus(LATE))) {
            reasons.add(Sentence.of("plan.overdue", due.atZone(since.getZone())));
        }
        return from(now.atZone(since.getZone()), step, reasons, 0);
    }

    private static Reasons reasons(NextStep step, ZonedDateTime since, Counted counted) {
        var reasons = new Reasons();
        reasons.add(told(step, since));
        counted.skipped().forEach(date -> reasons.addDayOff(date, step.daysOff()));
        if (!step.delay().isZero()) {
            reasons.add(Sentence.of("plan.counted", counted.at()));
        }
        return reasons;
    }

    private static Sentence told(NextStep step, ZonedDateTime since) {
        var delay = step.delay();
        return switch (step.since()) {
            case Since.Enrolling _ when delay.isZero() -> Sentence.of("plan.at-once", since);
            case Since.Enrolling _ -> Sentence.of("plan.after-enrolling", delay.sentence(), since);
            case Since.StepBefore before
            when delay.isZero() -> Sentence.of("plan.at-once-after-step", before.title(), since);
            case Since.StepBefore before -> Sentence.of("plan.after-step", delay.sentence(), before.title(), since);
        };
    }

    /** The plan for a step that goes out as soon as it may from the moment on. */
    private static Planned from(ZonedDateTime moment, NextStep step, Reasons reasons, int jitterMinutesMax) {
        var at = moment;
        for (var rule : step.notBefore()) {
            if (at.toInstant().isBefore(rule.at())) {
                at = rule.at().atZone(moment.getZone());
                reasons.add(rule.why());
            }
        }
        var open = OpenTime.of(step);
        var opening = open.next(at, reasons);
        if (opening.isEmpty()) {
            return new Planned.Never(Sentence.of("plan.never", at, step.window().sentence(), reasons.last()));
        }
        tellWindow(step, opening.get().equals(at), opening.get(), reasons);
        var jitter = jitter(step, open, opening.get(), jitterMinutesMax);
        if (jitter > 0) {
            reasons.add(Sentence.of("plan.jitter", jitter));
        }
        return new Plan(opening.get().plusMinutes(jitter).toInstant(), reasons.all());
    }

    private static void tellWindow(NextStep step, boolean wasOpen, ZonedDateTime opening, Reasons reasons) {
        var window = step.window();
        if (window.isAlways() && !wasOpen) {
            reasons.add(Sentence.of("plan.moved", opening));
        } else if (!window.isAlways()) {
            reasons.add(
                    wasOpen
                            ? Sentence.of("plan.inside", window.sentence())
                            : Sentence.of("plan.window", opening, window.sentence()));
        }
        if (!window.isAlways() || step.delay().isLocal()) {
            reasons.add(step.zone().sentence());
        }
    }

    /** Minutes from 0 to the most that stay in open time, drawn from the enrollment's seed and the step's key. */
    private static int jitter(NextStep step, OpenTime open, ZonedDateTime opening, int minutesMax) {
        if (minutesMax == 0 || step.window().isAlways() || step.delay().isExact()) {
            return 0;
        }
        int room = 0;
        while (room < minutesMax && open.contains(opening.plusMinutes(room + 1L))) {
            room++;
        }
        return new SplittableRandom(31 * step.seed() + step.key().hashCode()).nextInt(room + 1);
    }
}
