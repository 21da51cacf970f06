package kadens.sandbox;

import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sample prospect: what the product knows of them, the cadence they are to be enrolled in, and how they behave.
 *
 * @param fields custom fields that the shipped templates use
 */
public record Person(
        String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String company,
        @Nullable String domain,
        @Nullable String title,
        @Nullable String phone,
        ZoneId timeZone,
        String country,
        String language,
        Map<String, String> fields,
        String cadence,
        Behaviour behaviour) {

    /** First and last name as far as they are known, else the address. */
    public String name() {
        String name = Stream.of(firstName, lastName).filter(Objects::nonNull).collect(Collectors.joining(" "));
        return name.isEmpty() ? email : name;
    }
}
