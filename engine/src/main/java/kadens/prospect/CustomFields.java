package kadens.prospect;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kadens.store.Fields;

/** Custom fields that grow from import to import, up to what their column holds. */
final class CustomFields {

    static final int BYTES_MAX = 65_535;

    private CustomFields() {}

    /**
     * The known fields with the given ones over them, as JSON; the very same text where nothing is new, and empty if
     * they are too much for one column.
     */
    static Optional<String> merged(String known, Map<String, String> given) {
        if (given.isEmpty()) {
            return Optional.of(known);
        }
        var before = Fields.read(known);
        var fields = new HashMap<>(before);
        fields.putAll(given);
        if (fields.equals(before)) {
            return Optional.of(known);
        }
        var json = Fields.write(fields);
        return fit(json) ? Optional.of(json) : Optional.empty();
    }

    /** Whether their column holds them. */
    static boolean fit(String json) {
        return json.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX;
    }
}
