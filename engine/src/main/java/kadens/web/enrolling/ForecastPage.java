package kadens.web.enrolling;

import java.util.List;
import kadens.web.Moment;
import org.jspecify.annotations.Nullable;

/**
 * What the next days send from the chosen mailboxes, with those who are to be enrolled.
 *
 * @param why there is none; null: there is
 * @param most of one day, for the length of bars
 * @param held how many would be held at once, for there is no time for their first step
 */
record ForecastPage(
        @Nullable String why,
        @Nullable Moment first,
        @Nullable Moment last,
        long mails,
        long most,
        List<Day> days,
        long held) {

    static ForecastPage none(String why) {
        return new ForecastPage(why, null, null, 0, 1, List.of(), 0);
    }

    /** @param all mails of the day; @param theirs of those who are to be enrolled */
    record Day(String day, long all, long theirs) {}
}
