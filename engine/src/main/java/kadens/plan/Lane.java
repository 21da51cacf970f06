package kadens.plan;

import java.util.Locale;

/** Where a due step queues. What a mailbox may send goes to follow-ups first; what a person does waits for no mail. */
public enum Lane {
    /** A call or a task. */
    BY_HAND,
    /** A mail to somebody who was written to before in this enrollment. */
    FOLLOW_UP,
    /** The first mail of an enrollment. */
    OPENER;

    /** The word of the database and JSON, such as {@code follow-up}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The lane that is written this way. */
    public static Lane ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
