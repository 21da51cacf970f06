package kadens.prospect;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Countries by their ISO 3166-1 code of two or three letters, or their name in English or Norwegian. */
public final class Countries {

    /** What people write, and no locale knows. */
    private static final Map<String, String> ALSO = Map.ofEntries(
            Map.entry("uk", "GB"),
            Map.entry("greatbritain", "GB"),
            Map.entry("england", "GB"),
            Map.entry("scotland", "GB"),
            Map.entry("wales", "GB"),
            Map.entry("northernireland", "GB"),
            Map.entry("unitedstatesofamerica", "US"),
            Map.entry("uae", "AE"),
            Map.entry("czechrepublic", "CZ"),
            Map.entry("turkey", "TR"),
            Map.entry("holland", "NL"));

    private static final Map<String, String> CODES = codes();

    private Countries() {}

    /** The code of a country, of two letters in upper case; empty where there is none of that code or name. */
    public static Optional<String> code(String codeOrName) {
        return Optional.ofNullable(CODES.get(Folded.word(codeOrName)));
    }

    /** The code of two letters in upper case. */
    static Checked check(String value) {
        var code = CODES.get(Folded.word(value));
        return code == null ? Checked.bad("country") : Checked.good(code);
    }

    private static Map<String, String> codes() {
        var codes = new HashMap<>(ALSO);
        for (var code : Locale.getISOCountries()) {
            var country = Locale.of("", code);
            for (var language : List.of(Locale.ENGLISH, Locale.of("nb"))) {
                codes.put(Folded.word(country.getDisplayCountry(language)), code);
            }
            codes.put(Folded.word(country.getISO3Country()), code);
        }
        for (var code : Locale.getISOCountries()) {
            codes.put(code.toLowerCase(Locale.ROOT), code);
        }
        return Map.copyOf(codes);
    }
}
