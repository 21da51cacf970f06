package kadens.plan;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * When the sender is away: nothing leaves on these days, whatever the window.
 *
 * @param zone the sender's, in which the days begin and end
 */
public record Absences(ZoneId zone, List<Range> ranges) {

    /** From the first day to the last, both included. */
    public record Range(LocalDate first, LocalDate last) {}

    public Absences {
        ranges = List.copyOf(ranges);
    }

    /** Never away. */
    public static Absences none(ZoneId zone) {
        return new Absences(zone, List.of());
    }
}
