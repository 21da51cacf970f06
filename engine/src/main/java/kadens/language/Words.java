package kadens.language;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/** The resource bundles of the sentences: English, and Norwegian (bokmål). */
final class Words {

    static final Locale BOKMAL = Locale.of("nb");

    static final ResourceBundle ENGLISH = bundle(Locale.ROOT);

    static final Set<String> KEYS = Set.copyOf(ENGLISH.keySet());

    private static final ResourceBundle NORWEGIAN = bundle(BOKMAL);

    private Words() {}

    static ResourceBundle in(Locale locale) {
        return List.of("nb", "no", "nn").contains(locale.getLanguage()) ? NORWEGIAN : ENGLISH;
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "kadens.language.sentences",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
