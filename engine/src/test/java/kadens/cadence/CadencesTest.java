package kadens.cadence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import kadens.plan.Delay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CadencesTest {

    private static final String WHOLE = """
            title: A test
            steps:
              - key: intro
                delay: 0 days
              - key: call
                type: call
                delay: 2 hours
                window: always
                instructions: Ask.
              - key: note
                type: task
                title: Write a note
                delay: 1 week
            """;

    @TempDir
    Path templates;

    @ParameterizedTest
    @MethodSource("shipped")
    void a_shipped_cadence_loads(String name) {
        assertThat(new Cadences(Path.of("../templates")).find(name)).isInstanceOf(Cadence.class);
    }

    static List<String> shipped() {
        return new Cadences(Path.of("../templates")).names();
    }

    @Test
    void a_cadence_is_what_its_file_says_and_the_usual_where_it_is_silent() throws IOException {
        write("cadence.yaml", WHOLE);
        write("intro.ftlh", "");
        var cadence = (Cadence) find();

        assertThat(cadence.title()).isEqualTo("A test");
        assertThat(cadence.language()).isEqualTo(Locale.ENGLISH);
        assertThat(cadence.audience()).isEqualTo(Audience.PROSPECTS);
        assertThat(cadence.window())
                .as("the mailbox's, else the organization's")
                .isNull();
        assertThat(cadence.first().title()).isEqualTo("intro");
        assertThat(cadence.after("intro")).map(Step::type).contains(Step.Type.CALL);
        assertThat(cadence.after("call")).map(Step::title).contains("Write a note");
        assertThat(cadence.after("note")).isEmpty();
        assertThat(cadence.after("gone")).isEmpty();
        assertThat(cadence.step("call"))
                .map(cadence::windowOf)
                .hasValueSatisfying(window -> assertThat(window.isAlways()).isTrue());
    }

    @Test
    void a_limit_for_lateness_is_a_length_of_real_time_above_zero() throws IOException {
        write("intro.ftlh", "");
        write("cadence.yaml", WHOLE);
        assertThat(((Cadence) find()).latenessLimit()).isNull();

        write("cadence.yaml", "lateness: 5 days\n" + WHOLE);
        assertThat(((Cadence) find()).latenessLimit()).isEqualTo(Delay.parse("5 days"));

        for (var wrong : List.of("0 days", "3 business days", "-1 days", "a while")) {
            write("cadence.yaml", "lateness: " + wrong + "\n" + WHOLE);
            assertThat(problems()).singleElement().asString().startsWith("cadences/test/cadence.yaml:1:11: '" + wrong);
        }
    }

    @Test
    void a_change_of_the_files_is_picked_up() throws IOException {
        var cadences = new Cadences(templates);
        write("cadence.yaml", WHOLE);
        assertThat(cadences.find("test")).isInstanceOf(Loaded.Broken.class);

        write("intro.ftl", "");
        var whole = cadences.find("test");
        assertThat(whole).isInstanceOf(Cadence.class);
        assertThat(cadences.find("test")).isSameAs(whole);

        write("cadence.yaml", WHOLE.replace("A test", "Another test"));
        assertThat(((Cadence) cadences.find("test")).title()).isEqualTo("Another test");
    }

    @Test
    void every_problem_is_found_at_its_line_and_column() throws IOException {
        write("both.ftl", "");
        write("both.ftlh", "");
        write("cadence.yaml", """
                titel: A test
                language: xx
                audience: everyone
                window: mon-fri 09:00
                lateness: 3 business days
                steps:
                  - key: Intro
                    delay: 0 days
                  - key: both
                    delay: soon
                    windw: always
                  - key: both
                    type: letter
                  - key: absent
                    delay: 1 day
                    delay: 2 days
                  - just text
                  - key: [a]
                    type: call
                    delay: 1 day
                """);

        assertThat(problems())
                .containsExactly(
                        "cadences/test/cadence.yaml:1:1: 'titel' is not a key of a cadence. Did you mean 'title'?",
                        "cadences/test/cadence.yaml:1:1: 'title' is missing. Add a line such as 'title: Cold outreach'.",
                        "cadences/test/cadence.yaml:2:11: 'xx' is not a language. Write the short code of a language, such as en or nb.",
                        "cadences/test/cadence.yaml:3:11: 'audience' cannot be 'everyone'. Known are: prospects, customers.",
                        "cadences/test/cadence.yaml:4:9: 'mon-fri 09:00' is not a range of a window. Write weekdays and hours such as mon-fri 09:00-17:00, several with a comma between them (split at midnight), or always.",
                        "cadences/test/cadence.yaml:5:11: '3 business days' is no limit for lateness. Write a whole number above 0 and a unit: 12 hours, 5 days or 1 week; business days do not count here.",
                        "cadences/test/cadence.yaml:7:10: 'Intro' cannot be the key of a step. Use small letters a-z, digits and hyphens, beginning with a letter or digit, at most 64 in all.",
                        "cadences/test/cadence.yaml:9:10: 'both' has two files for the same language, .ftlh and .ftl. Keep the .ftlh for HTML or the .ftl for plain text.",
                        "cadences/test/cadence.yaml:10:12: 'soon' is not a delay. Write a number and a unit, a weekday, a time of day, or these together: 30 seconds, 10 minutes, 4 hours, 2 days, 3 business days, 1 week, on tuesday, at 09:30, 2 days at 09:30.",
                        "cadences/test/cadence.yaml:11:5: 'windw' is not a key of a step. Did you mean 'window'?",
                        "cadences/test/cadence.yaml:12:5: 'delay' is missing. Add a line such as 'delay: 3 business days'.",
                        "cadences/test/cadence.yaml:12:10: another step has the key 'both' already. Give each step a key of its own.",
                        "cadences/test/cadence.yaml:13:11: 'type' cannot be 'letter'. Known are: email, call, task.",
                        "cadences/test/cadence.yaml:14:10: the email step 'absent' has no file. Create absent.ftlh (HTML) or absent.ftl (plain text) next to cadence.yaml.",
                        "cadences/test/cadence.yaml:16:5: 'delay' is given twice. Keep one of them.",
                        "cadences/test/cadence.yaml:17:5: a step is written as keys and values. Begin with a line such as 'key: …'.",
                        "cadences/test/cadence.yaml:18:10: 'key' is not a text. Write it on one line: 'key: …'; put quotes around a text with a colon in it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: a: b\nsteps: []",
                "title: 'open",
                "\t- tab",
                "title: &a [*a]\nsteps: *b",
                "title: x\n---\ntitle: y",
                "title: \u0000",
                "%YAML 9.9\n---\ntitle: x"
            })
    void what_is_not_yaml_is_a_problem_and_nothing_else(String text) throws IOException {
        write("cadence.yaml", text);

        assertThat(problems()).isNotEmpty().allMatch(problem -> problem.lines().count() == 1);
    }

    @Test
    void syntax_errors_have_a_line() throws IOException {
        write("cadence.yaml", "title: x\nsteps:\n  - key: [a\n");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("cadences/test/cadence.yaml:4:1: this is not YAML");
    }

    @Test
    void bombs_do_not_go_off() throws IOException {
        var laughs = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        for (var bomb :
                List.of(laughs + "title: x\nsteps: *a39\n", "[".repeat(60_000), "a".repeat(200_000), "", "# x")) {
            write("cadence.yaml", bomb);
            assertThat(problems()).isNotEmpty();
        }
    }

    @Test
    void a_cadence_without_steps_or_without_a_file_is_broken() throws IOException {
        write("cadence.yaml", "title: x\nsteps: []\n");
        assertThat(problems()).singleElement().asString().contains(":2:8: 'steps' has no entries");

        Files.delete(templates.resolve("cadences/test/cadence.yaml"));
        assertThat(problems()).singleElement().asString().startsWith("cadences/test/cadence.yaml: the file is missing");
    }

    @Test
    void a_link_out_of_the_templates_folder_is_refused(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("cadence.yaml"), WHOLE);
        Files.createDirectories(templates.resolve("cadences/test"));
        Files.createSymbolicLink(templates.resolve("cadences/test/cadence.yaml"), elsewhere.resolve("cadence.yaml"));

        assertThat(problems()).singleElement().asString().contains("outside the templates folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../test", "test/", "a/b", "a\\b", "gone", ".hidden", "te\u0000st"})
    void a_name_that_is_no_folder_is_unknown(String name) throws IOException {
        write("cadence.yaml", WHOLE);

        assertThat(find(name)).isEqualTo(new Loaded.Unknown(name, List.of("test")));
    }

    @Test
    void an_unknown_name_comes_with_the_one_that_was_meant() {
        var unknown = (Loaded.Unknown) new Cadences(Path.of("../templates")).find("cold-outreech");

        assertThat(unknown.nearest()).contains("cold-outreach");
        assertThat(new Loaded.Unknown("zzz", unknown.known()).nearest()).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(templates.resolve("cadences/test"));
        Files.writeString(templates.resolve("cadences/test").resolve(file), text);
    }

    private List<String> problems() {
        return ((Loaded.Broken) find())
                .problems().stream().map(Problem::toString).toList();
    }

    private Loaded find() {
        return find("test");
    }

    private Loaded find(String name) {
        return new Cadences(templates).find(name);
    }
}
