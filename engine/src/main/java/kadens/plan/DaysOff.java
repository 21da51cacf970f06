package kadens.plan;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/** The days on which nobody is at work: the public holidays of a country, and the organization's own. */
public final class DaysOff {

    /** Every day is a day of its week. */
    public static final DaysOff NONE = new DaysOff(null, Map.of());

    private final @Nullable String country;
    private final Map<LocalDate, String> own;

    private DaysOff(@Nullable String country, Map<LocalDate, String> own) {
        this.country = country;
        this.own = own;
    }

    /**
     * The days off of a country and an organization.
     *
     * @param country ISO 3166-1 alpha-2; null, or one whose holidays nobody knows: no public holidays
     * @param own the organization's own days with their names
     */
    public static DaysOff of(@Nullable String country, Map<LocalDate, String> own) {
        return new DaysOff(country, Map.copyOf(own));
    }

    /** Why nobody is at work on the date; empty where it is a day of its week. */
    public Optional<Sentence> on(LocalDate date) {
        if (isPublicHoliday(date)) {
            return Optional.of(Sentence.of("plan.public-holiday", date, Locale.of("", country)));
        }
        return Optional.ofNullable(own.get(date)).map(name -> Sentence.of("plan.day-off", date, name));
    }

    boolean include(LocalDate date) {
        return own.containsKey(date) || isPublicHoliday(date);
    }

    private boolean isPublicHoliday(LocalDate date) {
        return country != null && PublicHolidays.include(country, date);
    }
}
