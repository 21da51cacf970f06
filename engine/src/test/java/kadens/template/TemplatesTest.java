package kadens.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kadens.cadence.Audience;
import kadens.cadence.Cadence;
import kadens.cadence.ColleagueReplies;
import kadens.cadence.Step;
import kadens.cadence.Text;
import kadens.cadence.Variant;
import kadens.plan.Delay;
import kadens.plan.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {

    private static final Values HELEN = new Values(
            Map.of("email", "h@example.com", "firstName", "Helen & <Co>", "lastName", " ", "fields", Map.of("x", "y")),
            Map.of("name", "Reed"),
            Samples.SENDER,
            null,
            Samples.TODAY);

    @TempDir
    Path folder;

    private Templates templates;

    @BeforeEach
    void a_cadence_of_two_emails_around_a_call() throws IOException {
        Files.createDirectories(folder.resolve("cadences/test"));
        Files.createDirectories(folder.resolve("snippets"));
        templates = new Templates(folder);
    }

    @Test
    void html_is_escaped_and_headers_are_plain() throws IOException {
        write("one.ftlh", """
                Subject: Hi ${prospect.firstName},   about ${account.name}
                Preheader: For ${prospect.firstName}

                <p>Hi ${prospect.firstName}</p>""");
        var email = rendered("one");

        assertThat(email.subject()).isEqualTo("Hi Helen & <Co>, about Reed");
        assertThat(email.preheader()).isEqualTo("For Helen & <Co>");
        assertThat(email.html())
                .contains("<p>Hi Helen &amp; &lt;Co&gt;</p>")
                .contains("<html lang=\"nb\">")
                .contains("<title>Hi Helen &amp; &lt;Co&gt;, about Reed</title>")
                .contains("mso-hide:all\">For Helen &amp; &lt;Co&gt;</span>");
        assertThat(email.text()).isEqualTo("Hi Helen & <Co>");
    }

    @Test
    void plain_text_becomes_escaped_html_with_links() throws IOException {
        write("one.ftl", """
                Subject: S

                Hi ${prospect.firstName},
                see https://a.example/?a=1&b=2, or (https://b.example/c).


                Bye""");
        var email = rendered("one");

        assertThat(email.text()).isEqualTo("""
                Hi Helen & <Co>,
                see https://a.example/?a=1&b=2, or (https://b.example/c).

                Bye""");
        assertThat(email.html()).contains("""
                <p>Hi Helen &amp; &lt;Co&gt;,<br>
                see <a href="https://a.example/?a=1&amp;b=2">https://a.example/?a=1&amp;b=2</a>, \
                or (<a href="https://b.example/c">https://b.example/c</a>).</p>
                <p>Bye</p>
                """);
    }

    @Test
    void an_html_body_reads_as_text() throws IOException {
        write("one.ftlh", """
                Subject: S

                <h1>Title</h1><p>One<br>two <b>three</b>,
                four <a href="https://a.example">here</a>. <a href="https://b.example">https://b.example</a>
                <a href="mailto:k@a.example">k@a.example</a></p>
                <ol><li><p>first</p></li><li>second<ul><li>inner</li></ul></li></ol>
                <table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>
                <style>p { color: red }</style><div style="display: none">unseen</div><p>End</p>""");

        assertThat(rendered("one").text()).isEqualTo("""
                Title

                One
                two three, four here (https://a.example). https://b.example k@a.example

                1. first
                2. second
                - inner

                a b
                c

                End""");
    }

    @Test
    void a_whole_document_is_kept_and_gets_the_preheader() throws IOException {
        write("one.ftlh", "Subject: S\nPreheader: P\n\n<!doctype html><html><body class=x><p>Hi</p></body></html>");

        assertThat(rendered("one").html())
                .startsWith("<!doctype html><html><body class=x><span style=")
                .contains(">P</span>\n<p>Hi</p>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Subject: S\\n\\n<p>${prospect.lastName}</p>|one.ftlh:3:6: prospect.lastName has no value for this prospect and no fallback. Write ${prospect.lastName!\"…\"} or add the value.",
                "Subject: S\\n\\n${sender.phone?trim}|one.ftlh:3:3: sender.phone has no value for this mailbox and no fallback. Write ${sender.phone!\"…\"} or add the value.",
                "Subject: Hi ${prospect.phone}\\n\\nx|one.ftlh:1:15: prospect.phone has no value for this prospect and no fallback. Write ${prospect.phone!\"…\"} or add the value.",
                "Subject: S\\n\\nx\\n${prospect.fields.zz}|one.ftlh:4:3: prospect.fields.zz has no value for this prospect and no fallback. Write ${prospect.fields.zz!\"…\"} or add the value.",
                "Subject: S\\n\\n${prospect.fristName!\"there\"}|one.ftlh:3:3: prospect.fristName is not something a template can use. Did you mean 'prospect.firstName'?",
                "Subject: S\\n\\n${prospect.trade!}|one.ftlh:3:3: prospect.trade is not something a template can use. Write prospect.fields.trade for a field of your own. Known are: email, firstName, lastName, title, phone, timeZone, country, language, fields.",
                "Subject: S\\n\\n${firstName}|one.ftlh:3:3: firstName is not something a template can use. Known are: account, cadence, date, inDays, inWorkdays, initials, money, number, possessive, properName, prospect, sender, step, today, unsubscribeUrl, weekday.",
                "Subject: S\\n\\n<#if true>x|one.ftlh:3:11: <#if> is opened, and the file ends before it is closed. Write </#if> where it ends.",
                "Subject: S\\n\\n<#include \"/snippets/gone.ftlh\">|one.ftlh:3:1: there is no file /snippets/gone.ftlh to include. ",
                "Subject: S\\n\\n${1 + {}}|one.ftlh:3:7: the template cannot be carried out here: For \"+\" right-hand operand",
                "Subjekt: S\\n\\nx|one.ftlh:1:1: there is no header called 'Subjekt'. Did you mean 'Subject'?",
                "Reply-To: S\\n\\nx|one.ftlh:1:1: there is no header called 'Reply-To'. Known are Subject and Preheader. A file without headers begins with an empty line.",
                "Subject: S\\n\\n${prospect.|one.ftlh:3:11: the template cannot be read here: ",
                "Subject: S\\n\\n</#if>|one.ftlh:3:1: the template cannot be read here: ",
                "<p>Hi</p>|one.ftlh:1:1: this line is not a header. ",
                "Subject: S\\nSubject: T\\n\\nx|one.ftlh:2:1: the header Subject is given twice. ",
                "Subject: S\\nPreheader: ${prospect.lastName!}\\n\\nx|one.ftlh:2:1: Preheader is empty for this prospect. ",
                "Subject:\\n\\nx|one.ftlh:1:1: Subject is empty for this prospect. ",
                "Subject: a${\"\\\\n\"}b\\n\\nx|one.ftlh:1:1: Subject has a line break or a control character in it. ",
                "Subject: S\\n\\n<p> </p>|one.ftlh: the email has no text. ",
                "Subject: S|one.ftlh: the email has no text. ",
                "\\nHi|one.ftlh:1:1: the first email of a cadence has no subject. ",
                "Subject: S\\n\\n[=prospect.email]|one.ftlh:3:1: '[=' stands in the finished email. ",
                "Subject: S\\n\\n#{prospect.email}|one.ftlh:3:1: '#{' stands in the finished email. ",
                "Subject: S\\n\\n${r\"${x}\"}|one.ftlh: '${' stands in the finished email. ",
            })
    void a_template_that_cannot_be_sent_says_where_what_and_how_to_mend_it(String source, String problem)
            throws IOException {
        write("one.ftlh", source.replace("\\n", "\n").replace("\\\n", "\\n"));

        assertThat(problem("one")).startsWith("cadences/test/" + problem).doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
                "${\"1+1\"?eval}",
                "<@(\"x\"?interpret) />",
                "<@(\"x\"?  <#-- hidden --> interpret) />",
                "${\"[1]\"?eval_json[0]}",
                "<#assign x=\"${'1'?eval}\">",
                "<#assign x=\"a ${'b ${1?c?eval}'} <#-- \">",
                "${prospect?api.class}",
                "${.now}",
                "<#setting classic_compatible=true>",
                "<#list 1.. as x>x</#list>",
                "<#if (1.. )?size gt 2>x</#if>",
            })
    void a_template_is_not_a_program(String code) throws IOException {
        write("one.ftlh", "Subject: S\n\n<p>x</p>\n" + code);
        assertThat(problem("one")).contains("one.ftlh:4:").contains("is not allowed in a template. ");

        Files.writeString(folder.resolve("snippets/s.ftlh"), code);
        write("one.ftlh", "Subject: S\n\n<p>x</p>\n<#include \"/snippets/s.ftlh\">");
        assertThat(problem("one")).startsWith("snippets/s.ftlh:1:").contains("is not allowed in a template. ");

        write("one.ftlh", "Subject: " + code + "\n\nx");
        assertThat(problem("one")).contains("one.ftlh:1:").contains("is not allowed in a template. ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anything?new and ?eval, or 1..9 and .now in a text",
                "<#-- ${.now} ?eval -->x",
                "<#noparse>?new and .now</#noparse>x",
                "${prospect.fields.zz!\"really?new\"}",
                "<#list 1..3 as x>${x}</#list>",
                "<#assign greeting = \"Hi\">${greeting} ${prospect.firstName?upper_case}",
                "<#if account.name?length gt 3>x</#if>y",
                "${prospect.fields[\"x\"]}${account.name[0..1]}",
                "<#list \"a,b\"?split(\",\") as item>${item}<#sep>, </#list>",
            })
    void what_only_looks_like_a_program_is_fine(String code) throws IOException {
        write("one.ftlh", "Subject: S\n\n" + code);

        assertThat(render("one")).isInstanceOf(Rendering.Rendered.class);
    }

    @Test
    @Timeout(20)
    void a_template_that_goes_on_and_on_is_stopped() throws IOException {
        write("one.ftlh", "Subject: S\n\n<#list 1..99999 as x>0123456789</#list>");
        assertThat(problem("one")).contains("longer than 256 KB");

        write("one.ftlh", "Subject: S\n\n<#macro m><@m/></#macro><@m/>");
        assertThat(problem("one")).contains("goes on without end");

        Files.writeString(folder.resolve("snippets/s.ftlh"), "<#include \"s.ftlh\">");
        write("one.ftlh", "Subject: S\n\n<#include \"/snippets/s.ftlh\">");
        assertThat(problem("one")).contains("goes on without end");

        write("one.ftlh", "Subject: S\n\n<#list 1..99999 as x><#list 1..99999 as y><#if x==y></#if></#list></#list>");
        assertThat(problem("one")).contains("took longer than a second");
    }

    @Test
    @Timeout(20)
    void a_template_that_cannot_even_be_stopped_is_not_tried_again() throws IOException {
        write("one.ftlh", "Subject: S\n\n${(1..99999)?filter(x -> (1..9999)?filter(y -> y < 0)?size gt 0)?size}");
        assertThat(problem("one")).contains("took longer than a second");

        var started = System.nanoTime();
        assertThat(problem("one")).contains("took longer than a second");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/../secret.ftlh", "../../../secret.ftlh", "/snippets/link.ftlh", "/snippets/out/secret.ftlh"})
    void no_file_outside_the_folder_is_read(String path, @TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("secret.ftlh"), "secret");
        Files.writeString(folder.resolve("../secret.ftlh"), "secret");
        Files.createSymbolicLink(folder.resolve("snippets/link.ftlh"), outside.resolve("secret.ftlh"));
        Files.createSymbolicLink(folder.resolve("snippets/out"), outside);
        write("one.ftlh", "Subject: S\n\n<#include \"" + path + "\">");

        assertThat(problem("one")).contains("one.ftlh:3:1").doesNotContain(": secret");
    }

    @Test
    void changes_of_files_are_picked_up_and_change_the_version() throws IOException {
        write("one.ftlh", "Subject: S\n\n<p>a</p><#include \"/snippets/s.ftlh\">");
        Files.writeString(folder.resolve("snippets/s.ftlh"), "b");
        var first = rendered("one");
        assertThat(rendered("one")).isEqualTo(first);

        Files.writeString(folder.resolve("snippets/s.ftlh"), "cc");
        var second = rendered("one");
        write("one.ftlh", "Subject: S\n\n<p>aa</p><#include \"/snippets/s.ftlh\">");
        var third = rendered("one");

        assertThat(List.of(first.text(), second.text(), third.text())).containsExactly("a\n\nb", "a\n\ncc", "aa\n\ncc");
        assertThat(List.of(first.version(), second.version(), third.version())).doesNotHaveDuplicates();
    }

    @Test
    void checking_finds_the_problems_of_every_email_step() throws IOException {
        write("one.ftlh", "Subject: S\n\n${prospect.lastName}");
        write("two.ftl", "\n${prospect.lastName}");

        assertThat(templates.check(cadence(), HELEN))
                .extracting(problem -> problem.file().getFileName().toString())
                .containsExactly("one.ftlh", "two.ftl");
        write("one.ftlh", "Subject: S\n\nx");
        write("two.ftl", "\nx");
        assertThat(templates.check(cadence(), HELEN)).isEmpty();
    }

    @Test
    void a_missing_file_or_one_that_is_not_utf8_is_a_problem() throws IOException {
        assertThat(problem("one")).contains("one.ftlh: the step has no file that can be read.");

        Files.write(folder.resolve("cadences/test/one.ftl"), new byte[] {'\n', (byte) 0xe6, (byte) 0xff});
        assertThat(problem("one")).contains("one.ftl: the step has no file that can be read.");
    }

    @Test
    void windows_line_ends_and_a_byte_order_mark_do_not_matter() throws IOException {
        write("one.ftl", "\uFEFFSubject: S\r\n\r\nHi\r\nyou\r\n");

        assertThat(rendered("one").subject()).isEqualTo("S");
        assertThat(rendered("one").text()).isEqualTo("Hi\nyou");
    }

    @Test
    void values_that_no_template_knows_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Values(Map.of("fristName", "x"), Map.of(), Map.of(), null, Samples.TODAY))
                .withMessage("Templates know no prospect.fristName");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Values(Map.of("fields", Map.of("a", 1)), Map.of(), Map.of(), null, Samples.TODAY));
    }

    /** As it is loaded, save that a file that isn't there breaks nothing. */
    private Cadence cadence() {
        return new Cadence(
                "test",
                "Test",
                null,
                Locale.of("nb"),
                Audience.PROSPECTS,
                false,
                Window.ALWAYS,
                null,
                ColleagueReplies.IGNORE,
                null,
                false,
                List.of(step("one", Step.Type.EMAIL), step("call", Step.Type.CALL), step("two", Step.Type.EMAIL)),
                folder.resolve("cadences/test"));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve("cadences/test").resolve(file), text);
    }

    private Rendering render(String key) {
        var cadence = cadence();
        return templates.render(cadence, cadence.step(key).orElseThrow(), HELEN);
    }

    private Rendering.Rendered rendered(String key) {
        return (Rendering.Rendered) render(key);
    }

    private String problem(String key) {
        return ((Rendering.Unrenderable) render(key)).problem().toString();
    }

    private Step step(String key, Step.Type type) {
        return new Step(key, List.of(), type, key, Delay.parse("1 day"), null, null, null, List.of(), variants(key));
    }

    private List<Variant> variants(String key) {
        var plain = folder.resolve("cadences/test").resolve(key + ".ftl");
        var file = Files.exists(plain) ? plain : plain.resolveSibling(key + ".ftlh");
        return List.of(new Variant(Variant.FIRST, 1, List.of(new Text(null, file))));
    }
}
