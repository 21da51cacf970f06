package kadens.prospect;

import java.util.stream.Collectors;
import kadens.language.Sentence;

/**
 * Why a row of a file was not imported.
 *
 * @param line the line of the file on which the row begins
 * @param column the header of the column; empty where the row as a whole is wrong
 * @param value what stood there, cut where it is very long, its control characters made visible
 * @param why what is wrong and how to mend it
 */
public record RowProblem(long line, String column, String value, Sentence why) {

    private static final int VALUE_CHARS_MAX = 200;

    public RowProblem {
        value = shown(value);
    }

    /** What is wrong and how to mend it, in English. */
    public String reason() {
        return why.toString();
    }

    /** One line for a log or a terminal. */
    @Override
    public String toString() {
        return "line " + line + (column.isEmpty() ? "" : ", " + column) + (value.isEmpty() ? "" : " \"" + value + "\"")
                + ": " + reason();
    }

    private static String shown(String value) {
        var codePoints = value.codePoints().limit(VALUE_CHARS_MAX).boxed().collect(Collectors.toList());
        var text = new StringBuilder();
        codePoints.forEach(c -> text.appendCodePoint(c < ' ' ? 0x2400 + c : Character.isISOControl(c) ? 0xFFFD : c));
        return value.codePointCount(0, value.length()) > VALUE_CHARS_MAX ? text + "…" : text.toString();
    }
}
