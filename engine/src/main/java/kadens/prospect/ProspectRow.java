package kadens.prospect;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one row of a file says about a prospect, checked. What the row leaves empty is in none of the maps.
 *
 * @param line the line of the file, for problems found later
 */
record ProspectRow(
        long line, Map<Field, String> values, Map<String, String> fields, Map<String, String> accountFields) {

    String email() {
        return values.getOrDefault(Field.EMAIL, "");
    }

    @Nullable
    String value(Field field) {
        return values.get(field);
    }

    /** The value of the row, or the one known before where the row has none. */
    @Nullable
    String valueOr(Field field, @Nullable String known) {
        var value = values.get(field);
        return value == null ? known : value;
    }

    /** The company's domain: the one given, else the address's; none where it is a public mail service's. */
    Optional<String> accountDomain() {
        return Stream.of(Optional.ofNullable(values.get(Field.DOMAIN)), Optional.of(EmailAddress.domain(email())))
                .flatMap(Optional::stream)
                .filter(domain -> !PublicMailServices.has(domain))
                .findFirst();
    }

    Optional<String> company() {
        return Optional.ofNullable(values.get(Field.COMPANY));
    }
}
