package kadens.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.cadence.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped cadence with every sample prospect, and with senders who filled in much or little. */
class ShippedTemplatesTest {

    private static final Cadences CADENCES = new Cadences(Samples.TEMPLATES);
    private static final Templates TEMPLATES = new Templates(Samples.TEMPLATES);

    static List<String> cadences() {
        return CADENCES.names();
    }

    @ParameterizedTest
    @MethodSource("cadences")
    void an_email_of_a_shipped_cadence_reads_well_for_everyone(String name) {
        var cadence = (Cadence) CADENCES.find(name);

        for (var values : everyone()) {
            assertThat(TEMPLATES.check(cadence, values)).isEmpty();
            emails(cadence).forEach(step -> readsWell(render(cadence, step, values)));
        }
    }

    @Test
    void every_shipped_cadence_is_tried() {
        assertThat(cadences()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(Samples.files()).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void a_follow_up_without_a_subject_continues_the_thread() {
        var cadence = (Cadence) CADENCES.find("cold-outreach");

        assertThat(render(cadence, cadence.first(), Samples.emailOnly()).subject())
                .isEqualTo("When a job runs late");
        assertThat(render(cadence, cadence.step("follow-up").orElseThrow(), Samples.emailOnly())
                        .subject())
                .isNull();
    }

    @Test
    void an_html_step_has_a_plain_text_part_of_its_own() {
        var cadence = (Cadence) CADENCES.find("inbound-inquiry");
        var text = render(cadence, cadence.step("details").orElseThrow(), Samples.emailOnly())
                .text();

        assertThat(text).isEqualTo("""
                Hi there,

                A form says little about how your days really go, and that is easier to talk about. Until then, this is what most people want to know first:

                - Getting started: a week of jobs comes in from Excel in about 20 minutes.
                - Trying it: the first plan is free, for one week of real jobs.
                - Price: per technician a month, without a yearly contract.

                When would a call suit you, and on which number?

                Best,
                Kari Vik
                Rute

                Rute AS, Thorvald Meyers gate 48, 0555 Oslo, Norway
                Would you rather not hear from me? Unsubscribe (https://rute.example/u/abc?a=1&b=2), and I will not write again.""");
    }

    @Test
    void a_plain_text_step_has_an_html_part_of_its_own() {
        var cadence = (Cadence) CADENCES.find("upsell");
        var html = render(cadence, cadence.step("question").orElseThrow(), Samples.emailOnly())
                .html();

        assertThat(html)
                .contains("<p>Hi there,</p>")
                .contains("<p>Best,<br>\nKari Vik<br>\nRute</p>")
                .contains(
                        "<a href=\"https://rute.example/u/abc?a=1&amp;b=2\">https://rute.example/u/abc?a=1&amp;b=2</a>");
    }

    private static List<Values> everyone() {
        var full = new HashMap<>(Samples.SENDER);
        full.put("phone", "+47 22 00 00 00");
        var signed = new HashMap<>(full);
        signed.put("signature", "Kari Vik\nSeller & more\nRute\n");
        return Stream.of(Samples.SENDER, full, signed)
                .flatMap(sender -> Stream.concat(
                        Samples.files().stream().map(sample -> Samples.values(sample, Map.copyOf(sender))),
                        Stream.of(Samples.emailOnly())))
                .toList();
    }

    private static Stream<Step> emails(Cadence cadence) {
        return cadence.steps().stream().filter(step -> step.type() == Step.Type.EMAIL);
    }

    private static Rendering.Rendered render(Cadence cadence, Step step, Values values) {
        return (Rendering.Rendered) TEMPLATES.render(cadence, step, values);
    }

    private static void readsWell(Rendering.Rendered email) {
        assertThat(email.text())
                .doesNotContain("  ", " ,", " .", " ?", "\n\n\n", "${", "<", "&amp;")
                .doesNotContainPattern("(?m)[ \\t]$")
                .contains("https://rute.example/u/abc?a=1&b=2");
        assertThat(email.html())
                .startsWith("<!DOCTYPE html>")
                .doesNotContain("  ", "${", "<#", "Reed & Co", "Harlow & Reed")
                .contains("https://rute.example/u/abc?a=1&amp;b=2");
        assertThat(email.version()).matches("[0-9a-f]{64}");
    }
}
