package kadens.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a visitor wants to see the pages.
 *
 * @param theme {@code light}, {@code dark}, or {@code system} where they have not chosen
 */
public record Visitor(Texts texts, String theme) {

    static final List<String> THEMES = List.of("system", "light", "dark");

    public static Visitor of(Context context) {
        var theme = context.cookie("theme");
        return new Visitor(texts(context), theme != null && THEMES.contains(theme) ? theme : "system");
    }

    /** What the person has chosen, else what the cookie says, else the first of our languages that the browser names. */
    public static Texts texts(Context context) {
        var me = Me.orNull(context);
        var chosen = me != null && me.language() != null ? me.language() : context.cookie("language");
        if (chosen != null && Texts.LANGUAGES.contains(chosen)) {
            return Texts.in(Locale.of(chosen));
        }
        return accepted(context.header("Accept-Language"));
    }

    private static Texts accepted(@Nullable String header) {
        if (header == null || header.length() > 200) {
            return Texts.ENGLISH;
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .filter(locale -> List.of("en", "nb", "no", "nn").contains(locale.getLanguage()))
                    .findFirst()
                    .map(Texts::in)
                    .orElse(Texts.ENGLISH);
        } catch (IllegalArgumentException _) {
            return Texts.ENGLISH;
        }
    }
}
