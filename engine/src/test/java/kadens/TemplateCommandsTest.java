package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What 'lint' and 'preview' tell. */
class TemplateCommandsTest {

    private static final String PER = "per@fjord.example";

    private final SalesDesk desk = new SalesDesk();

    @AfterEach
    void closeUp() throws IOException {
        desk.close();
    }

    @Test
    void lint_tells_each_finding_under_its_file_and_the_sum() {
        var said = desk.kadens("lint");

        assertThat(said.code()).isOne();
        assertThat(said.out()).startsWith("""
                cadences/three/intro.ftlh
                  cadences/three/intro.ftlh:1:1  error  this mail to prospects has no unsubscribe link, or not with \
                every value. Put unsubscribeUrl into it, best by a footer that all mails include.  [no-unsubscribe]
                  cadences/three/intro.ftlh:1:23  warning  account.name has no fallback""").contains("1 cadence: 3 errors, 4 warnings, 0 hints");
    }

    @Test
    void lint_tells_programs_one_object_a_finding() {
        assertThat(desk.kadens("lint", "--json").out().lines())
                .hasSize(7)
                .first()
                .asString()
                .startsWith("{\"file\":\"cadences/three/intro.ftlh\",\"line\":1,\"column\":1,\"severity\":\"error\","
                        + "\"rule\":\"no-unsubscribe\",\"what\":");
        assertThat(desk.kadens("lint", "--sarif").out()).contains("\"version\" : \"2.1.0\"");
    }

    @Test
    void warnings_count_when_they_are_asked_to() {
        desk.write(
                "cadences/three/cadence.yaml",
                "title: T\naudience: customers\nsteps:\n  - key: intro\n    delay: 0 days\n");
        desk.write("cadences/three/second.ftlh", "\nunused");

        assertThat(desk.kadens("lint").code()).isZero();
        assertThat(desk.kadens("lint", "--strict").code()).isOne();
    }

    @Test
    void lint_takes_a_folder_and_refuses_what_is_none() {
        assertThat(desk.kadens("lint", "../templates").code()).isZero();
        assertThat(desk.kadens("lint", "../nowhere").err()).contains("no templates folder");
        assertThat(desk.kadens("lint", "a", "b").code()).isEqualTo(2);
    }

    @Test
    void lint_lists_what_a_cadence_asks_for() {
        assertThat(desk.kadens("lint", "--values").out()).contains("""
                three asks for
                  account.name  (needed: no fallback)
                  prospect.firstName  (needed: no fallback)
                  sender.name
                """);
    }

    @Test
    void a_prospect_is_shown_their_own_mail() {
        desk.imports(PER);

        var said = desk.kadens("preview", "three", "--prospect", PER);

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("""
                --- intro
                Subject: Routes for fjord.example

                Hello Per, this is Kari Solheim.
                """).contains("--- second\nSubject: Re: (the thread's)");
        assertThat(desk.kadens("preview", "three", "--prospect", PER, "--step", "intro", "--raw")
                        .out())
                .contains("To: Per <" + PER + ">", "List-Unsubscribe: <", "multipart/alternative");
        assertThat(desk.kadens("preview", "three", "--prospect", PER, "--step", "intro", "--html")
                        .out())
                .contains("<p>Hello Per")
                .doesNotContain("--- second");
    }

    @Test
    void a_sample_shows_what_is_wrong_as_lint_tells_it() {
        desk.write("samples/nobody.yaml", "prospect:\n  email: a@b.example\n");
        desk.write("samples/whole.yaml", "prospect:\n  email: a@b.example\n  firstName: Åse\naccount:\n  name: B\n");

        var nobody = desk.kadens("preview", "three");
        assertThat(nobody.code()).isOne();
        assertThat(nobody.out())
                .contains("For the sample 'nobody':", "cadences/three/intro.ftlh:1:23: account.name has no value");
        assertThat(desk.kadens("preview", "three", "--sample", "whole").out()).contains("Hello Åse");
    }

    @Test
    void a_variant_and_a_language_can_be_asked_for_whoever_gets_them() {
        desk.write("samples/whole.yaml", "prospect:\n  email: a@b.example\n  firstName: Åse\naccount:\n  name: B\n");
        desk.write("cadences/three/cadence.yaml", """
                title: Three
                steps:
                  - key: intro
                    delay: 0 days
                    variants:
                      a: 1
                      b: 1
                """);
        desk.write("cadences/three/intro.b.ftlh", "Subject: Second\n\n<p>The second text.</p>\n");
        desk.write("cadences/three/intro.b.nb.ftlh", "Subject: Annen\n\n<p>Den andre teksten.</p>\n");

        assertThat(desk.kadens("preview", "three", "--variant", "b").out()).contains("The second text.");
        assertThat(desk.kadens("preview", "three", "--variant", "a").out()).contains("Hello Åse");
        assertThat(desk.kadens("preview", "three", "--variant", "b", "--language", "nb")
                        .out())
                .contains("Den andre teksten.");
        assertThat(desk.kadens("preview", "three", "--variant", "c").err()).contains("It has: a, b");
        assertThat(desk.kadens("preview", "three", "--variant", "b", "--language", "de")
                        .err())
                .contains("no text in 'de'", "it has: nb.");
    }

    @Test
    void what_is_not_there_is_refused_by_name() {
        desk.write("samples/whole.yaml", "prospect:\n  email: a@b.example\n");

        assertThat(desk.kadens("preview", "tree").err()).contains("Did you mean 'three'?");
        assertThat(desk.kadens("preview", "three", "--step", "four").err()).contains("It has: intro, second, third");
        assertThat(desk.kadens("preview", "three", "--sample", "whol").err()).contains("Did you mean 'whole'?");
        assertThat(desk.kadens("preview", "three", "--prospect", "no@b.example").err())
                .contains("There is no prospect no@b.example");
        assertThat(desk.kadens("preview", "three", "--html", "--raw").code()).isEqualTo(2);
    }
}
