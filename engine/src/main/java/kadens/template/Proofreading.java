package kadens.template;

import java.util.regex.Pattern;

/** The last look at a finished email: nothing empty and no raw placeholder goes out. */
final class Proofreading {

    private static final int HEADER_CHARS_MAX = 900;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{|#\\{|\\[=");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029&&[^\\t]]");

    private Proofreading() {}

    /** A header's value in one line; refused where a value brought a line break or another control character. */
    static String header(Parts parts, String name, String value) {
        var place = Place.of(Pattern.compile("(?im)^" + name + "\\s*:"), parts.source());
        var stripped = value.strip();
        if (CONTROL.matcher(stripped).find()) {
            throw Unfit.of(parts.file(), place.line(), place.column(), "line-break", name);
        }
        var words = stripped.replaceAll("[\\s\\u00a0]+", " ");
        if (words.isEmpty()) {
            throw Unfit.of(parts.file(), place.line(), place.column(), "empty-header", name);
        }
        if (words.length() > HEADER_CHARS_MAX) {
            throw Unfit.of(parts.file(), place.line(), place.column(), "long-header", name);
        }
        refusePlaceholder(parts, words);
        return words;
    }

    static void body(Parts parts, String html, String text) {
        if (text.isBlank()) {
            throw Unfit.of(parts.file(), 0, 0, "empty-body");
        }
        refusePlaceholder(parts, html);
        refusePlaceholder(parts, text);
    }

    private static void refusePlaceholder(Parts parts, String text) {
        var raw = PLACEHOLDER.matcher(text);
        if (raw.find()) {
            // ${ stands all over the source; the other two are only there where they were meant for nothing.
            var place = raw.group().equals("${")
                    ? Place.NOWHERE
                    : Place.of(Pattern.compile(Pattern.quote(raw.group())), parts.source());
            throw Unfit.of(parts.file(), place.line(), place.column(), "placeholder", raw.group());
        }
    }
}
