package kadens.template;

import java.util.regex.Pattern;

/** Whether people see anything of a text. */
final class Visible {

    /** Spaces, controls, format characters, and letters that are drawn as nothing. */
    private static final String UNSEEN =
            "\\s\\p{Z}\\p{C}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0";

    private static final Pattern SOMETHING = Pattern.compile("[^" + UNSEEN + "]");

    /** What lists hold where there is nothing: signs alone, or the words and errors of spreadsheets and programs. */
    private static final Pattern NOTHING = Pattern.compile(
            "[" + UNSEEN + "\\p{P}]*"
                    + "|\\s*(null|NULL|undefined|\\(null\\)|\\(blank\\)|[nN]/[aA]|#N/A|#(REF|VALUE|NAME|NULL|NUM|DIV/0)[!?])\\s*");

    private Visible() {}

    /** Something is drawn. */
    static boolean is(String text) {
        return SOMETHING.matcher(text).find();
    }

    /** It says something of a prospect. */
    static boolean isValue(String text) {
        return is(text) && !NOTHING.matcher(text).matches();
    }
}
