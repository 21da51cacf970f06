package kadens.prospect;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names of custom fields, made so that a template can say {@code prospect.fields.<name>}. */
final class FieldName {

    static final int CHARS_MAX = 100;

    private static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0," + (CHARS_MAX - 1) + "}");

    private FieldName() {}

    static boolean valid(String name) {
        return VALID.matcher(name).matches();
    }

    /** The name that a header becomes: {@code Årlig omsetning (NOK)} is {@code arlig_omsetning_nok}. */
    static Optional<String> of(String header) {
        var words = Folded.plain(header).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        var name = words.matches("[0-9].*") ? "_" + words : words;
        return valid(name) ? Optional.of(name) : Optional.empty();
    }
}
