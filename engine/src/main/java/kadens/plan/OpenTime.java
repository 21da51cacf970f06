package kadens.plan;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Optional;
import kadens.language.Sentence;

/** When a step may leave, whatever its delay: inside the window, on no day off, while the sender is there. */
record OpenTime(Window window, DaysOff daysOff, Absences absences) {

    /** Long enough for any absence, and for a window that is open on few days of the year. */
    private static final int YEARS_AHEAD_MAX = 2;

    static OpenTime of(NextStep step) {
        return new OpenTime(step.window(), step.daysOff(), step.absences());
    }

    boolean contains(ZonedDateTime moment) {
        return window.contains(moment)
                && !isDayOff(moment.toLocalDate())
                && absences.lastDayAt(moment.toInstant()).isEmpty();
    }

    /** Why the moment is shut, by what lasts longest; empty where it is open. */
    Optional<Sentence> shut(ZonedDateTime moment) {
        var away = absences.lastDayAt(moment.toInstant());
        if (away.isPresent()) {
            return away.map(OpenTime::away);
        }
        if (isDayOff(moment.toLocalDate())) {
            return daysOff.on(moment.toLocalDate());
        }
        if (window.contains(moment)) {
            return Optional.empty();
        }
        return Optional.of(next(moment, new Reasons())
                .map(opening -> Sentence.of("plan.closed-until", opening))
                .orElseGet(() -> Sentence.of("plan.closed")));
    }

    /**
     * The first open moment that is not before the given one; empty where there is none within two years.
     *
     * @param reasons takes what kept the openings before it shut
     */
    Optional<ZonedDateTime> next(ZonedDateTime moment, Reasons reasons) {
        var limit = moment.plusYears(YEARS_AHEAD_MAX);
        var opening = window.next(moment);
        while (opening.isPresent() && opening.get().isBefore(limit)) {
            var at = opening.get();
            var away = absences.lastDayAt(at.toInstant());
            if (isDayOff(at.toLocalDate())) {
                reasons.addDayOff(at.toLocalDate(), daysOff);
                opening = window.next(endOf(at.toLocalDate(), at));
            } else if (away.isPresent()) {
                reasons.add(away(away.get()));
                var back = endOf(away.get(), at.withZoneSameInstant(absences.zone()));
                opening = window.next(back.withZoneSameInstant(at.getZone()));
            } else {
                return opening;
            }
        }
        return Optional.empty();
    }

    private boolean isDayOff(LocalDate date) {
        return !window.isAlways() && daysOff.include(date);
    }

    private static Sentence away(LocalDate last) {
        return Sentence.of("plan.away", last);
    }

    /** The end of a day that the moment lies in; where the clock goes back over midnight, the day ends twice. */
    private static ZonedDateTime endOf(LocalDate day, ZonedDateTime moment) {
        var end = day.plusDays(1).atStartOfDay(moment.getZone());
        return end.isAfter(moment) ? end : end.withLaterOffsetAtOverlap();
    }
}
