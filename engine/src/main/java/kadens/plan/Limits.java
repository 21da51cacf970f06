package kadens.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import kadens.language.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * How much a mailbox may send.
 *
 * @param dailyCap mails in any 24 hours
 * @param gapMin shortest time between two mails
 * @param gapMax longest time drawn for the gap; the jitter lies between the two
 * @param ramp the climb to the daily cap for a new mailbox; null: none
 * @param perMinuteMax mails in any 60 seconds; null: no limit beside the gap
 * @param openersPerDayMax first mails of enrollments in any 24 hours; null: no limit beside the cap
 */
public record Limits(
        int dailyCap,
        Duration gapMin,
        Duration gapMax,
        @Nullable Ramp ramp,
        @Nullable Integer perMinuteMax,
        @Nullable Integer openersPerDayMax) {

    private static final Duration GAP_MAX = Duration.ofDays(1);

    /** The field's careful defaults for a new mailbox. */
    public static final Limits DEFAULT = new Limits(40, Duration.ofMinutes(5), Duration.ofMinutes(10), new Ramp(10, 5));

    private static final Pattern GAP = Pattern.compile("(\\d{1,6})(s|m|h)");

    /** @throws Refusal if the cap is not above zero or the gap runs backwards */
    public Limits {
        if (dailyCap < 1) {
            throw new Refusal("A daily cap of " + dailyCap + " would never send. Give --daily-cap 1 or more.");
        }
        if (gapMax.compareTo(GAP_MAX) > 0) {
            throw new Refusal("The gap is longer than a day. Give a shorter one, like --gap 5m..10m");
        }
        if (gapMax.compareTo(gapMin) < 0) {
            throw new Refusal("The gap ends before it begins. Write the shorter time first, like --gap 5m..10m");
        }
        if (perMinuteMax != null && perMinuteMax < 1) {
            throw new Refusal(
                    "A limit of " + perMinuteMax + " a minute would never send. Give --per-minute 1 or more.");
        }
        if (openersPerDayMax != null && openersPerDayMax < 1) {
            throw new Refusal("A cap of " + openersPerDayMax
                    + " new enrollments a day would never start one. Give --new-per-day 1 or more.");
        }
    }

    /** Limits by cap, gap and ramp-up alone. */
    public Limits(int dailyCap, Duration gapMin, Duration gapMax, @Nullable Ramp ramp) {
        this(dailyCap, gapMin, gapMax, ramp, null, null);
    }

    /**
     * The first day's cap and what each day adds.
     *
     * @param start mails on the first sending day
     * @param step added each day after it
     */
    public record Ramp(int start, int step) {

        /** Reads {@code 10+5}, or {@code off} as null. */
        public static @Nullable Ramp parse(String text) {
            if (text.equalsIgnoreCase("off")) {
                return null;
            }
            var parts = Pattern.compile("(\\d{1,5})\\+(\\d{1,5})").matcher(text);
            if (!parts.matches() || Integer.parseInt(parts.group(1)) == 0) {
                throw new Refusal("'" + text
                        + "' is not a ramp-up. Write --ramp 10+5 (10 on the first day, 5 more each day) or --ramp off");
            }
            return new Ramp(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        }
    }

    /** The same limits with a gap written as {@code 5m..10m}, {@code 30s} or {@code 0s}. */
    public Limits withGap(String text) {
        var ends = text.split("\\.\\.", 2);
        return new Limits(
                dailyCap, gap(ends[0], text), gap(ends[ends.length - 1], text), ramp, perMinuteMax, openersPerDayMax);
    }

    /** The cap of the 24 hours up to now. */
    public int capAt(Instant now, @Nullable Instant firstSentAt) {
        return ramp == null ? dailyCap : (int) Math.min(dailyCap, ramp.start() + days(now, firstSentAt) * ramp.step());
    }

    /** When the ramp-up next raises the cap; null where it does not. */
    @Nullable
    Instant nextRise(Instant now, @Nullable Instant firstSentAt) {
        return ramp == null || firstSentAt == null || capAt(now, firstSentAt) >= dailyCap || ramp.step() == 0
                ? null
                : firstSentAt.plus(Duration.ofDays(days(now, firstSentAt) + 1));
    }

    /**
     * When the next mail may leave after one that left, or was tried, now.
     *
     * @param seed of the enrollment whose mail it was, so that the jitter of the gap is the same in a forecast
     */
    public Instant nextSendAt(Instant now, long seed, String stepKey) {
        var room = gapMax.minus(gapMin).toMillis();
        var jitter = new SplittableRandom(~(31 * seed + stepKey.hashCode())).nextLong(room + 1);
        return now.plus(gapMin).plusMillis(jitter);
    }

    private static long days(Instant now, @Nullable Instant firstSentAt) {
        return firstSentAt == null
                ? 0
                : Math.max(0, Duration.between(firstSentAt, now).toDays());
    }

    private static Duration gap(String end, String whole) {
        var parts = GAP.matcher(end.strip());
        if (!parts.matches()) {
            throw new Refusal("'" + whole + "' is not a gap. Write --gap 5m..10m, --gap 30s or --gap 0s");
        }
        var amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
