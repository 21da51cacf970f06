package kadens.web;

import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The words of the pages in one language. A key that is missing is a bug and throws. */
public final class Texts {

    /** The tags of the languages that the pages speak. */
    public static final List<String> LANGUAGES = List.of("en", "nb");

    /** Each room's pages have their words in a file of their own: texts.properties and texts-ROOM.properties. */
    static final List<String> ROOMS = List.of(
            "", //
            "-cadences",
            "-conversations",
            "-enrolling",
            "-importing",
            "-mailboxes",
            "-palette",
            "-prospects",
            "-reports",
            "-settings",
            "-signin",
            "-today");

    static final Locale BOKMAL = Locale.of("nb", "NO");

    static final Texts ENGLISH = new Texts(Locale.UK, bundle(Locale.ROOT));

    static final Texts NORWEGIAN = new Texts(BOKMAL, bundle(Locale.of("nb")));

    private final Locale locale;
    private final Map<String, String> words;

    private Texts(Locale locale, Map<String, String> words) {
        this.locale = locale;
        this.words = words;
    }

    /** The language nearest to the locale; English where none is near. */
    public static Texts in(Locale locale) {
        return List.of("nb", "no", "nn").contains(locale.getLanguage()) ? NORWEGIAN : ENGLISH;
    }

    public Locale locale() {
        return locale;
    }

    /** {@code en} or {@code nb}, as in the language cookie. */
    public String tag() {
        return locale.getLanguage();
    }

    public String say(String key, Object... values) {
        return new MessageFormat(word(key), locale).format(values);
    }

    /** The words of a code that comes from outside, such as a stored verdict; the code itself where there are none. */
    public String sayCode(String prefix, String code) {
        return words.containsKey(prefix + code) ? say(prefix + code) : code;
    }

    private String word(String key) {
        var found = words.get(key);
        if (found == null) {
            throw new MissingResourceException("No text is called '" + key + "'", "kadens.web.texts", key);
        }
        return found;
    }

    private static Map<String, String> bundle(Locale locale) {
        var words = new HashMap<String, String>();
        for (var room : ROOMS) {
            var bundle = ResourceBundle.getBundle(
                    "kadens.web.texts" + room,
                    locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            bundle.keySet().forEach(key -> {
                if (words.put(key, bundle.getString(key)) != null) {
                    throw new IllegalStateException("The text '" + key + "' is there twice");
                }
            });
        }
        return Map.copyOf(words);
    }
}
