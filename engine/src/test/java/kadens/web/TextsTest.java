package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Path RESOURCES = Path.of("src", "main", "resources", "kadens", "web");
    private static final Path SOURCES = Path.of("src", "main", "java", "kadens", "web");

    @Test
    void both_languages_say_the_same_things_with_the_same_values() throws IOException {
        var english = texts("");
        var norwegian = texts("_nb");

        assertThat(norwegian.keySet()).isEqualTo(english.keySet());
        for (var key : english.stringPropertyNames()) {
            assertThat(format(norwegian, key)).as(key).isEqualTo(format(english, key));
        }
    }

    @Test
    void every_key_that_pages_and_code_name_is_there() throws IOException {
        var known = texts("").stringPropertyNames();

        assertThat(known).containsAll(named(RESOURCES.resolve("pages"), "\\bt\\(\"([a-z.-]+[a-z])\"[,)]"));
        assertThat(known).containsAll(named(SOURCES, "\\.say\\(\\s*\"([a-z.-]+[a-z])\"[,)]"));
        for (var state : State.values()) {
            assertThat(known).contains("state." + state.word(), "when." + state.word(), "next." + state.word());
        }
        for (var reason : StopReason.values()) {
            assertThat(known).contains("stopped." + reason.word());
        }
        for (var delivery : Delivery.values()) {
            assertThat(known).contains("delivery." + delivery.word());
        }
        for (var theme : Visitor.THEMES) {
            assertThat(known).contains("frame.theme." + theme);
        }
    }

    @Test
    void no_words_stand_in_the_markup() throws IOException {
        for (var page : files(RESOURCES.resolve("pages"))) {
            var words = Files.readString(page)
                    .replaceAll("(?s)<#--.*?-->", "")
                    .replaceAll("(?s)<code>.*?</code>|<kbd.*?</kbd>|<title>.*?</title>", "")
                    .replaceAll("\\$\\{[^}]*}", "")
                    .replaceAll("(?s)</?[#@](?:\"[^\"]*\"|[^>\"])*>", "")
                    .replaceAll("(?s)</?[a-z!](?:\"[^\"]*\"|'[^']*'|[^>\"'])*>", "\n")
                    .replaceAll("Kadens|SMTP|IMAP", "");
            assertThat(words).as(page.toString()).doesNotContainPattern("\\p{L}{2,}");
        }
    }

    private static Set<String> named(Path folder, String pattern) throws IOException {
        var keys = new TreeSet<String>();
        for (var file : files(folder)) {
            Pattern.compile(pattern)
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(found -> keys.add(found.group(1)));
        }
        return keys;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static int format(Properties texts, String key) {
        return new MessageFormat(texts.getProperty(key), Locale.ROOT).getFormatsByArgumentIndex().length;
    }

    private static Properties texts(String language) throws IOException {
        var texts = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                assertThat(containsKey(key)).as("%s is there twice", key).isFalse();
                return super.put(key, value);
            }
        };
        for (var room : Texts.ROOMS) {
            texts.load(
                    new StringReader(Files.readString(RESOURCES.resolve("texts" + room + language + ".properties"))));
        }
        return texts;
    }
}
