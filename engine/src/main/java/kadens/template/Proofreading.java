package kadens.template;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/** The last look at a finished email: nothing empty and no raw placeholder goes out. */
final class Proofreading {

    private static final int HEADER_CHARS_MAX = 900;

    /** A line whose beginning greets nobody: its name was empty. */
    private static final Pattern NOBODY = Pattern.compile("(?m)^[^\\n,]{1,40}[ \\t\\p{Zs}\\p{Cf}]+,(?=\\s|$)");

    private static final Pattern LOST_WORD = Pattern.compile("^,|[\\s\\p{Z}],|,$|\\(\\s*\\)");
    private static final Pattern NOWHERE =
            Pattern.compile("\\s*((https?:)?/*|mailto:|tel:)\\s*", Pattern.CASE_INSENSITIVE);
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
        if (!Visible.is(words)) {
            throw Unfit.of(parts.file(), place.line(), place.column(), "empty-header", name);
        }
        if (words.length() > HEADER_CHARS_MAX) {
            throw Unfit.of(parts.file(), place.line(), place.column(), "long-header", name);
        }
        if (LOST_WORD.matcher(words).find()) {
            throw Unfit.of(parts.file(), place.line(), place.column(), "lost-word", name);
        }
        refusePlaceholder(parts, words);
        return words;
    }

    static void body(Parts parts, String html, String text) {
        if (!Visible.is(text)) {
            throw Unfit.of(parts.file(), 0, 0, "empty-body");
        }
        refusePlaceholder(parts, html);
        refusePlaceholder(parts, text);
        var nobody = NOBODY.matcher(text);
        if (nobody.find()) {
            throw Unfit.of(parts.file(), 0, 0, "greets-nobody", nobody.group().strip());
        }
        refuseEmptyLinks(parts, html);
    }

    private static void refuseEmptyLinks(Parts parts, String html) {
        for (var link : Jsoup.parse(html).select("a[href]")) {
            if (NOWHERE.matcher(link.attr("href")).matches()) {
                throw Unfit.of(parts.file(), 0, 0, "link-nowhere", link.text());
            }
            if (!Visible.is(link.text()) && link.select("img").isEmpty()) {
                throw Unfit.of(parts.file(), 0, 0, "link-without-words", link.attr("href"));
            }
        }
    }

    private static void refusePlaceholder(Parts parts, String text) {
        Leftovers.in(text).ifPresent(raw -> {
            // What stands where a value was meant to be is often right all over the source: that place helps nobody.
            var place =
                    raw.equals("${") ? Place.NOWHERE : Place.of(Pattern.compile(Pattern.quote(raw)), parts.source());
            throw Unfit.of(parts.file(), place.line(), place.column(), "placeholder", raw);
        });
    }
}
