package kadens.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * So many in any stretch of time.
 *
 * @param max at least 1
 */
public record Allowance(int max, Duration period) {

    /** So many in any 24 hours. */
    public static Allowance aDay(int max) {
        return new Allowance(max, Duration.ofDays(1));
    }

    /** How many more may leave now. */
    public int left(Sendings sendings, Instant now) {
        return Math.max(0, max - sendings.countAfter(now.minus(period)));
    }

    /** When one more may leave where it may not now; empty where it may. */
    public Optional<Instant> usedUpUntil(Sendings sendings, Instant now) {
        return sendings.countAfter(now.minus(period)) < max
                ? Optional.empty()
                : Optional.of(sendings.newest(max).plus(period));
    }
}
