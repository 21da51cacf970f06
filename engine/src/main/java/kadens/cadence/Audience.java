package kadens.cadence;

/** Whom a cadence is written for. */
public enum Audience {
    PROSPECTS,
    /** People who have bought already: upselling. */
    CUSTOMERS
}
