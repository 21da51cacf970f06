package kadens.cadence;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What editors are told about a cadence.yaml is what Kadens reads. */
class SchemaTest {

    private static final Path TEMPLATES = Path.of("../templates");
    private static final JsonNode SCHEMA = JsonMapper.shared()
            .readTree(TEMPLATES.resolve("cadence.schema.json").toFile());
    private static final JsonNode STEP = SCHEMA.required("$defs").required("step");

    private static final Schema VALIDATOR = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA);

    @TempDir
    Path folder;

    static List<String> cadences() {
        return new Cadences(TEMPLATES).names();
    }

    @Test
    void the_schema_and_the_reader_know_the_same_keys() {
        assertThat(SCHEMA.required("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(CadenceFile.KEYS);
        assertThat(STEP.required("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(StepEntry.KEYS);
        assertThat(SCHEMA.required("additionalProperties").asBoolean()).isFalse();
        assertThat(STEP.required("additionalProperties").asBoolean()).isFalse();
    }

    @Test
    void they_know_the_same_choices() {
        assertThat(choices(SCHEMA, "audience")).isEqualTo(words(Audience.values()));
        assertThat(choices(SCHEMA, "approval")).isEqualTo(words(Approval.values()));
        assertThat(choices(SCHEMA, "colleagueReplies")).isEqualTo(words(ColleagueReplies.values()));
        assertThat(choices(STEP, "type")).isEqualTo(words(Step.Type.values()));
    }

    @Test
    void they_ask_for_the_same_keys() throws IOException {
        assertThat(texts(SCHEMA.required("required"))).containsExactly("title", "steps");
        assertThat(texts(STEP.required("required"))).containsExactly("key", "delay");
        var file = folder.resolve("cadences/test/cadence.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "description: x\n");
        assertThat(problems()).containsExactly("'title' is missing", "'steps' has no entries");
        Files.writeString(file, "title: x\nsteps:\n  - type: call\n");
        assertThat(problems()).containsExactlyInAnyOrder("'key' is missing", "'delay' is missing");
    }

    @Test
    void every_key_is_described() {
        Stream.of(SCHEMA, STEP)
                .flatMap(part -> part.required("properties").valueStream())
                .forEach(key ->
                        assertThat(key.required("description").asString()).endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("cadences")
    void a_shipped_cadence_names_the_schema(String name) throws IOException {
        var file = TEMPLATES.resolve("cadences").resolve(name).resolve("cadence.yaml");
        var first = Files.readAllLines(file).getFirst();

        assertThat(first).startsWith("# yaml-language-server: $schema=");
        assertThat(file.resolveSibling(first.substring(first.indexOf('=') + 1)).normalize())
                .isEqualTo(TEMPLATES.resolve("cadence.schema.json"));
    }

    @ParameterizedTest
    @MethodSource("cadences")
    void a_shipped_cadence_is_valid(String name) throws IOException {
        var file = TEMPLATES.resolve("cadences").resolve(name).resolve("cadence.yaml");

        assertThat(VALIDATOR.validate(Files.readString(file), InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layout: letter",
                "spintax: true",
                "spintax: yes please",
                "layout: ../x",
                "colleagueReplies: hold",
                "audience: everybody",
                "titel: x",
                "steps: []",
            })
    void the_schema_and_the_reader_judge_a_cadence_alike(String line) throws IOException {
        judgedAlike("title: x\n" + line + (line.startsWith("steps") ? "" : "\nsteps:\n  - key: a\n    delay: 1 day\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layout: none",
                "attachments: x.pdf",
                "attachments: [x.pdf, /files/y.pdf]",
                "attachments: [[x]]",
                "attachments: [\"\"]",
                "variants: { a: 1, b: 0 }",
                "variants: { a: 0.5, b: 1 }",
                "variants: { a: -1, b: 1 }",
                "variants: { a: 1001, b: 1 }",
                "variants: { a: 1, two: 1 }",
                "variants: 2",
                "type: letter",
                "windw: always",
            })
    void the_schema_and_the_reader_judge_a_step_alike(String line) throws IOException {
        judgedAlike("title: x\nsteps:\n  - key: a\n    delay: 1 day\n    " + line + "\n");
    }

    private void judgedAlike(String yaml) throws IOException {
        var file = folder.resolve("cadences/test/cadence.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, yaml);
        Files.writeString(file.resolveSibling("a.ftl"), "Subject: S\n\nA");
        Files.writeString(file.resolveSibling("a.b.ftl"), "Subject: S\n\nB");

        var isValid = VALIDATOR.validate(yaml, InputFormat.YAML).isEmpty();
        assertThat(new Cadences(folder).find("test") instanceof Cadence)
                .describedAs("the reader takes it, as the schema does")
                .isEqualTo(isValid);
    }

    private List<String> problems() {
        return ((Loaded.Broken) new Cadences(folder).find("test"))
                .problems().stream().map(problem -> problem.what().toString()).toList();
    }

    private static List<String> choices(JsonNode part, String key) {
        return texts(part.required("properties").required(key).required("enum"));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> words(Enum<?>[] choices) {
        return Stream.of(choices)
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
