package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.FAST;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.enrollment.OutgoingMessage;
import kadens.store.TestFolders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Steps whose keys are changed while people are mid-way. */
class RenamedStepsTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final Duration FOUR_DAYS = Duration.ofDays(4);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final SalesDesk desk = new SalesDesk();

    @AfterEach
    void closeUp() throws IOException {
        desk.close();
    }

    @Test
    void whoever_had_a_step_under_its_old_key_goes_on_behind_it() throws IOException {
        desk.enroll(PER);
        desk.run();
        rename("intro", "opening");
        steps("opening", "second", "third");

        assertThat(coming(PER)).containsExactly("second", "third");
        run(3);
        assertThat(sent(PER)).containsExactly("intro", "second", "third");
        assertThat(desk.enrollment(PER)).isFinished();
    }

    @Test
    void a_step_that_was_rewritten_as_well_is_known_by_was() {
        desk.enroll(PER, OLA);
        desk.run();
        desk.write("cadences/three/opening.ftlh", "Subject: Anything else\n\n<p>Nothing like before at all.</p>\n");
        steps("opening\n    was: intro", "second", "third");
        run(1);
        steps("opening", "second", "third"); // it is enough to have said it once
        run(3);

        assertThat(sent(PER)).containsExactly("intro", "second", "third");
        assertThat(sent(OLA)).containsExactly("intro", "second", "third");
    }

    @Test
    void one_that_was_rewritten_without_a_word_about_it_is_another_step() {
        desk.enroll(PER);
        desk.run();
        desk.write("cadences/three/opening.ftlh", "Subject: Anything else\n\n<p>Nothing like before at all.</p>\n");
        steps("opening", "second", "third");
        run(4);

        assertThat(sent(PER)).containsExactly("intro", "opening", "second", "third");
    }

    @Test
    void a_key_that_is_taken_for_another_step_is_new_to_those_who_come_then() throws IOException {
        desk.enroll(PER);
        desk.run();
        rename("intro", "opening");
        steps("opening", "second", "third");
        run(1);
        desk.write("cadences/three/intro.ftlh", "Subject: Anything else\n\n<p>Nothing like before at all.</p>\n");
        steps("intro", "opening", "second", "third");
        desk.enroll(OLA);
        run(5);

        assertThat(sent(PER)).containsExactly("intro", "second", "third");
        assertThat(sent(OLA)).containsExactly("intro", "opening", "second", "third");
    }

    @Test
    void a_mail_that_the_server_put_off_goes_out_once_under_the_new_key() throws IOException {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp.answersRcpt("451 4.3.0 later"));
            desk.enroll(PER);
            desk.run();
            rename("intro", "opening");
            steps("opening", "second", "third");
            smtp.isWell();
            run(4);

            assertThat(desk.messages(PER)).hasSize(3);
            assertThat(smtp.taken()).hasSize(3);
        }
    }

    @Test
    void an_open_task_is_done_under_its_old_key_and_does_not_come_again() {
        desk.write("cadences/calls/cadence.yaml", calls("ring"));
        desk.enrollIn("calls", PER);
        desk.run();
        desk.write("cadences/calls/cadence.yaml", calls("phone"));
        desk.run();
        done(PER);
        run(2);

        assertThat(desk.count("select count(*) from task where title = 'Call them'"))
                .isEqualTo(1);
        assertThat(desk.enrollment(PER).stepKey()).isEqualTo("write");
    }

    @Test
    void two_nodes_that_see_a_change_at_different_times_know_one_rename() throws IOException {
        desk.enroll(PER);
        desk.run();
        try (var other = desk.otherNode()) {
            other.run();
            rename("intro", "opening");
            steps("opening", "second", "third");
            desk.clock.pass(FOUR_DAYS);
            other.run();
            desk.run();
            desk.clock.pass(FOUR_DAYS);
            other.run();
        }

        assertThat(desk.count("select count(*) from step_alias")).isEqualTo(1);
        assertThat(desk.count("select count(*) from cadence_snapshot")).isEqualTo(2);
        assertThat(sent(PER)).containsExactly("intro", "second", "third");
    }

    @Test
    void a_node_with_older_files_does_not_send_again_what_another_sent_under_the_new_key() throws IOException {
        quickSteps("intro", "second", "third");
        var older = copy(desk.templates());
        try (var other = desk.otherNode(older)) {
            desk.enroll(OLA);
            desk.run();
            other.run();
            rename("second", "zweite");
            quickSteps("intro", "zweite", "third");
            desk.enroll(PER);
            desk.runAfter(TEN_SECONDS);
            desk.runAfter(TEN_SECONDS);
            for (int turn = 0; turn < 3; turn++) {
                desk.clock.pass(TEN_SECONDS);
                other.run();
            }
        } finally {
            TestFolders.delete(older);
        }

        assertThat(sent(PER)).containsExactly("intro", "zweite", "third");
        assertThat(desk.count("select count(*) from cadence_snapshot")).isEqualTo(2);
    }

    @Test
    void a_key_that_is_written_before_its_file_is_filled_is_known_by_what_the_file_says_then() throws IOException {
        desk.enroll(PER);
        desk.run();
        var words = Files.readString(desk.templates().resolve("cadences/three/intro.ftlh"));
        desk.write("cadences/three/opening.ftlh", "");
        steps("opening", "second", "third");
        run(1);
        desk.write("cadences/three/opening.ftlh", words);
        run(4);

        assertThat(sent(PER)).containsExactly("intro", "second", "third");
    }

    @Test
    void looking_stores_nothing() throws IOException {
        desk.enroll(PER);
        desk.run();
        rename("intro", "opening");
        steps("opening", "second", "third");
        desk.kadens("explain", PER);
        desk.kadens("forecast");

        assertThat(desk.count("select count(*) from cadence_snapshot")).isEqualTo(1);
        assertThat(desk.count("select count(*) from step_alias")).isZero();
    }

    private void steps(String... keys) {
        stepsEvery("3 days", keys);
    }

    private void quickSteps(String... keys) {
        stepsEvery("5 seconds", keys);
    }

    private void stepsEvery(String delay, String... keys) {
        desk.write(
                "cadences/three/cadence.yaml",
                "title: Three\nwindow: always\nsteps:\n"
                        + String.join(
                                "",
                                List.of(keys).stream()
                                        .map(key -> "  - key: %s\n    delay: %s\n".formatted(key, delay))
                                        .toList()));
    }

    private static Path copy(Path folder) throws IOException {
        var copy = Files.createTempDirectory("older");
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(folder.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return copy;
    }

    private static String calls(String key) {
        return """
                title: Calls
                window: always
                steps:
                  - key: %s
                    type: call
                    title: Call them
                    delay: 0 seconds
                  - key: write
                    type: task
                    delay: 1 day
                """.formatted(key);
    }

    private void rename(String from, String to) throws IOException {
        var folder = desk.templates().resolve("cadences/three");
        Files.move(folder.resolve(from + ".ftlh"), folder.resolve(to + ".ftlh"));
    }

    private void run(int turns) {
        for (int turn = 0; turn < turns; turn++) {
            desk.runAfter(FOUR_DAYS);
        }
    }

    private void done(String email) {
        var id = desk.enrollment(email).id();
        desk.database()
                .transactAlone(session -> desk.engine()
                        .enrollments()
                        .taskDone(
                                session,
                                desk.engine().enrollments().locked(session, id).orElseThrow()));
    }

    private List<String> coming(String email) {
        var enrollment = desk.enrollment(email);
        var cadence = (Cadence) desk.engine().cadences().find("three");
        return desk.ask(session -> desk.engine().nextSteps().coming(session, enrollment, cadence)).stream()
                .map(Step::key)
                .toList();
    }

    private List<String> sent(String email) {
        return desk.messages(email).stream().map(OutgoingMessage::stepKey).toList();
    }
}
