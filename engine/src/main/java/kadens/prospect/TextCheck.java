package kadens.prospect;

import java.util.regex.Pattern;

/** Checks of cells that hold free text, and the cleaning that comes before every check. */
final class TextCheck {

    static final int CUSTOM_CHARS_MAX = 2000;

    private static final Pattern EDGES =
            Pattern.compile("^[\\s\\p{Z}\\x{200B}\\x{FEFF}]+|[\\s\\p{Z}\\x{200B}\\x{FEFF}]+$");
    private static final Pattern KEPT_FROM_RUNNING = Pattern.compile("^'(?=[=+\\-@])");
    private static final Pattern SPREADSHEET_ERROR = Pattern.compile("#(N/A|REF!|VALUE!|NAME\\?|NULL!|NUM!|DIV/0!)");
    private static final Pattern ROUNDED_NUMBER = Pattern.compile("\\d([.,]\\d+)?[eE]\\+\\d+");

    private TextCheck() {}

    /**
     * The cell without the spaces around it, those that can't be seen among them, and without the sign that keeps a
     * spreadsheet from taking it for a formula.
     */
    static String clean(String cell) {
        return hasPlainEdges(cell) ? cell : cleaned(cell);
    }

    /** Most have: nothing at either end could be taken away. */
    private static boolean hasPlainEdges(String cell) {
        return !cell.isEmpty() && isPlain(cell.charAt(0)) && isPlain(cell.charAt(cell.length() - 1));
    }

    private static boolean isPlain(char c) {
        return c > ' ' && c < 0x7F && c != '\'';
    }

    private static String cleaned(String cell) {
        return KEPT_FROM_RUNNING.matcher(EDGES.matcher(cell).replaceAll("")).replaceAll("");
    }

    /** Text for one line. A line break in a name could smuggle a header into an email. */
    static Checked line(String value) {
        if (value.chars().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)) {
            return Checked.bad("line");
        }
        return notAnError(value);
    }

    static Checked phone(String value) {
        if (ROUNDED_NUMBER.matcher(value).matches()) {
            return Checked.bad("rounded");
        }
        return line(value);
    }

    /** Text of a custom field, which may have several lines. */
    static Checked custom(String value) {
        if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            return Checked.bad("control");
        }
        if (value.codePointCount(0, value.length()) > CUSTOM_CHARS_MAX) {
            return Checked.bad("too-long", String.valueOf(CUSTOM_CHARS_MAX));
        }
        return notAnError(value);
    }

    private static Checked notAnError(String value) {
        return SPREADSHEET_ERROR.matcher(value).matches() ? Checked.bad("spreadsheet") : Checked.good(value);
    }
}
