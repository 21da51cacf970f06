package kadens.enrollment;

import jakarta.persistence.EnumeratedValue;

/** Where an enrollment stands. */
public enum State {
    /** Waits for the time of its next step. */
    ACTIVE("active"),
    /** A call or task step is open; a person has to do it. */
    WAITING("waiting"),
    /** Rests until a date, or until a person resumes it. */
    PAUSED("paused"),
    /** Needs a person's decision before anything goes out. */
    HELD("held"),
    /** All steps are done. */
    FINISHED("finished"),
    /** Ended before the last step, for a {@link StopReason}. */
    STOPPED("stopped");

    @EnumeratedValue
    final String word;

    State(String word) {
        this.word = word;
    }

    /** The word of the database, the pages and JSON. */
    public String word() {
        return word;
    }

    /** Whether the prospect is still on the way through the cadence. */
    public boolean ongoing() {
        return this != FINISHED && this != STOPPED;
    }
}
