package kadens.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What attackers have tried on FreeMarker, each refused with one plain line, and at once. */
class LockedDownTest {

    private static final Values OLA = new Values(
            Map.of("email", "ola@example.com", "firstName", "<b>Ola</b>"),
            Map.of(),
            Samples.SENDER,
            "https://x.example/u",
            LocalDate.of(2026, 11, 24));

    @TempDir
    Path folder;

    private Templates templates;
    private Cadence cadence;

    @BeforeEach
    void a_cadence() throws IOException {
        var files = Files.createDirectories(folder.resolve("cadences/test"));
        Files.createDirectories(folder.resolve("snippets"));
        Files.writeString(folder.resolve("../outside.ftlh"), "secret");
        Files.writeString(files.resolve("cadence.yaml"), "title: Test\nsteps:\n  - key: one\n    delay: 0 days\n");
        Files.writeString(files.resolve("one.ftlh"), "Subject: S\n\n<p>Hi</p>");
        templates = new Templates(folder);
        cadence = (Cadence) new Cadences(folder).find("test");
        assertThat(render()).isInstanceOf(Rendering.Rendered.class);
    }

    static String[] payloads() {
        return new String[] {
            "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
            "<#assign ex=\"freemarker.template.utility.Execute\"?new()>${ex(\"id\")}",
            "${\"freemarker.template.utility.ObjectConstructor\"?new()(\"java.lang.ProcessBuilder\",\"id\").start()}",
            "<#assign jr=\"freemarker.template.utility.JythonRuntime\"?new()><@jr>import os</@jr>",
            "<#assign x=\"freemarker.template.utility.Execute\"><#assign y=x?new()>",
            "${prospect?api.class.classLoader}",
            "${prospect?api}",
            "${prospect.class}",
            "${prospect.getClass()}",
            "${.data_model}",
            "${.data_model?keys?join(\",\")}",
            "${.dataModel.prospect}",
            "<#list .data_model?keys as k>${k}</#list>",
            "${.globals[\"prospect\"]}",
            "${.vars[\"prospect\"][\"email\"]}",
            "${.namespace}",
            "${.main}",
            "${.current_template_name}",
            "<#assign t=.get_optional_template(\"/../outside.ftlh\")><@t.include/>",
            "<#assign t=.getOptionalTemplate(\"/../outside.ftlh\")><@t.include/>",
            "<#include \"/../outside.ftlh\">",
            "<#include \"../../../outside.ftlh\">",
            "<#include \"/etc/passwd\" parse=false>",
            "<#include \"file:///etc/passwd\">",
            "<#include \"http://example.com/x\">",
            "<#import \"http://example.com/x\" as x>",
            "<#include \"*/outside.ftlh\">",
            "<#include prospect.email>",
            "<#include \"/snippets/${prospect.email}\">",
            "<#include \"/snippets/\" + prospect.email>",
            "<@\"<#assign x=1>\"?interpret />",
            "<#assign t=\"x\"?interpret><@t/>",
            "${\"1+1\"?eval}",
            "${\"{}\"?eval_json}",
            "${r\"x\"?new()}",
            "<#setting locale=\"de\">",
            "<#ftl output_format=\"plainText\" auto_esc=false>${prospect.firstName}",
            "[#ftl]\n[#assign x=1]${prospect.firstName}<#list 1.. as x></#list>",
            "${prospect.firstName?no_esc}",
            "<#noautoesc>${prospect.firstName}</#noautoesc>",
            "<#outputformat \"plainText\">${prospect.firstName}</#outputformat>",
            "<#noautoesc>${\"x\"?new()}</#noautoesc>",
            "<#list 1.. as x></#list>",
            "<#list 1.. as x>0123456789</#list>",
            "<#list 1..2000000000 as x></#list>",
            "<#list 1..2000000000 as x>0123456789</#list>",
            "<#list 1..99999 as x><#list 1..99999 as y></#list></#list>",
            "<#macro m><@m/></#macro><@m/>",
            "<#macro m>x<@m/></#macro><@m/>",
            "<#function f x><#return f(x + 1)></#function>${f(1)}",
            "${(1..2000000000)?filter(x -> x < 0)?size}",
            "${(1..99999)?filter(x -> (1..9999)?filter(y -> y < 0)?size gt 0)?size}",
            "${\"\"?left_pad(2000000000)}",
            "${\"\"?rightPad(2000000000)}",
            "${\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"?matches(\"(a+)+$\")?c}",
            "${\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"?replace(\"(a+)+$\", \"b\", \"r\")}",
            "${\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"?split(\"(a+)+$\", \"r\")?size}",
            "${\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"?keep_after(\"(a+)+$\", \"r\")}",
            "${" + "(".repeat(50_000) + "1" + ")".repeat(50_000) + "}",
            "<#if true>".repeat(20_000) + "x" + "</#if>".repeat(20_000),
            "${x",
            "<#list>",
        };
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void a_payload_is_refused_with_one_plain_line_and_at_once(String payload) throws IOException {
        Files.writeString(cadence.folder().resolve("one.ftlh"), "Subject: S\n\n<p>x</p>" + payload);
        refusedAtOnce();

        Files.writeString(cadence.folder().resolve("one.ftlh"), "Subject: S\n\n<#include \"/snippets/s.ftlh\">");
        Files.writeString(folder.resolve("snippets/s.ftlh"), payload);
        refusedAtOnce();
    }

    private void refusedAtOnce() {
        var started = System.nanoTime();
        var rendering = render();
        var took = Duration.ofNanos(System.nanoTime() - started);

        assertThat(rendering)
                .isInstanceOfSatisfying(
                        Rendering.Unrenderable.class,
                        refused -> assertThat(refused.problem().toString())
                                .doesNotContain("\n", "Exception", "java.", "freemarker.core", "secret", "root:"));
        // A second on a quiet machine; one that hangs would take minutes.
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_file_that_would_be_searched_for_is_not_included() throws IOException {
        Files.writeString(folder.resolve("snippets/s.ftlh"), "<p>found</p>");
        for (var include : List.of(
                "<#include \"*/snippets/s.ftlh\">", "<#include \"/*/s.ftlh\">", "<#import '*/snippets/s.ftlh' as s>")) {
            Files.writeString(cadence.folder().resolve("one.ftlh"), "Subject: S\n\n<p>x</p>" + include);

            assertThat(render())
                    .isInstanceOfSatisfying(
                            Rendering.Unrenderable.class,
                            refused -> assertThat(refused.problem().toString()).contains("one.ftlh:3:", "quotes"));
        }
    }

    @Test
    void growing_texts_do_not_take_the_memory_of_others() throws IOException {
        Files.writeString(
                cadence.folder().resolve("one.ftlh"),
                "Subject: S\n\n<#assign x=\"0123456789\"><#list 1..60 as i><#assign x = x + x></#list><p>y</p>");

        assertThat(render()).isInstanceOf(Rendering.Unrenderable.class);
    }

    private Rendering render() {
        return templates.render(cadence, cadence.first(), OLA);
    }
}
