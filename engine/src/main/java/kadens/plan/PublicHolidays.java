package kadens.plan;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The public holidays that a whole country keeps; those of a region or a town are not among them.
 *
 * <p>The first question ever takes some tenths of a second, the first about a country some hundredths; each later one
 * reads memory.
 */
final class PublicHolidays {

    private record CountryYear(String country, int year) {}

    /** More than all countries for a decade; the limit only stops nonsense from filling the memory. */
    private static final int YEARS_KEPT_MAX = 4096;

    private static final Map<CountryYear, Set<LocalDate>> KEPT = new ConcurrentHashMap<>();

    private PublicHolidays() {}

    static boolean include(String country, LocalDate date) {
        var year = new CountryYear(country, date.getYear());
        var known = KEPT.get(year);
        return (known != null ? known : load(year)).contains(date);
    }

    private static synchronized Set<LocalDate> load(CountryYear wanted) {
        if (KEPT.size() >= YEARS_KEPT_MAX) {
            KEPT.clear();
        }
        return KEPT.computeIfAbsent(wanted, PublicHolidays::read);
    }

    private static Set<LocalDate> read(CountryYear wanted) {
        if (!HolidayManager.getSupportedCalendarCodes()
                .contains(wanted.country().toUpperCase(Locale.ROOT))) {
            return Set.of();
        }
        var holidays = HolidayManager.getInstance(
                ManagerParameters.create(wanted.country().toLowerCase(Locale.ROOT)));
        // New Year's Day on a Saturday is kept on the Friday before in some countries, which is the year before.
        return IntStream.rangeClosed(wanted.year() - 1, wanted.year() + 1)
                .mapToObj(year -> holidays.getHolidays(Year.of(year)))
                .flatMap(Set::stream)
                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                .map(Holiday::getDate)
                .filter(date -> date.getYear() == wanted.year())
                .collect(Collectors.toUnmodifiableSet());
    }
}
