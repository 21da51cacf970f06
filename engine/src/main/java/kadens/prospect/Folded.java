package kadens.prospect;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words as people may have typed them, brought to one spelling so that they can be compared. */
final class Folded {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Folded() {}

    /** Lower case without accents, spaces, hyphens and other signs: {@code E-post} becomes {@code epost}. */
    static String word(String text) {
        return NO_LETTER_OR_DIGIT.matcher(plain(text)).replaceAll("");
    }

    /** Lower case without accents: {@code Språk} becomes {@code sprak}. */
    static String plain(String text) {
        var letters = text.toLowerCase(Locale.ROOT)
                .replace("æ", "ae")
                .replace("ø", "o")
                .replace("œ", "oe")
                .replace("ß", "ss")
                .replace("þ", "th")
                .replace("ð", "d")
                .replace("đ", "d")
                .replace("ł", "l");
        return ACCENTS.matcher(Normalizer.normalize(letters, Normalizer.Form.NFKD))
                .replaceAll("");
    }
}
