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

    /**
     * How many mails may leave at once where {@link #full} keeps none back: one where there is a gap between two.
     *
     * @param max no more than so many are asked for
     */
    public int places(Sendings sent, Instant now, int max) {
        if (!limits.gapMax().isZero()) {
            return Math.min(1, max);
        }
        var cap = Allowance.aDay(limits.capAt(now, firstSentAt)).left(sent, now);
        var perMinute = limits.perMinuteMax();
        var minute = perMinute == null ? max : new Allowance(perMinute, Duration.ofMinutes(1)).left(sent, now);
        return Math.min(max, Math.min(cap, minute));
    }

    /** How many first mails of enrollments may leave at once where {@link #fullForOpeners} keeps none back. */
    public int openerPlaces(Sendings openers, Instant now, int max) {
        var openersMax = limits.openersPerDayMax();
        return openersMax == null
                ? max
                : Math.min(max, Allowance.aDay(openersMax).left(openers, now));
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
