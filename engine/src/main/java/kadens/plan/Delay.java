package kadens.plan;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * How long after the step before a step goes out, or at what time; at least one of the parts is there.
 *
 * @param amount how many units, from 0 to five years' worth; 0 where there is no unit
 * @param unit null where the delay is a weekday or a time of day only
 * @param weekday the first such day from there on; without an amount, the first after the day of the step before
 * @param time the local time on that day; without it a weekday begins at its start, and the window does the rest
 * @param words the delay as it was written, such as {@code 3 business days}
 */
public record Delay(
        long amount,
        @Nullable Unit unit,
        @Nullable DayOfWeek weekday,
        @Nullable LocalTime time,
        String words) {

    /** Seconds, minutes and hours are exact; days keep the local time; business days are those that people work. */
    public enum Unit {
        SECONDS(ChronoUnit.SECONDS),
        MINUTES(ChronoUnit.MINUTES),
        HOURS(ChronoUnit.HOURS),
        DAYS(ChronoUnit.DAYS),
        WEEKS(ChronoUnit.WEEKS),
        BUSINESS_DAYS(ChronoUnit.DAYS);

        private final ChronoUnit length;

        Unit(ChronoUnit length) {
            this.length = length;
        }

        Duration times(long amount) {
            return length.getDuration().multipliedBy(amount);
        }

        private ZonedDateTime after(ZonedDateTime from, long amount, DaysOff daysOff, List<LocalDate> skipped) {
            return this == BUSINESS_DAYS
                    ? BusinessDays.after(from, amount, daysOff, skipped)
                    : from.plus(amount, length);
        }

        private Sentence sentence(long amount) {
            return Sentence.of("plan.delay." + name().toLowerCase(Locale.ROOT).replace('_', '-'), amount);
        }
    }

    public Delay {
        if (unit == null && weekday == null && time == null) {
            throw new IllegalArgumentException("A delay has an amount, a weekday or a time of day");
        }
        if (amount < 0) {
            throw new IllegalArgumentException("A delay cannot be negative: " + amount);
        }
    }

    /**
     * Reads {@code 0 days}, {@code 3 business days}, {@code at 09:30}, {@code 1 week on tuesday at 9:30}, and so on.
     *
     * @throws Misread when the words are not a delay, or one longer than five years
     */
    public static Delay parse(String words) {
        return DelayWords.read(words);
    }

    /** The delay in the reader's language, to stand before "after". */
    public Sentence sentence() {
        var day = day();
        if (time == null) {
            return day.orElseThrow();
        }
        return day.map(words -> Sentence.of(weekday == null ? "plan.delay.amount-at" : "plan.delay.on-at", at(), words))
                .orElseGet(() -> Sentence.of("plan.delay.at", at()));
    }

    /** Whether it lets the step go at once. */
    public boolean isZero() {
        return amount == 0 && isPlain();
    }

    /** The moment this long after the given one, in its zone, where nobody has a day off. */
    public ZonedDateTime after(ZonedDateTime from) {
        return count(from, DaysOff.NONE).at();
    }

    /** The moment this long after the given one, in its zone, and never before it. */
    Counted count(ZonedDateTime from, DaysOff daysOff) {
        var skipped = new ArrayList<LocalDate>();
        var counted = unit == null ? from : unit.after(from, amount, daysOff, skipped);
        return new Counted(isPlain() ? counted : fit(from, counted), skipped);
    }

    /** Whether its time of day is meant as it is, so that nothing may be added at random. */
    boolean isExact() {
        return time != null
                || (weekday == null && unit != null && unit.times(amount).compareTo(Duration.ofHours(1)) < 0);
    }

    /** Whether the zone decides what it means. */
    boolean isLocal() {
        return !isPlain() || (countsDays() && amount > 0);
    }

    private boolean isPlain() {
        return weekday == null && time == null;
    }

    private boolean countsDays() {
        return unit != null && unit.length.isDateBased();
    }

    /** The first moment from the counted one on that is on the weekday and at the time. */
    private ZonedDateTime fit(ZonedDateTime from, ZonedDateTime counted) {
        var earliest = countsDays() ? from : counted;
        var date = counted.toLocalDate();
        if (unit == null && weekday != null) {
            date = date.plusDays(1);
        }
        while (true) {
            var at = onDay(date, earliest);
            if (isFit(at, earliest)) {
                return at;
            }
            date = date.plusDays(1);
        }
    }

    /** A time that the clock skips comes as much later; one that it shows twice is taken the first time. */
    private ZonedDateTime onDay(LocalDate date, ZonedDateTime earliest) {
        if (time != null) {
            return date.atTime(time).atZone(earliest.getZone());
        }
        var start = date.atStartOfDay(earliest.getZone());
        return date.equals(earliest.toLocalDate()) && start.isBefore(earliest) ? earliest : start;
    }

    private boolean isFit(ZonedDateTime at, ZonedDateTime earliest) {
        var isLateEnough = unit == null ? at.isAfter(earliest) : !at.isBefore(earliest);
        return isLateEnough && (weekday == null || at.getDayOfWeek() == weekday);
    }

    private Optional<Sentence> day() {
        var length = Optional.ofNullable(unit).map(given -> given.sentence(amount));
        return weekday == null
                ? length
                : length.map(from -> Sentence.of("plan.delay.on-from", Weekdays.name(weekday), from))
                        .or(() -> Optional.of(Sentence.of("plan.delay.on", Weekdays.name(weekday))));
    }

    private String at() {
        return String.valueOf(time);
    }
}
