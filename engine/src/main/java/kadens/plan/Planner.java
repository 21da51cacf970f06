package kadens.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SplittableRandom;
import kadens.language.Sentence;

/**
 * Says when a step goes out: a pure function of what is stored and an instant.
 *
 * <p>Never before now, never outside the window, and the same for the same question.
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
        var reasons = new ArrayList<Sentence>();
        var since = step.since().at().atZone(step.zone().zone());
        reasons.add(counted(step, since));

        var at = step.delay().after(since);
        if (at.toInstant().isBefore(now)) {
            if (at.toInstant().isBefore(now.minus(LATE))) {
                reasons.add(Sentence.of("plan.overdue", at));
            }
            at = now.atZone(step.zone().zone());
        }

        var opening = step.window().next(at);
        if (!opening.equals(at)) {
            reasons.add(Sentence.of("plan.window", opening, step.window().sentence()));
        }
        if (!step.window().isAlways() || step.delay().countsDays()) {
            reasons.add(step.zone().sentence());
        }
        if (!isJittered(step)) {
            return new Plan(opening.toInstant(), reasons);
        }
        var jitter = jitter(step, opening);
        reasons.add(Sentence.of("plan.jitter", jitter));
        return new Plan(opening.plusMinutes(jitter).toInstant(), reasons);
    }

    /** Why the step may not go out at this very moment; empty where it may. */
    public static Optional<Sentence> closed(NextStep step, Instant now) {
        return step.window().contains(now.atZone(step.zone().zone()))
                ? Optional.empty()
                : Optional.of(Sentence.of("plan.closed"));
    }

    private static Sentence counted(NextStep step, ZonedDateTime since) {
        var delay = step.delay();
        return switch (step.since()) {
            case Since.Enrolling _ when delay.isZero() -> Sentence.of("plan.at-once", since);
            case Since.Enrolling _ -> Sentence.of("plan.after-enrolling", delay.sentence(), since);
            case Since.StepBefore before
            when delay.isZero() -> Sentence.of("plan.at-once-after-step", before.title(), since);
            case Since.StepBefore before -> Sentence.of("plan.after-step", delay.sentence(), before.title(), since);
        };
    }

    private boolean isJittered(NextStep step) {
        return jitterMinutesMax > 0
                && !step.window().isAlways()
                && !step.delay().isUnderAnHour();
    }

    /** Minutes from 0 to the most that stay inside the window, drawn from the enrollment's seed and the step's key. */
    private int jitter(NextStep step, ZonedDateTime at) {
        int room = 0;
        while (room < jitterMinutesMax && step.window().contains(at.plusMinutes(room + 1L))) {
            room++;
        }
        return new SplittableRandom(31 * step.seed() + step.key().hashCode()).nextInt(room + 1);
    }
}
