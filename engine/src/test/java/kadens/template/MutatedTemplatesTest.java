package kadens.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.cadence.Step;
import kadens.cadence.Text;
import kadens.cadence.Variant;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shipped templates that somebody has damaged, with data as lists hold it: what comes of them is a mail that may go out, or
 * one problem.
 */
class MutatedTemplatesTest {

    private static final int MUTANTS = 2_000;
    private static final int PROSPECTS = 10;
    private static final Duration TIME_MAX = Duration.ofSeconds(10);

    private static final List<String> PIECES = List.of(
            "${",
            "#{",
            "[=",
            "{{",
            "{{first_name}}",
            "<#",
            "</#if>",
            "<#if x>",
            "?no_esc",
            "!",
            "!\"\"",
            "??",
            "}",
            "{",
            "\"",
            "'",
            "<",
            ">",
            "</p>",
            "<a href=\"\">",
            "<a href=\"https://rute.example\"></a>",
            "%FIRST_NAME%",
            "[First Name]",
            "*|FNAME|*",
            "<<Name>>",
            "${prospect.firstName!}",
            "${prospect.lastName!\"\"}",
            "${account.name!\" \"}",
            "Hi ${prospect.firstName!\"\"},\n",
            "Subject: ",
            "\n\n",
            "\u200b",
            "\u0000",
            ",");

    private static final List<String> DATA = List.of(
            "",
            " ",
            "\t",
            "\u00a0",
            "\u200b",
            "\u200b\u2060\ufeff",
            "\u3164",
            "\u2800",
            "null",
            "N/A",
            "#N/A",
            "-",
            "?",
            "\u0000",
            "\u0007",
            "\u202e",
            "${x}",
            "#{x}",
            "[=x]",
            "{{name}}",
            "<#if x>",
            "{",
            "}}",
            "<b>",
            "\"",
            "'",
            "&",
            "a\r\nBcc: x@y.example",
            "Ola",
            "Åse-Marie",
            "Ирина",
            "陈",
            "محمد",
            "🙂",
            ",",
            "x".repeat(3_000),
            "%s",
            "[First Name]",
            "$1",
            "\\");

    private static final Pattern RAW =
            Pattern.compile("\\$\\{|#\\{|\\[=|</?#|\\{\\{|%FIRST_NAME%|\\[First Name\\]|\\*\\|"
                    + "|prospect\\.(firstName|lastName|phone)|account\\.name|sender\\.name|unsubscribeUrl");
    private static final Pattern GREETS_NOBODY =
            Pattern.compile("(?m)^(Hi|Hei|Hello|Dear)[\\s\\u00a0\\u200b\\u2060\\ufeff\\u3164\\u2800]+,");
    private static final Pattern SEEN = Pattern.compile("[^\\s\\p{Z}\\p{C}\\u3164\\u2800]");

    @TempDir
    Path folder;

    private record Original(Cadence cadence, Step step, String text, String ending) {}

    @Test
    void no_mail_with_an_empty_or_raw_placeholder_comes_of_damaged_templates_and_data() throws IOException {
        copy(Samples.TEMPLATES, folder);
        var random = new Random(20_261_124);
        var templates = new Templates(folder);
        var originals = originals();
        var rendered = 0;
        for (int i = 0; i < MUTANTS; i++) {
            var original = originals.get(random.nextInt(originals.size()));
            var source = mutated(original.text(), random);
            var file = folder.resolve("cadences/" + original.cadence().name() + "/mutant-" + i + original.ending());
            Files.writeString(file, source);
            for (int prospect = 0; prospect < PROSPECTS; prospect++) {
                rendered += isFit(templates, original, file, values(random), source) ? 1 : 0;
            }
        }
        assertThat(rendered).as("mails that were written").isBetween(MUTANTS, MUTANTS * PROSPECTS * 9 / 10);
    }

    private static boolean isFit(Templates templates, Original original, Path file, Values values, String source) {
        var text = new Text(null, file);
        var variant = new Variant("a", 1, List.of(text));
        var begun = System.nanoTime();
        var rendering = templates.render(original.cadence(), original.step(), variant, text, values);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(source).isLessThan(TIME_MAX);
        return switch (rendering) {
            case Rendering.Unrenderable unrenderable -> {
                assertThat(unrenderable.problem().toString()).as(source).doesNotContain("\n");
                yield false;
            }
            case Rendering.Rendered mail -> {
                checks(mail, "%s%n%s".formatted(source, values.byName()));
                yield true;
            }
        };
    }

