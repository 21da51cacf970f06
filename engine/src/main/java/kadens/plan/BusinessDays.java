package kadens.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;

/** Monday to Friday, except for days off. */
final class BusinessDays {

    private BusinessDays() {}

    /**
     * The same time of day so many business days later.
     *
     * @param skipped takes the weekdays that did not count because they are off
     */
    static ZonedDateTime after(ZonedDateTime from, long number, DaysOff daysOff, List<LocalDate> skipped) {
        var date = from.toLocalDate();
        for (long left = number; left > 0; ) {
            date = date.plusDays(1);
            if (date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
                continue;
            }
            if (daysOff.include(date)) {
                skipped.add(date);
            } else {
                left--;
            }
        }
        return number == 0 ? from : from.with(date);
    }
}
