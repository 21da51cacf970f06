package kadens.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kadens.language.Sentence;

/** The reasons of a plan as they come up. */
final class Reasons {

    /** Who waits out the company's holidays need not read each day of them. */
    private static final int DAYS_NAMED_MAX = 3;

    private final List<Sentence> told = new ArrayList<>();

    private int daysOff;

    void add(Sentence reason) {
        tellRestOfDaysOff();
        told.add(reason);
    }

    /** A day that the step would go out on, or that would count, if it were not off. */
    void addDayOff(LocalDate date, DaysOff all) {
        daysOff++;
        if (daysOff <= DAYS_NAMED_MAX) {
            all.on(date).ifPresent(told::add);
        }
    }

    Sentence last() {
        return told.getLast();
    }

    List<Sentence> all() {
        tellRestOfDaysOff();
        return List.copyOf(told);
    }

    private void tellRestOfDaysOff() {
        if (daysOff > DAYS_NAMED_MAX) {
            told.add(Sentence.of("plan.more-days-off", daysOff - DAYS_NAMED_MAX));
        }
        daysOff = 0;
    }
}
