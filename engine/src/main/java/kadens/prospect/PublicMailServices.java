package kadens.prospect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Mail services open to everybody, such as gmail.com: two people there are not colleagues. */
final class PublicMailServices {

    private static final Set<String> DOMAINS = read("public-mail-services.txt");

    private PublicMailServices() {}

    static boolean has(String domain) {
        return DOMAINS.contains(domain);
    }

    private static Set<String> read(String name) {
        try (var text = Objects.requireNonNull(PublicMailServices.class.getResourceAsStream(name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
