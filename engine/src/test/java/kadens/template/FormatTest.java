package kadens.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.cadence.Loaded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What marketing can write beside words and values: variants, languages, layouts, choices, attachments, helpers. */
class FormatTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);

    @TempDir
    Path folder;

    private Path cadence;
    private Templates templates;
    private Cadences cadences;

    @BeforeEach
    void a_cadence_folder() throws IOException {
        cadence = Files.createDirectories(folder.resolve("cadences/test"));
        cadences = new Cadences(folder);
        templates = new Templates(folder);
        Files.createDirectories(folder.resolve("layouts"));
    }

    @Test
    void a_text_is_chosen_by_the_prospects_language() throws IOException {
        yaml("");
        write("one.ftl", "Subject: S\n\nHello");
        write("one.nb.ftl", "Subject: S\n\nHei");
        write("one.pt-BR.ftl", "Subject: S\n\nOi");

        assertThat(textFor("nb")).isEqualTo("Hei");
        assertThat(textFor("nb-NO")).isEqualTo("Hei");
        assertThat(textFor("no")).isEqualTo("Hei");
        assertThat(textFor("NB_no")).isEqualTo("Hei");
        assertThat(textFor("pt-BR")).isEqualTo("Oi");
        assertThat(textFor("pt")).isEqualTo("Hello");
        assertThat(textFor("de")).isEqualTo("Hello");
        assertThat(textFor("Norwegian, I think")).isEqualTo("Hello");
        assertThat(textFor("")).isEqualTo("Hello");
        assertThat(email("nb").language()).hasToString("nb");
        assertThat(email("nb").html()).contains("<html lang=\"nb\">");
        assertThat(email("de").html()).contains("<html lang=\"en\">");
    }

    @Test
    void variants_are_given_by_their_weights_and_the_same_each_time() throws IOException {
        yaml("    variants: { a: 3, b: 1, c: 0 }");
        write("one.ftl", "Subject: S\n\nA");
        write("one.b.ftl", "Subject: S\n\nB");
        write("one.b.nb.ftl", "Subject: S\n\nB på norsk");
        write("one.c.ftl", "Subject: S\n\nC");

        var given = IntStream.range(0, 4000)
                .mapToObj(i -> email(person("p" + i + "@example.com", "en")).text())
                .collect(Collectors.groupingBy(text -> text, Collectors.counting()));

        assertThat(given).containsOnlyKeys("A", "B");
        assertThat(given.get("B")).isBetween(900L, 1100L);
        var one = person("p1@example.com", "nb");
        assertThat(email(one)).isEqualTo(email(one));
        assertThat(email(one).variant())
                .isEqualTo(email(person("p1@example.com", "en")).variant());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            variants: { a: 1 }           | one.b.ftl | cadence.yaml:6:15: variant 'b' has no weight.
            variants: { a: 1, c: 1 }     | one.b.ftl | cadence.yaml:6:15: there is no variant 'c'.
            variants: { a: 0, b: 0 }     | one.b.ftl | cadence.yaml:6:15: no variant has a weight, so nobody could get the step.
            variants: { a: 1, b: many }  | one.b.ftl | cadence.yaml:6:26: 'variants' takes whole numbers from 0 to 1,000.
            variants: [a, b]             | one.b.ftl | cadence.yaml:6:15: 'variants' is not a list of names and numbers.
            title: One                   | one.b.nb.ftl | cadence.yaml:4:10: every text of 'one.b' is for one language.
            title: One                   | one.ftlh  | cadence.yaml:4:10: 'one' has two files for the same language, .ftlh and .ftl.
            layout: ../secret            | one.b.ftl | cadence.yaml:6:13: '../secret' is not the name of a layout.
            """)
    void what_cannot_be_is_told_at_its_place(String line, String file, String problem) throws IOException {
        yaml("    " + line);
        write("one.ftl", "Subject: S\n\nA");
        write(file, "Subject: S\n\nB");

        assertThat(cadences.find("test"))
                .isInstanceOfSatisfying(
                        Loaded.Broken.class,
                        broken -> assertThat(broken.problems())
                                .extracting(Object::toString)
                                .anySatisfy(told -> assertThat(told).contains(problem)));
    }

    @Test
    void a_layout_goes_around_html_and_not_around_plain_text() throws IOException {
        yamlOf(
                "layout: frame",
                "",
                "  - key: plain\n    delay: 1 day\n  - key: bare\n    delay: 1 day\n    layout: none");
        Files.writeString(
                folder.resolve("layouts/frame.ftlh"), "<div class=\"f\">${body}<p>From ${sender.name}</p></div>");
        write("one.ftlh", "Subject: S\n\n<p>Hi ${prospect.email}</p>");
        write("plain.ftl", "Subject: S\n\nHi");
        write("bare.ftlh", "Subject: S\n\n<p>Hi</p>");

        assertThat(email("one", person("a&b@example.com", "en")).html())
                .contains("<div class=\"f\"><p>Hi a&amp;b@example.com</p><p>From Kari Vik</p></div>");
        assertThat(email("one", person("a@example.com", "en")).text()).isEqualTo("Hi a@example.com\n\nFrom Kari Vik");
        assertThat(email("plain", person("a@example.com", "en")).html()).doesNotContain("From Kari");
        assertThat(email("bare", person("a@example.com", "en")).html()).doesNotContain("From Kari");
    }

    @Test
    void a_layout_that_is_not_right_is_told() throws IOException {
        yamlOf("layout: frame", "", "");
        write("one.ftlh", "Subject: S\n\n<p>Hi</p>");
        assertThat(problem())
                .startsWith("layouts/frame.ftlh: there is no layout 'frame'. Create layouts/frame.ftlh, with ${body}");

        Files.writeString(folder.resolve("layouts/frame.ftlh"), "<p>x</p>");
        assertThat(problem()).startsWith("layouts/frame.ftlh: the layout leaves out the email's own text.");

        Files.writeString(folder.resolve("layouts/frame.ftlh"), "<p>${body}\n${prospect.lastName}</p>");
        assertThat(problem())
                .startsWith(
                        "layouts/frame.ftlh:2:3: prospect.lastName has no value for this prospect and no fallback.");

        Files.writeString(folder.resolve("layouts/frame.ftlh"), "<#if x>${body}");
        assertThat(problem()).startsWith("layouts/frame.ftlh:1:");

        Files.writeString(folder.resolve("layouts/frame.ftlh"), "${body?api}");
        assertThat(problem()).contains("layouts/frame.ftlh:1:").contains("is not allowed in a template");
    }

    @Test
    void what_a_layout_asks_for_is_part_of_the_contract_and_of_the_version() throws IOException {
        yamlOf("layout: frame", "", "");
        write("one.ftlh", "Subject: S\n\n<p>Hi</p>");
        var layout = folder.resolve("layouts/frame.ftlh");
        Files.writeString(layout, "${body} ${prospect.firstName!\"\"} ${account.name}");
        var contract = Contract.of(templates, loaded());
        assertThat(contract.needed()).containsExactly("account.name");

        Files.writeString(layout, "${body}");
        var before = email("en").version();
        Files.writeString(layout, "${body} ");
        var after = email("en").version();
        yaml("");
        var without = email("en").version();
        assertThat(List.of(before, after, without)).doesNotHaveDuplicates();
    }

    @Test
    void the_contract_is_that_of_the_text_which_somebody_gets() throws IOException {
        yaml("");
        write("one.ftl", "Subject: S\n\nHello");
        write("one.nb.ftl", "Subject: S\n\nHei ${prospect.firstName}");
        var contract = Contract.of(templates, loaded());

        assertThat(contract.lacking(person("a@example.com", "en"))).isEmpty();
        assertThat(contract.lacking(person("a@example.com", "nb")))
                .extracting(Use::value)
                .containsExactly("prospect.firstName");
    }

    @Test
    void choices_are_made_once_for_each_prospect_and_values_are_no_choices() throws IOException {
        yamlOf("spintax: true", "", "");
        write("one.ftlh", """
                Subject: {Hi|Hello} ${prospect.firstName}

                <style>p { margin: 0 }</style><p>{Hei|{Heisann|Hallo} du} ${prospect.firstName}</p>""");
        var subjects = IntStream.range(0, 200)
                .mapToObj(i -> email(named("p" + i + "@example.com", "{a|b}")))
                .peek(mail -> assertThat(mail.html()).contains("p { margin: 0 }"))
                .collect(Collectors.groupingBy(Rendering.Rendered::subject, Collectors.counting()));
        var texts = IntStream.range(0, 200)
                .mapToObj(i -> email(named("p" + i + "@example.com", "{a|b}")).text())
                .collect(Collectors.toSet());

        assertThat(subjects).containsOnlyKeys("Hi {a|b}", "Hello {a|b}");
        assertThat(subjects.values()).allSatisfy(count -> assertThat(count).isBetween(70L, 130L));
        assertThat(texts).containsExactlyInAnyOrder("Hei {a|b}", "Heisann du {a|b}", "Hallo du {a|b}");
        assertThat(email(named("p@example.com", "x"))).isEqualTo(email(named("p@example.com", "x")));
    }

    @Test
    void without_spintax_braces_are_braces() throws IOException {
        yaml("");
        write("one.ftl", "Subject: S\n\n{Hi|Hello}");

        assertThat(textFor("en")).isEqualTo("{Hi|Hello}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = "{Hi|Hello\nHi|Hello}\n{Hi|{Hello}")
    void a_brace_without_its_partner_is_told(String text) throws IOException {
        yamlOf("spintax: true", "", "");
        write("one.ftl", "Subject: S\n\n" + text);

        assertThat(problem()).startsWith("cadences/test/one.ftl: a brace has no partner. ");
    }

    @Test
    void files_go_with_the_mail() throws IOException {
        Files.createDirectories(folder.resolve("files"));
        Files.writeString(folder.resolve("files/Prisliste æøå.pdf"), "%PDF");
        Files.writeString(cadence.resolve("plan.csv"), "a,b");
        yaml("    attachments: [plan.csv, \"/files/Prisliste æøå.pdf\"]");
        write("one.ftl", "Subject: S\n\nHi");

        assertThat(email("en").attachments())
                .extracting(each -> each.name() + " " + each.contentType() + " " + each.bytes().length)
                .containsExactly("plan.csv text/csv 3", "Prisliste æøå.pdf application/pdf 4");
        var before = email("en").version();
        Files.writeString(cadence.resolve("plan.csv"), "a,b,c");
        assertThat(email("en").version()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gone.pdf         | cadences/test/gone.pdf: there is no file to attach here. Put it there
            tool.EXE         | cadences/test/tool.EXE: mail services refuse files that end in .exe. Attach another
            big.pdf          | cadences/test/big.pdf: the attachments are 5,120 KB together, and 5,120 KB is the most.
            ../../../out.pdf | : there is no file to attach here.
            link.pdf         | cadences/test/link.pdf: there is no file to attach here.
            """)
    void files_that_cannot_go_are_told(String name, String problem, @TempDir Path outside) throws IOException {
        Files.write(cadence.resolve("big.pdf"), new byte[Attachments.BYTES_MAX + 1]);
        Files.writeString(cadence.resolve("tool.EXE"), "MZ");
        Files.writeString(folder.resolve("../out.pdf"), "secret");
        Files.writeString(outside.resolve("out.pdf"), "secret");
        Files.createSymbolicLink(cadence.resolve("link.pdf"), outside.resolve("out.pdf"));
        yaml("    attachments: " + name);
        write("one.ftl", "Subject: S\n\nHi");

        assertThat(problem()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ${today}                                | 2026-11-27           | 2026-11-27
            ${date(today)}                          | November 27          | 27. november
            ${date(inDays(6))}                      | December 3           | 3. desember
            ${date("2026-12-01", "long")}           | Tuesday, December 1, 2026 | tirsdag 1. desember 2026
            ${weekday(inWorkdays(1))}               | Monday               | mandag
            ${weekday(inWorkdays(5))}               | Friday               | fredag
            ${date("next week")}                    | next week            | next week
            ${number("1234567.5")}                  | 1,234,567.5          | 1 234 567,5
            ${number("about 10")}                   | about 10             | about 10
            ${number(1200)}                         | 1,200                | 1 200
            ${money("1 200", "EUR")}                | €1,200               | 1 200 €
            ${money("9.5", "NOK")}                  | NOK 9.50             | 9,50 kr
            ${properName("OLA NORDMANN")}           | Ola Nordmann         | Ola Nordmann
            ${properName("anne-grete åsen")}        | Anne-Grete Åsen      | Anne-Grete Åsen
            ${properName("Liv van der Berg")}       | Liv van der Berg     | Liv van der Berg
            ${properName("山田")}                    | 山田                  | 山田
            ${initials("Anne-Grete Åsen")}          | AGÅ                  | AGÅ
            ${possessive("Reed")} plan              | Reed’s plan          | Reeds plan
            ${possessive("Jens")} plan              | Jens’ plan           | Jens’ plan
            """)
    void helpers_speak_the_language_of_the_mail(String code, String english, String norwegian) throws IOException {
        yaml("");
        write("one.ftl", "Subject: S\n\n" + code);
        write("one.nb.ftl", "Subject: S\n\n" + code);

        assertThat(plainSpaces(textFor("en"))).isEqualTo(english);
        assertThat(plainSpaces(textFor("nb"))).isEqualTo(norwegian);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ${date()}                   | write it as date(today)
            ${date(prospect)}           | write it as date(today)
            ${inDays("-1")}             | '-1' is no number of days from 0 to 366
            ${inDays(4000)}             | '4000' is no number of days from 0 to 366
            ${weekday("soon")}          | 'soon' is no day such as 2026-12-01
            ${money("1", "kroner")}     | 'kroner' is no currency such as NOK or EUR (ISO 4217)
            ${date(today, "tiny")}      | a date is "short" or "long", not "tiny"
            ${dat(today)}               | dat is not something a template can use
            """)
    void a_helper_that_is_used_wrongly_says_how_it_is_meant(String code, String problem) throws IOException {
        yaml("");
        write("one.ftl", "Subject: S\n\n" + code);

        assertThat(problem()).startsWith("cadences/test/one.ftl:3:").contains(problem);
    }

    private static String plainSpaces(String text) {
        return text.replaceAll("[\\u00a0\\u202f]", " ");
    }

    private void yaml(String line) throws IOException {
        yamlOf("description: Test", line, "");
    }

    private void yamlOf(String cadenceLine, String stepLine, String steps) throws IOException {
        write(
                "cadence.yaml",
                "title: Test\n" + cadenceLine + "\nsteps:\n  - key: one\n    delay: 0 days\n" + stepLine + "\n" + steps
                        + "\n");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(cadence.resolve(file), text);
    }

    private Cadence loaded() {
        return (Cadence) cadences.find("test");
    }

    private static Values person(String email, String language) {
        return new Values(
                Map.of("email", email, "language", language), Map.of(), Samples.SENDER, "https://x.example/u", FRIDAY);
    }

    private static Values named(String email, String name) {
        var prospect = new HashMap<String, Object>(Map.of("email", email, "firstName", name));
        return new Values(prospect, Map.of(), Samples.SENDER, null, FRIDAY);
    }

    private Rendering render(String key, Values values) {
        var whole = loaded();
        return templates.render(whole, whole.step(key).orElseThrow(), values);
    }

    private Rendering.Rendered email(String key, Values values) {
        return (Rendering.Rendered) render(key, values);
    }

    private Rendering.Rendered email(Values values) {
        return email("one", values);
    }

    private Rendering.Rendered email(String language) {
        return email(person("a@example.com", language));
    }

    private String textFor(String language) {
        return email(language).text();
    }

    private String problem() {
        return ((Rendering.Unrenderable) render("one", person("a@example.com", "en")))
                .problem()
                .toString();
    }
}
