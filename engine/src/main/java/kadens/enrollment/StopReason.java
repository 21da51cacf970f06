package kadens.enrollment;

import jakarta.persistence.EnumeratedValue;

/** Why an enrollment ended before its last step. */
public enum StopReason {
    REPLIED("replied"),
    BOUNCED("bounced"),
    UNSUBSCRIBED("unsubscribed"),
    COMPLAINED("complained"),
    SUPPRESSED("suppressed"),
    MEETING_BOOKED("meeting-booked"),
    CALLED_BACK("called-back"),
    ACCOUNT_REPLIED("account-replied"),
    LEFT_COMPANY("left-company"),
    BY_HAND("by-hand");

    @EnumeratedValue
    final String word;

    StopReason(String word) {
        this.word = word;
    }

    /** The word of the database, the pages and JSON. */
    public String word() {
        return word;
    }
}
