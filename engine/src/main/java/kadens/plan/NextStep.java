package kadens.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The step to plan, as it is stored, with the calendars it is judged by.
 *
 * @param window the step's own, else the cadence's, else the mailbox's, else the organization's
 * @param daysOff judged in the zone; they are no business days, and no window but {@link Window#ALWAYS} opens on them
 * @param absences of the mailbox's owner; nothing leaves then, whatever the window
 * @param notBefore other rules that keep it back, in the order in which they are told
 * @param seed fixed for the enrollment, so that its jitter stays the same each time it is asked for
 */
public record NextStep(
        String key,
        Delay delay,
        Since since,
        Window window,
        TimeZoneChoice zone,
        DaysOff daysOff,
        Absences absences,
        List<NotBefore> notBefore,
        long seed) {

    public NextStep {
        notBefore = List.copyOf(notBefore);
    }

    /** The same counted from another moment. */
    public NextStep since(Since since) {
        return new NextStep(key, delay, since, window, zone, daysOff, absences, notBefore, seed);
    }

    /** The same with more that keeps it back. */
    NextStep notBefore(List<NotBefore> more) {
        var all = new ArrayList<>(notBefore);
        all.addAll(more);
        return new NextStep(key, delay, since, window, zone, daysOff, absences, all, seed);
    }
}
