package kadens.store;

import java.time.Duration;

/**
 * What is wrong with the database at present, as far as this process has noticed.
 *
 * @param lasts since it was noticed first
 */
public record Outage(PassingTrouble trouble, Duration lasts) {}
