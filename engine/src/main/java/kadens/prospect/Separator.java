package kadens.prospect;

import java.io.IOException;
import java.io.Reader;

/**
 * The character between the columns, and how many lines stand above the header to name it: Excel may write
 * {@code sep=;} there.
 */
record Separator(char character, int linesAbove) {

    private static final int HEADER_CHARS_MAX = 1 << 16;

    /** What the file says, else whichever of comma, semicolon and tab the header has most of outside quotes. */
    static Separator of(Reader text) throws IOException {
        var start = firstChars(text);
        if (start.matches("(?is)sep=[,;\t][\r\n].*")) {
            return new Separator(start.charAt(4), 1);
        }
        return new Separator(mostFrequent(start.replaceFirst("^[\r\n]+", "")), 0);
    }

    private static char mostFrequent(String header) {
        var commas = 0;
        var semicolons = 0;
        var tabs = 0;
        var quoted = false;
        for (var c : header.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\r' || c == '\n')) {
                break;
            } else if (!quoted) {
                commas += c == ',' ? 1 : 0;
                semicolons += c == ';' ? 1 : 0;
                tabs += c == '\t' ? 1 : 0;
            }
        }
        // Of two equally frequent, the one that words in a header are less likely to have.
        if (tabs > 0 && tabs >= semicolons && tabs >= commas) {
            return '\t';
        }
        return semicolons > 0 && semicolons >= commas ? ';' : ',';
    }

    private static String firstChars(Reader text) throws IOException {
        var chars = new char[HEADER_CHARS_MAX];
        var length = 0;
        for (int read; length < chars.length && (read = text.read(chars, length, chars.length - length)) > 0; ) {
            length += read;
        }
        return new String(chars, 0, length);
    }
}