    private static void checks(Rendering.Rendered mail, String made) {
        var subject = mail.subject();
        if (subject != null) {
            assertThat(SEEN.matcher(subject).find()).as(made).isTrue();
            assertThat(RAW.matcher(subject).find()).as(made).isFalse();
            assertThat(subject).as(made).doesNotContain("\n", "\r");
        }
        for (var part : List.of(mail.text(), mail.html())) {
            var raw = RAW.matcher(part);
            assertThat(raw.find() ? raw.group() : "").as(made).isEmpty();
        }
        assertThat(SEEN.matcher(mail.text()).find()).as(made).isTrue();
        assertThat(GREETS_NOBODY.matcher(mail.text()).find()).as(made).isFalse();
        for (var link : Jsoup.parse(mail.html()).select("a[href]")) {
            assertThat(link.attr("href")).as(made).isNotBlank();
            assertThat(link.text().isBlank() && link.select("img").isEmpty())
                    .as(made)
                    .isFalse();
        }
    }

    /** One to three damages. */
    private static String mutated(String text, Random random) {
        var mutant = text;
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutant = damaged(mutant, random);
        }
        return mutant;
    }

    private static String damaged(String text, Random random) {
        var at = random.nextInt(text.length() + 1);
        var to = Math.min(text.length(), at + 1 + random.nextInt(12));
        return switch (random.nextInt(8)) {
            case 0 -> text.substring(0, at) + text.substring(to);
            case 1 -> text.substring(0, to) + text.substring(at);
            case 2, 3 -> text.substring(0, at) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(at);
            case 4 -> without(text, "[${}<>#]", random);
            case 5 -> without(text, "!\"[^\"]*\"", random);
            case 6 -> text.replace('"', '\'');
            default -> without(text, "<#if [^>]*>|</#if>|</?a[^>]*>|<#else>|\\?\\?|>[^<]+(?=</a>)", random);
        };
    }

    /** Without one of the places that a pattern finds. */
    private static String without(String text, String pattern, Random random) {
        var places = Pattern.compile(pattern).matcher(text).results().toList();
        if (places.isEmpty()) {
            return text;
        }
        var place = places.get(random.nextInt(places.size()));
        return text.substring(0, place.start()) + text.substring(place.end());
    }

    private static Values values(Random random) {
        var prospect = new HashMap<String, Object>(Map.of("email", "ola@example.com"));
        Stream.of("firstName", "lastName", "phone", "title").forEach(name -> prospect.put(name, datum(random)));
        var fields = new HashMap<String, Object>();
        Stream.of("trade", "bransje", "message", "last_contact").forEach(name -> fields.put(name, datum(random)));
        prospect.put("fields", fields);
        return new Values(
                prospect,
                Map.of("name", datum(random), "fields", Map.of("depot", datum(random))),
                Map.of("name", "Kari Vik", "email", "kari@rute.example", "phone", datum(random)),
                "https://rute.example/u/abc",
                Samples.TODAY);
    }

    private static String datum(Random random) {
        return random.nextBoolean() ? "Fjord" : DATA.get(random.nextInt(DATA.size()));
    }

    private static List<Original> originals() throws IOException {
        var cadences = new Cadences(Samples.TEMPLATES);
        var found = new ArrayList<Original>();
        for (var name : cadences.names()) {
            var cadence = (Cadence) cadences.find(name);
            for (var step : cadence.steps()) {
                for (var variant : step.variants()) {
                    var file = variant.texts().getFirst().file().toString();
                    found.add(new Original(
                            cadence, step, Files.readString(Path.of(file)), file.substring(file.lastIndexOf('.'))));
                }
            }
        }
        return found;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @Test
    void an_original_is_written_for_everybody() throws IOException {
        for (var original : originals()) {
            IntStream.range(0, 5).forEach(seed -> {
                var named = new Values(
                        Map.of("email", "ola@example.com", "firstName", seed % 2 == 0 ? "Ola" : "N/A"),
                        Map.of(),
                        Samples.SENDER,
                        "https://rute.example/u/abc",
                        Samples.TODAY);
                assertThat(new Templates(Samples.TEMPLATES).render(original.cadence(), original.step(), named))
                        .isInstanceOf(Rendering.Rendered.class);
            });
        }
    }
}
