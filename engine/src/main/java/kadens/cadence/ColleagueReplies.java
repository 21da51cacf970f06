package kadens.cadence;

/** What becomes of a prospect when somebody else of their company answers. */
public enum ColleagueReplies {
    /** They are written to as planned: everybody answers for themselves. */
    IGNORE,
    /** A person decides. */
    HOLD,
    /** They are not written to any more. */
    STOP
}
