package kadens.web;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of the pages in one language. A key that is missing is a bug and throws. */
final class Texts {

    static final Locale BOKMAL = Locale.of("nb", "NO");

    static final Texts ENGLISH = new Texts(Locale.UK, bundle(Locale.ROOT));

    static final Texts NORWEGIAN = new Texts(BOKMAL, bundle(Locale.of("nb")));

    private final Locale locale;
    private final ResourceBundle words;

    private Texts(Locale locale, ResourceBundle words) {
        this.locale = locale;
        this.words = words;
    }

    /** The language nearest to the locale; English where none is near. */
    static Texts in(Locale locale) {
        return List.of("nb", "no", "nn").contains(locale.getLanguage()) ? NORWEGIAN : ENGLISH;
    }

    Locale locale() {
        return locale;
    }

    /** {@code en} or {@code nb}, as in the language cookie. */
    String tag() {
        return locale.getLanguage();
    }

    String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), locale).format(values);
    }

    /** The words of a code that comes from outside, such as a stored verdict; the code itself where there are none. */
    String sayCode(String prefix, String code) {
        return words.containsKey(prefix + code) ? say(prefix + code) : code;
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "kadens.web.texts",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
