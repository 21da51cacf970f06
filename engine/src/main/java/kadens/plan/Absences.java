package kadens.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When the sender is away: nothing leaves on these days, whatever the window.
 *
 * @param zone the sender's, in which the days begin and end
 */
public record Absences(ZoneId zone, List<Range> ranges) {

    /** From the first day to the last, both included. */
    public record Range(LocalDate first, LocalDate last) {

        boolean contains(LocalDate date) {
            return !date.isBefore(first) && !date.isAfter(last);
        }
    }

    public Absences {
        ranges = List.copyOf(ranges);
    }

    /** Never away. */
    public static Absences none(ZoneId zone) {
        return new Absences(zone, List.of());
    }

    /** The last day of the absence that the moment falls into, where it does. */
    Optional<LocalDate> lastDayAt(Instant moment) {
        return ranges.isEmpty() ? Optional.empty() : lastDay(moment.atZone(zone).toLocalDate());
    }

    /** One absence right after another, or over it, is one absence. */
    private Optional<LocalDate> lastDay(LocalDate date) {
        for (var range : ranges) {
            if (range.contains(date)) {
                return Optional.of(lastDay(range.last().plusDays(1)).orElse(range.last()));
            }
        }
        return Optional.empty();
    }
}
