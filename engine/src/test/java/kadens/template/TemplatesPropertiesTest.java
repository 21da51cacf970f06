package kadens.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.cadence.Step;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;

/** What holds whatever a prospect is called. */
class TemplatesPropertiesTest {

    private static final Cadence CADENCE = (Cadence) new Cadences(Samples.TEMPLATES).find("inbound-inquiry");
    private static final Templates TEMPLATES = new Templates(Samples.TEMPLATES);

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void a_value_never_becomes_markup_and_never_an_exception(
            @ForAll("texts") String name, @ForAll("texts") String note) {
        var values = new Values(
                Map.of("email", "a@example.com", "firstName", name, "fields", Map.of("message", note)),
                Map.of("name", note),
                Samples.SENDER,
                "https://rute.example/u/1",
                Samples.TODAY);

        for (var step : CADENCE.steps()) {
            if (step.type() == Step.Type.EMAIL
                    && TEMPLATES.render(CADENCE, step, values) instanceof Rendering.Rendered email) {
                assertThat(email.text()).isNotBlank().doesNotContain("${");
                assertThat(Jsoup.parse(email.html()).select("script, b, img")).isEmpty();
            }
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(30),
                Arbitraries.of(
                                "<script>alert(1)</script>",
                                "</p><b>x",
                                "${x}",
                                "\"><img src=x>",
                                "&amp;",
                                "a\r\nBcc: x",
                                "")
                        .list()
                        .ofMaxSize(3)
                        .map(all -> String.join(" ", all)));
    }
}
