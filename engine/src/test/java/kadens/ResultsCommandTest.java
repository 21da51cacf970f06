package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultsCommandTest {

    private static final String PER = "per@fjord.example";

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void it_prints_a_line_a_variant_with_the_judgement_of_its_step() throws Exception {
        desk.write("cadences/three/intro.b.ftlh", "Subject: Other\n\n<p>Other</p>\n");
        desk.enroll(PER);
        desk.run();
        desk.sql("update message set variant = 'b'");
        desk.answer(PER, "Yes, call me.").to(desk.received(PER).getFirst()).arrives();
        desk.run();

        var said = desk.kadens("results", "three");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("'intro': Too early to tell: a has 0 of at least 100 delivered mails that are 7 days old.")
                .containsPattern("(?m)^  b +1 +0 +1 +1 +0 +0 +0 +1  –$")
                .contains("'second': One variant only");

        assertThat(desk.kadens("results", "three", "--json")
                        .out()
                        .lines()
                        .skip(1)
                        .findFirst())
                .get()
                .asString()
                .contains("\"step\":\"intro\"", "\"variant\":\"b\"", "\"sent\":1", "\"positive\":1", "\"winner\":null");
    }

    @Test
    void explain_tells_programs_what_each_mail_was_made_of() {
        desk.enroll(PER);
        desk.run();

        assertThat(desk.kadens("explain", PER, "--json").out())
                .contains(
                        "\"sent\":[{\"step\":\"intro\"",
                        "\"variant\":\"a\",\"language\":\"en\",\"version\":\""
                                + desk.messages(PER).getFirst().templateVersion());
    }

    @Test
    void a_cadence_that_is_not_there_is_told() {
        var said = desk.kadens("results", "thre");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("There is no cadence 'thre'. Did you mean 'three'?");
    }
}
