package kadens.template.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import kadens.cadence.Cadences;
import kadens.template.Templates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LintTest {

    private static final String CADENCE = """
            title: Test
            audience: %s
            steps:
              - key: one
                delay: 0 days
              - key: two
                delay: 3 days
            """;
    private static final String OUT = "<a href=\"${unsubscribeUrl}\">Out</a>";
    private static final String SECOND = "\n<p>Again</p>" + OUT;

    @TempDir
    Path folder;

    @Test
    void the_shipped_templates_are_without_fault() {
        assertThat(lint(Path.of("../templates"))).isEmpty();
    }

    @Test
    void a_whole_cadence_is_without_fault() throws IOException {
        assertThat(found("Subject: Hello\n\n<p>Hi ${prospect.firstName!\"there\"}</p>" + OUT))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bad-link       | <a href="">x</a>
            bad-link       | <a href="#">x</a>
            bad-link       | <a>x</a>
            bad-link       | <a href="/pricing">x</a>
            bad-link       | <a href="http://localhost:8080/x">x</a>
            bad-link       | <a href="https://192.168.1.4/x">x</a>
            bad-link       | <a href="https://intranet/x">x</a>
            bad-link       | <a href="https://a b.example">x</a>
            bad-link       | <a href="javascript:alert(1)">x</a>
            insecure-link  | <a href="http://a.example/x">x</a>
            shortened-link | <a href="https://bit.ly/x">x</a>
            bad-image      | <img alt="x">
            bad-image      | <img alt="x" src="logo.png">
            no-alt         | <img src="https://a.example/x.png">
            """)
    void an_address_that_does_a_prospect_no_good_is_found_at_its_place(String rule, String html) throws IOException {
        var words = " and much to read beside it".repeat(5);

        assertThat(found("Subject: Hello\n\n<p>Hi" + words + "\n  " + html + "</p>" + OUT))
                .containsExactly("cadences/test/one.ftlh:4:3 " + rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"https://a.example/${prospect.fields.x!\"y\"}?q=1\">x</a>",
                "<a href=\"mailto:a@b.example\">x</a>",
                "<a href=\"tel:+4722000000\">x</a>",
                "<a id=\"top\"></a>",
                "<#if prospect.phone??><a href=\"https://a.example\">x</a></#if>",
                "<#-- <a href=\"\">x</a> -->"
            })
    void an_address_that_works_is_no_finding(String html) throws IOException {
        assertThat(found("Subject: Hello\n\n<p>Hi " + html + "</p>" + OUT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            long-subject | A subject that goes on and on, and says in many words what could be said in few
            loud-subject | OPEN THIS NOW
            loud-subject | Open! Now!
            fake-reply   | Re: our talk
            fake-reply   | SV: our talk
            """)
    void a_subject_with_bad_habits_is_found(String rule, String subject) throws IOException {
        assertThat(found("Preheader: x\nSubject: " + subject + "\n\n<p>Hi</p>" + OUT))
                .containsExactly("cadences/test/one.ftlh:2:1 " + rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERP at Volvo", "IBM", "Hello!", "Regarding trucks", "日本語のメールの件名です"})
    void an_ordinary_subject_is_no_finding(String subject) throws IOException {
        assertThat(found("Subject: " + subject + "\n\n<p>Hi</p>" + OUT)).isEmpty();
    }

    @Test
    void a_mail_to_prospects_without_a_way_out_is_an_error_and_one_to_customers_is_none() throws IOException {
        assertThat(found("Subject: Hello\n\n<p>Hi</p>")).containsExactly("cadences/test/one.ftlh:1:1 no-unsubscribe");
        write("cadences/test/cadence.yaml", CADENCE.formatted("customers"));
        assertThat(found()).isEmpty();
    }

    @Test
    void a_way_out_that_only_some_get_is_none() throws IOException {
        assertThat(found("Subject: Hello\n\n<p>Hi</p><#if prospect.phone??>" + OUT + "</#if>"))
                .containsExactly("cadences/test/one.ftlh:1:1 no-unsubscribe");
    }

    @Test
    void a_value_without_a_fallback_is_found_in_headers_bodies_and_snippets() throws IOException {
        write("snippets/end.ftlh", "Bye\n${account.name}" + OUT);

        assertThat(found(
                        "Subject: For ${prospect.firstName}\n\n<p>Hi\n<#if !prospect.phone??>-<#else>${prospect.phone}</#if></p>"
                                + "<#include \"/snippets/end.ftlh\">"))
                .containsExactly(
                        "cadences/test/one.ftlh:1:16 missing-fallback", "snippets/end.ftlh:2:3 missing-fallback");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cadences/test/one.ftlh:3:6 template     | Subject: S;;Hi ${prospect.firstnam!"x"}
            cadences/test/one.ftlh:1:1 template     | ;Hi
            cadences/test/one.ftlh:3:1 template     | Subject: S;;<#include "/snippets/no.ftl">
            cadences/test/one.ftlh:3:45 template    | Subject: S;;Hi <#if x>
            """)
    void a_template_that_cant_be_used_is_found(String finding, String text) throws IOException {
        assertThat(found(text.replace(';', '\n') + OUT)).contains(finding);
    }

    @Test
    void a_wrong_key_is_found_in_the_cadence_and_hides_what_its_mails_include() throws IOException {
        write("snippets/end.ftlh", OUT);
        assertThat(found("Subject: Hello\n\n<p>Hi</p><#include \"/snippets/end.ftlh\">"))
                .isEmpty();
        write("cadences/test/cadence.yaml", CADENCE.formatted("prospects") + "    titel: Two\n");

        assertThat(found()).containsExactly("cadences/test/cadence.yaml:8:5 cadence");
    }

    @Test
    void files_that_nobody_uses_are_found() throws IOException {
        write("cadences/test/three.ftl", "\nHi");
        write("snippets/old.ftl", "Bye");

        assertThat(found("Subject: Hello\n\n<p>Hi</p>" + OUT))
                .containsExactly("cadences/test/three.ftl:1:1 unused-file", "snippets/old.ftl:1:1 unused-snippet");
    }

    @Test
    void a_layout_that_nobody_uses_is_found_and_one_that_is_used_is_looked_at() throws IOException {
        write("layouts/old.ftlh", "${body}");
        write("layouts/frame.ftlh", "<a href=\"\">x</a>${body}" + OUT);
        write("cadences/test/cadence.yaml", CADENCE.formatted("prospects") + "layout: frame\n");
        write("cadences/test/one.ftlh", "Subject: Hello\n\n<p>Hi</p>");
        write("cadences/test/two.ftlh", "\n<p>Hi again</p>");

        assertThat(found()).containsExactly("layouts/frame.ftlh:1:1 bad-link", "layouts/old.ftlh:1:1 unused-snippet");
    }

    @Test
    void every_variant_language_and_choice_is_looked_at() throws IOException {
        write("cadences/test/one.b.ftlh", "Subject: {Hello|HELLO TO ALL} {there|again}\n\n<p>Hi</p>" + OUT);
        write("cadences/test/one.b.nb.ftlh", "Subject: Hei\n\n<p>Hei</p>");
        write("cadences/test/cadence.yaml", CADENCE.formatted("prospects") + "spintax: true\n");
        write("cadences/test/one.ftlh", "Subject: {Hello\n\n<p>Hi</p>" + OUT);
        write("cadences/test/two.ftlh", SECOND);

        assertThat(found())
                .containsExactly("cadences/test/one.b.nb.ftlh:1:1 no-unsubscribe", "cadences/test/one.ftlh template");
        write("cadences/test/one.b.ftlh", "Subject: {Hello|HELLO TO ALL}\n\n<p>Hi</p>" + OUT);
        assertThat(found()).contains("cadences/test/one.b.ftlh:1:1 loud-subject");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            on saturday            | mon-fri 09:00-17:00 | true
            3 days at 18:00        | mon-fri 09:00-17:00 | true
            on friday at 16:00     | mon-thu 09:00-17:00, fri 09:00-15:00 | true
            on friday at 14:00     | mon-thu 09:00-17:00, fri 09:00-15:00 | false
            on thursday            | mon-fri 09:00-17:00 | false
            3 days at 16:59        | mon-fri 09:00-17:00 | false
            3 days                 | sat 09:00-17:00     | false
            on saturday            | always              | false
            """)
    void a_step_that_asks_for_a_time_outside_its_window_is_found(String delay, String window, boolean isOutside)
            throws IOException {
        write("cadences/test/one.ftlh", "Subject: Hello\n\n<p>Hi</p>" + OUT);
        write("cadences/test/two.ftlh", SECOND);
        write(
                "cadences/test/cadence.yaml",
                CADENCE.formatted("prospects").replace("delay: 3 days", "delay: " + delay + "\n    window: " + window));

        var step = "cadences/test/cadence.yaml:6:1 outside-window";
        assertThat(found()).isEqualTo(isOutside ? List.of(step) : List.of());
    }

    @Test
    void a_hidden_link_and_a_mail_that_is_a_picture_are_found() throws IOException {
        var hidden = "<span style=\"display:none\"><a href=\"https://a.example/x\">x</a></span>";
        var picture = "<img src=\"https://a.example/x.png\" alt=\"x\">";

        assertThat(found("Subject: Hello\n\n<p>Hi</p>" + hidden + picture + OUT))
                .containsExactly("cadences/test/one.ftlh:1:1 image-only", "cadences/test/one.ftlh:1:1 text-differs");
    }

    @Test
    void a_link_in_plain_text_is_judged_too() throws IOException {
        write("cadences/test/cadence.yaml", CADENCE.formatted("prospects"));
        write("cadences/test/one.ftl", "Subject: Hello\n\nHi,\nsee http://a.example/x.\n${unsubscribeUrl}");
        write("cadences/test/two.ftlh", SECOND);

        assertThat(found()).containsExactly("cadences/test/one.ftl:4:5 insecure-link");
    }

    @Test
    void every_finding_has_words_in_both_languages() throws IOException {
        write("cadences/test/cadence.yaml", CADENCE.formatted("prospects"));
        write("cadences/test/two.ftlh", SECOND);
        write("cadences/test/one.ftlh", "Subject: Hello\n\n${prospect.firstName}" + OUT);

        var problem = lint(folder).getFirst().problem();
        assertThat(problem.toString())
                .isEqualTo("cadences/test/one.ftlh:3:3: prospect.firstName has no fallback: whoever lacks it gets no"
                        + " mail. Write ${prospect.firstName!\"…\"}, or leave the words out with <#if>; keep it where"
                        + " everybody must have the value.");
        assertThat(problem.in(Locale.of("nb"))).contains("har ingen reserve");
    }

    /** SARIF 2.1.0: 3.13 (log), 3.14 (run), 3.18 (tool), 3.27 (result), 3.29 (place), 3.30 (region). */
    @Test
    void sarif_has_the_structure_that_its_standard_asks_for() throws IOException {
        write("cadences/test/cadence.yaml", CADENCE.formatted("prospects"));
        write("cadences/test/one.ftlh", "Subject: Hello\n\n<a href=\"\">x</a>" + OUT);
        write("cadences/test/two.ftlh", SECOND);
        var log = JsonMapper.shared().readTree(Sarif.of(Path.of("my templates"), lint(folder)));

        assertThat(log.required("version").asString()).isEqualTo("2.1.0");
        assertThat(log.required("$schema").asString()).endsWith("sarif-2.1.0.json");
        var run = log.required("runs").required(0);
        var driver = run.required("tool").required("driver");
        assertThat(driver.required("name").asString()).isEqualTo("kadens");
        assertThat(run.required("results").size()).isOne();
        var result = run.required("results").required(0);
        assertThat(result.required("ruleId").asString()).isEqualTo("bad-link");
        assertThat(driver.required("rules")
                        .required(result.required("ruleIndex").asInt())
                        .required("id")
                        .asString())
                .isEqualTo("bad-link");
        assertThat(result.required("level").asString()).isEqualTo("error");
        assertThat(result.required("message").required("text").asString()).contains("https://");
        var place = result.required("locations").required(0).required("physicalLocation");
        assertThat(place.required("artifactLocation").required("uri").asString())
                .isEqualTo("my%20templates/cadences/test/one.ftlh");
        assertThat(place.required("region").required("startLine").asInt()).isEqualTo(3);
        assertThat(place.required("region").required("startColumn").asInt()).isOne();
    }

    private List<String> found(String first) throws IOException {
        write("cadences/test/cadence.yaml", CADENCE.formatted("prospects"));
        write("cadences/test/one.ftlh", first);
        write("cadences/test/two.ftlh", SECOND);
        return found();
    }

    private List<String> found() {
        return lint(folder).stream()
                .map(finding -> finding.problem().place() + " " + finding.rule().id())
                .toList();
    }

    private static List<Finding> lint(Path folder) {
        return new Lint(folder, new Cadences(folder), new Templates(folder)).run();
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
