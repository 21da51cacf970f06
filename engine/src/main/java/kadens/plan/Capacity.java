package kadens.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a mailbox may send at a moment: the gap, the limit a minute, and the cap of any 24 hours with its ramp-up.
 *
 * @param firstSentAt when its first mail ever left; null before that
 * @param nextSendAt the end of the gap after the last mail; null before the first
 */
public record Capacity(
        Limits limits,
        @Nullable Instant firstSentAt,
        @Nullable Instant nextSendAt) {

    /** What is used up. */
    public enum Limit {
        CAP,
        OPENERS,
        GAP,
        MINUTE
    }

    /**
     * Nothing more may leave.
     *
     * @param max the number of the limit; 0 for the gap
     * @param until not before then
     */
    public record Full(Limit limit, int max, Instant until) {}

    /** What keeps the mailbox from sending one more mail of any kind; empty where nothing does. */
    public Optional<Full> full(Sendings sent, Instant now) {
        return cap(sent, now).or(() -> gap(now)).or(() -> minute(sent, now));
    }

    /** What keeps it from sending one more first mail of an enrollment, beside {@link #full}. */
    public Optional<Full> fullForOpeners(Sendings openers, Instant now) {
        var max = limits.openersPerDayMax();
        return max == null
                ? Optional.empty()
                : Allowance.aDay(max).usedUpUntil(openers, now).map(until -> new Full(Limit.OPENERS, max, until));
    }

    private Optional<Full> cap(Sendings sent, Instant now) {
        var cap = limits.capAt(now, firstSentAt);
        return Allowance.aDay(cap).usedUpUntil(sent, now).map(until -> {
            var rise = limits.nextRise(now, firstSentAt);
            return new Full(Limit.CAP, cap, rise != null && rise.isBefore(until) ? rise : until);
        });
    }

    private Optional<Full> gap(Instant now) {
        return nextSendAt != null && now.isBefore(nextSendAt)
                ? Optional.of(new Full(Limit.GAP, 0, nextSendAt))
                : Optional.empty();
    }

    private Optional<Full> minute(Sendings sent, Instant now) {
        var max = limits.perMinuteMax();
        return max == null
                ? Optional.empty()
                : new Allowance(max, Duration.ofMinutes(1))
                        .usedUpUntil(sent, now)
                        .map(until -> new Full(Limit.MINUTE, max, until));
    }
}
