package kadens.plan;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Where a delay leads.
 *
 * @param skipped the weekdays that were no business days because they are off
 */
record Counted(ZonedDateTime at, List<LocalDate> skipped) {}
