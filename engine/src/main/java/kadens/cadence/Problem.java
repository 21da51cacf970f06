package kadens.cadence;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import kadens.language.Sentence;

/**
 * Something wrong in the templates folder: where, what, and how to mend it.
 *
 * @param file relative to the templates folder
 * @param line from 1; 0 where the whole file is meant
 * @param column from 1; 0 where the whole line is meant
 * @param what without a full stop
 * @param mend a whole sentence
 */
public record Problem(Path file, int line, int column, Sentence what, Sentence mend) {

    static final Comparator<Problem> IN_ORDER =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line).thenComparingInt(Problem::column);

    /** {@code file:line:column: what. mend} in the given language. */
    public String in(Locale locale) {
        return place() + ": " + what.in(locale) + ". " + mend.in(locale);
    }

    /** {@code file:line:column}, with slashes on every system. */
    public String place() {
        var place = file.toString().replace('\\', '/');
        if (line > 0) {
            place += ":" + line + (column > 0 ? ":" + column : "");
        }
        return place;
    }

    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }
}
