package kadens.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What will leave if nobody answers, nothing fails, and calls and tasks are done when they fall due. It is played by the
 * rules that the sender goes by: the same planner, the same capacity, the same turns.
 *
 * @param until the forecast ends before this instant
 * @param departures in their order
 * @param never enrollments with a step for which there is no time, and why
 * @param fullAt when mails had to wait in each mailbox because a cap of 24 hours was used up, in order
 * @param unfinished how many enrollments are still on the way at the end
 */
public record Forecast(
        Instant until,
        List<Departure> departures,
        Map<Long, Planned.Never> never,
        Map<Long, List<Instant>> fullAt,
        int unfinished) {

    /** Plays ahead from the outset until before an instant. */
    public static Forecast of(Planner planner, Outset outset, Instant until) {
        return new Rehearsal(planner, outset, until).play();
    }
}
