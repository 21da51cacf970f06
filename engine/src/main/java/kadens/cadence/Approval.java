package kadens.cadence;

/** Whether somebody has to approve what a cadence sends. */
enum Approval {
    NONE,
    REQUIRED
}
