package kadens.prospect;

import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Languages by their BCP 47 tag, or their name in English or Norwegian. */
final class Languages {

    private static final Map<String, String> CODES = codes();

    private Languages() {}

    /** The tag in its usual letter case: {@code nb-NO}. */
    static Checked check(String value) {
        var code = CODES.get(Folded.word(value));
        return code == null ? tag(value.replace('_', '-')) : Checked.good(code);
    }

    private static Checked tag(String value) {
        var code = CODES.get(Folded.word(value.replaceFirst("-.*", "")));
        if (code != null && value.matches("[A-Za-z]{2,3}-.*")) {
            try {
                return Checked.good(new Locale.Builder()
                        .setLanguageTag(code + value.substring(value.indexOf('-')))
                        .build()
                        .toLanguageTag());
            } catch (IllformedLocaleException _) {
                // Refused below.
            }
        }
        return Checked.bad("language");
    }

    private static Map<String, String> codes() {
        var codes = new HashMap<String, String>();
        for (var code : Locale.getISOLanguages()) {
            var locale = Locale.of(code);
            for (var language : List.of(Locale.ENGLISH, Locale.of("nb"))) {
                codes.put(Folded.word(locale.getDisplayLanguage(language)), locale.toLanguageTag());
            }
            codes.put(locale.getISO3Language(), locale.toLanguageTag());
        }
        for (var code : Locale.getISOLanguages()) {
            codes.put(code, Locale.of(code).toLanguageTag());
        }
        return Map.copyOf(codes);
    }
}
