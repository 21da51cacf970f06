package kadens.plan;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import kadens.language.Sentence;

/**
 * How long after the step before a step goes out.
 *
 * @param amount how many units, from 0 to five years' worth
 * @param words the delay as it was written, such as {@code 3 business days}
 */
public record Delay(long amount, Unit unit, String words) {

    /** Seconds, minutes and hours are exact; days keep the local time; business days are Monday to Friday. */
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

        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,9})\\s+(second|minute|hour|day|week|business\\s+day)s?", Pattern.CASE_INSENSITIVE);

    private static final Duration LONGEST = Duration.ofDays(5 * 366);

    public Delay {
        if (amount < 0) {
            throw new IllegalArgumentException("A delay cannot be negative: " + amount);
        }
    }

    /**
     * Reads {@code 0 days}, {@code 1 business day}, {@code 30 seconds}, and so on.
     *
     * @throws Misread when the words are not a delay, or one longer than five years
     */
    public static Delay parse(String words) {
        var form = FORM.matcher(words.strip());
        if (!form.matches()) {
            throw new Misread(Sentence.of("plan.delay.unreadable", words), Sentence.of("plan.delay.mend"));
        }
        var amount = Long.parseLong(form.group(1));
        var unit = unit(form.group(2));
        if (amount > LONGEST.dividedBy(unit.length.getDuration())) {
            throw new Misread(Sentence.of("plan.delay.too-long", words), Sentence.of("plan.delay.mend-too-long"));
        }
        return new Delay(amount, unit, words.strip());
    }

    /** The delay in the reader's language. */
    public Sentence sentence() {
        return Sentence.of("plan.delay." + unit.key(), amount);
    }

    /** The moment this long after the given one, in its zone. */
    public ZonedDateTime after(ZonedDateTime from) {
        return unit == Unit.BUSINESS_DAYS ? businessDaysAfter(from) : from.plus(amount, unit.length);
    }

    boolean isZero() {
        return amount == 0;
    }

    boolean isUnderAnHour() {
        return unit.length.getDuration().multipliedBy(amount).compareTo(Duration.ofHours(1)) < 0;
    }

    boolean countsDays() {
        return !isZero() && unit.length.isDateBased();
    }

    private ZonedDateTime businessDaysAfter(ZonedDateTime from) {
        var date = from.toLocalDate();
        for (long left = amount; left > 0; ) {
            date = date.plusDays(1);
            if (date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) {
                left--;
            }
        }
        return isZero() ? from : from.with(date);
    }

    private static Unit unit(String word) {
        return Unit.valueOf(word.toUpperCase(Locale.ROOT).replaceAll("\\s+", "_") + "S");
    }
}
