package kadens.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The sample prospects that come with the templates. */
final class Samples {

    static final Path TEMPLATES = Path.of("../templates");

    static final Map<String, Object> SENDER = Map.of("name", "Kari Vik", "email", "kari@rute.example");

    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private Samples() {}

    static List<Path> files() {
        try (var files = Files.list(TEMPLATES.resolve("samples"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Values values(Path sample, Map<String, Object> sender) {
        try {
            var tree = (Map<String, Map<String, Object>>)
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(sample));
            return new Values(
                    tree.getOrDefault("prospect", Map.of()),
                    tree.getOrDefault("account", Map.of()),
                    sender,
                    "https://rute.example/u/abc?a=1&b=2",
                    TODAY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Values emailOnly() {
        return new Values(
                Map.of("email", "ola@example.com"), Map.of(), SENDER, "https://rute.example/u/abc?a=1&b=2", TODAY);
    }
}
