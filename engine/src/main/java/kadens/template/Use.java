package kadens.template;

import java.nio.file.Path;
import java.util.Set;
import kadens.language.Sentence;

/**
 * One place of a template that shows or asks for a value.
 *
 * @param value such as {@code prospect.firstName} or {@code account.fields.depot}
 * @param file relative to the templates folder
 * @param line from 1
 * @param column from 1
 * @param hasFallback whether the mail can be written without the value
 */
public record Use(String value, Path file, int line, int column, boolean hasFallback) {

    private static final Set<String> ALWAYS_THERE =
            Set.of("prospect.email", "sender.name", "sender.email", "unsubscribeUrl");

    /** How people call a value; a field of their own by its name. */
    public static Sentence word(String value) {
        return value.contains(".fields.")
                ? Sentence.verbatim(value.substring(value.lastIndexOf('.') + 1))
                : Sentence.of("value." + value);
    }

    /** Whether a mail is not written for somebody who lacks the value. */
    public boolean isNeeded() {
        return !hasFallback && !ALWAYS_THERE.contains(value);
    }
}
