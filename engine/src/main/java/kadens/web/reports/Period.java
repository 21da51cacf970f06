package kadens.web.reports;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days that a report is about.
 *
 * @param word as it stands in the address
 */
record Period(String word, LocalDate from, LocalDate to) {

    /** In the order in which they are offered. */
    static final List<String> WORDS = List.of("7", "30", "90", "quarter", "last-quarter", "all", "dates");

    private static final LocalDate EVER = LocalDate.of(2000, 1, 1);
    private static final String USUAL = "30";

    /** What is asked for, the last 30 days where that is nothing known. A reversed pair of dates is turned round. */
    static Period of(@Nullable String word, @Nullable String from, @Nullable String to, LocalDate today) {
        var asked = word != null && WORDS.contains(word) ? word : USUAL;
        var quarter = today.with(IsoFields.DAY_OF_QUARTER, 1);
        return switch (asked) {
            case "quarter" -> new Period(asked, quarter, today);
            case "last-quarter" -> new Period(asked, quarter.minusMonths(3), quarter.minusDays(1));
            case "all" -> new Period(asked, EVER, today);
            case "dates" -> {
                var first = date(from, today.minusDays(29));
                var last = date(to, today);
                yield first.isAfter(last) ? new Period(asked, last, first) : new Period(asked, first, last);
            }
            default -> new Period(asked, today.minusDays(Integer.parseInt(asked) - 1L), today);
        };
    }

    boolean isEver() {
        return from.equals(EVER);
    }

    private static LocalDate date(@Nullable String typed, LocalDate otherwise) {
        try {
            var date = typed == null ? otherwise : LocalDate.parse(typed);
            return date.getYear() < EVER.getYear() || date.getYear() > 9999 ? otherwise : date;
        } catch (DateTimeParseException _) {
            return otherwise;
        }
    }
}
