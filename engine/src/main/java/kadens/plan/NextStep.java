package kadens.plan;

/**
 * The step to plan, as it is stored.
 *
 * @param window the step's own window, else the cadence's
 * @param seed fixed for the enrollment, so that its jitter stays the same each time it is asked for
 */
public record NextStep(String key, Delay delay, Since since, Window window, TimeZoneChoice zone, long seed) {}
