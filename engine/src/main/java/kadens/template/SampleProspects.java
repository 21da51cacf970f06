package kadens.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kadens.language.Nearest;
import kadens.language.Refusal;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The prospects under {@code samples/}, to try templates with. */
public final class SampleProspects {

    private static final String ENDING = ".yaml";
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(128 * 1024).build();
    private static final Map<String, Object> SENDER =
            Map.of("name", "Kari Vik", "email", "kari@sender.example", "phone", "+47 22 00 00 00");

    private final Path folder;

    public SampleProspects(Path templates) {
        this.folder = templates.resolve("samples");
    }

    /** Their names in alphabetical order; none where there is no folder. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The values of one of them, with a made-up sender.
     *
     * @param today the day that the mail is written on
     * @throws Refusal where there is none, or its file can't be read
     */
    public Values find(String name, LocalDate today) {
        if (!names().contains(name)) {
            throw new Refusal("There is no sample '%s'. %s"
                    .formatted(
                            name,
                            Nearest.to(name, names())
                                    .map(near -> "Did you mean '" + near + "'?")
                                    .orElse("There are: " + String.join(", ", names()))));
        }
        var file = folder.resolve(name + ENDING);
        try {
            var tree = new Load(SETTINGS).loadFromString(Files.readString(file));
            return new Values(
                    part(tree, "prospect"), part(tree, "account"), SENDER, "https://kadens.example/u/sample", today);
        } catch (YamlEngineException | IllegalArgumentException | CharacterCodingException e) {
            throw new Refusal(
                    "samples/" + name + ENDING + " can't be read: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> part(Object tree, String name) {
        var values = new LinkedHashMap<String, Object>();
        if (tree instanceof Map<?, ?> parts && parts.get(name) instanceof Map<?, ?> part) {
            part.forEach((key, value) -> values.put(String.valueOf(key), value));
        }
        return values;
    }
}
