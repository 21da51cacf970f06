package kadens.inbox;

import java.util.List;
import java.util.Locale;

/**
 * A subject without what programs put before it when people answer or forward.
 *
 * @param words on one line, in lower case
 */
record SubjectLine(String words) {

    /** Shorter ones, such as "Hello", stand above anything. */
    private static final int TELLING_CHARS_MIN = 10;

    static SubjectLine of(String subject) {
        var rest = subject.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        for (var prefix = AutoReplies.REPLY_PREFIX.matcher(rest);
                prefix.find();
                prefix = AutoReplies.REPLY_PREFIX.matcher(rest)) {
            rest = rest.substring(prefix.end());
        }
        return new SubjectLine(rest);
    }

    /** Whether it says enough to be compared. */
    boolean isTelling() {
        return words.length() >= TELLING_CHARS_MIN && words.contains(" ");
    }

    /** As the first mail of a thread and the ones after it have it; letter case doesn't matter to the database. */
    List<String> asSent() {
        return List.of(words, "re: " + words);
    }
}
