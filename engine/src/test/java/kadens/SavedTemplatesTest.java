package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import kadens.enrollment.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that a saved template asks for, and those who lack them. */
class SavedTemplatesTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final String ASKS = "\n<p>How is it to be ${prospect.title}?</p>\n";

    private final SalesDesk desk = new SalesDesk();

    @AfterEach
    void closeUp() throws IOException {
        desk.close();
    }

    @Test
    void a_value_that_a_coming_step_now_needs_holds_those_who_lack_it_before_it_is_due() {
        desk.enroll(PER, OLA);
        desk.sql("update prospect set title = 'Manager' where email = '" + OLA + "'");
        desk.run();
        desk.write("cadences/three/third.ftlh", ASKS);
        desk.run();

        assertThat(desk.enrollment(PER)).isHeld("cadences/three/third.ftlh:2:22: prospect.title has no value");
        assertThat(desk.enrollment(OLA).state()).isEqualTo(State.ACTIVE);
        desk.run();
        assertThat(desk.enrollment(PER).state()).isEqualTo(State.HELD);
    }

    @Test
    void the_hold_lifts_when_the_template_is_mended_and_when_the_value_comes() throws Exception {
        desk.enroll(PER, OLA);
        desk.run();
        desk.write("cadences/three/third.ftlh", ASKS);
        desk.run();
        desk.sql("update prospect set title = 'Manager' where email = '" + OLA + "'");
        desk.run();

        assertThat(desk.enrollment(OLA).state()).isEqualTo(State.ACTIVE);
        assertThat(desk.enrollment(PER).state()).isEqualTo(State.HELD);
        desk.write("cadences/three/third.ftlh", ASKS.replace("title", "title!\"busy\""));
        desk.run();
        assertThat(desk.enrollment(PER).state()).isEqualTo(State.ACTIVE);
        desk.runAfter(Duration.ofDays(4));
        assertThat(desk.received(PER)).hasSize(2);
    }

    @Test
    void a_step_that_somebody_has_had_needs_nothing_of_them_any_more() {
        desk.enroll(PER);
        desk.run();
        desk.write("cadences/three/intro.ftlh", "Subject: Hello\n" + ASKS);
        desk.run();

        assertThat(desk.enrollment(PER).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void a_file_that_is_being_written_holds_nobody_before_its_step_is_due() {
        desk.enroll(PER);
        desk.run();
        desk.write("cadences/three/third.ftlh", "\n<p>${prospect.title</p>\n");
        desk.run();

        assertThat(desk.enrollment(PER).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void what_was_saved_while_nothing_ran_is_found_at_the_start() {
        desk.enroll(PER);
        desk.run();
        desk.write("cadences/three/third.ftlh", ASKS);
        desk.restart();
        desk.run();

        assertThat(desk.enrollment(PER).state()).isEqualTo(State.HELD);
    }

    @Test
    void enrolling_tells_first_who_lacks_what() throws IOException {
        var file = Files.writeString(desk.folder.resolve("list.csv"), """
                email,first_name,company,domain
                a@a.example,A,A,a.example
                b@gmail.com,B,,
                c@gmail.com,,,
                d@d.example,D,D,d.example
                """);

        var said = desk.kadens("enroll", "three", "--csv", file.toString());

        assertThat(said.out())
                .contains("2 of 4 prospects have no company: rows 3, 4\n1 of 4 prospects has no first name: row 4\n")
                .contains("2 enrolled in 'three', 2 not");
        assertThat(desk.kadens("enroll", "three", "--dry-run", "--json", "c@gmail.com", "b@gmail.com")
                        .out())
                .contains("{\"lacking\":\"account.name\",\"prospects\":2,\"of\":2,"
                        + "\"emails\":[\"c@gmail.com\",\"b@gmail.com\"],\"rows\":[]}");
    }
}
