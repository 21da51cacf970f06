package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kadens.cli.Commands;
import org.junit.jupiter.api.Test;

/** The README's table of settings is the list that operators work from. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\| `([a-z][^`]*)` \\| \\S.* \\|$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(KADENS_\\w+)` \\| \\S.* \\| \\S.* \\|$");

    @Test
    void the_readme_explains_every_setting_and_no_other() throws IOException {
        assertThat(rows()).containsExactlyElementsOf(Settings.KNOWN);
    }

    @Test
    void the_readme_lists_every_command_and_no_other() throws IOException {
        var listed = COMMAND.matcher(Files.readString(README))
                .results()
                .map(row -> row.group(1))
                .flatMap(ReadmeTest::written)
                .toList();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(commands(""));
    }

    /** {@code mailbox add|list} stands for two. */
    private static Stream<String> written(String row) {
        var words = row.replace("\\|", "|").split(" ", 3);
        return words.length < 2 || !words[1].matches("[a-z|-]+")
                ? Stream.of(words[0])
                : Stream.of(words[1].split("\\|")).map(word -> words[0] + " " + word);
    }

    /** As the help of each command names those under it. */
    private static List<String> commands(String above) {
        var help = new StringWriter();
        var words = (above + " --help").strip().split(" ");
        Commands.run(words, new Kadens(Map.of(), InstantSource.system()), new PrintWriter(help), new PrintWriter(help));
        var under = Pattern.compile("(?m)^  ([a-z-]+)  ")
                .matcher(help.toString().replaceFirst("(?s)^.*?Commands:", ""))
                .results()
                .map(row -> row.group(1))
                .filter(word -> help.toString().contains("Commands:") && !word.equals("help"))
                .toList();
        return under.isEmpty()
                ? List.of(above)
                : under.stream()
                        .flatMap(word -> commands((above + " " + word).strip()).stream())
                        .toList();
    }

    @Test
    void a_setting_named_anywhere_in_the_documents_exists() throws IOException {
        for (var document : documents()) {
            assertThat(named(document)).as(document.toString()).isSubsetOf(Settings.KNOWN);
        }
    }

    private static List<String> rows() throws IOException {
        return ROW.matcher(Files.readString(README))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static List<Path> documents() throws IOException {
        try (var files = Files.list(Path.of("docs"))) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    /** KADENS_* names; one that ends in a star stands for all. */
    private static List<String> named(Path document) throws IOException {
        return Pattern.compile("KADENS_[A-Z_]*[A-Z](?![A-Z_*])")
                .matcher(Files.readString(document))
                .results()
                .map(name -> name.group())
                // The database's password in docker-compose.yml, which the engine never sees by this name.
                .filter(name -> !name.equals("KADENS_DB_PASSWORD"))
                .toList();
    }
}
