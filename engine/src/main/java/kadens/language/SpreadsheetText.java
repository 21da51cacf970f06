package kadens.language;

import java.util.regex.Pattern;

/** Text in files that people open in a spreadsheet, which takes some text for a formula and runs it. */
public final class SpreadsheetText {

    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]");

    private SpreadsheetText() {}

    /** The same words with a sign before them that spreadsheets take for text. */
    public static String inert(String text) {
        return FORMULA.matcher(text).find() ? "'" + text : text;
    }
}
