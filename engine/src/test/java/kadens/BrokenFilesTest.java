package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files that are saved, broken and mended while people are mid-way. */
class BrokenFilesTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final Duration FOUR_DAYS = Duration.ofDays(4);
    private static final String SECOND = "cadences/three/second.ftlh";

    private final SalesDesk desk = new SalesDesk();

    @AfterEach
    void closeUp() throws IOException {
        desk.close();
    }

    @Test
    void what_is_saved_holds_for_every_step_that_is_not_sent_yet() {
        desk.enroll(PER);
        desk.run();
        desk.write("cadences/three/intro.ftlh", "Subject: New\n\n<p>Other words.</p>\n");
        desk.write(SECOND, "\n<p>A better second mail.</p>\n");
        desk.enroll(OLA);
        desk.runAfter(FOUR_DAYS);

        assertThat(text(PER, 0)).contains("this is Kari");
        assertThat(text(PER, 1)).contains("A better second mail.");
        assertThat(text(OLA, 0)).contains("Other words.");
    }

    @Test
    void a_broken_snippet_holds_those_whose_step_includes_it_and_nobody_else() {
        desk.write("snippets/greeting.ftlh", "<p>Kind regards</p>\n");
        desk.write(SECOND, "\n<p>Did you see it?</p>\n<#include \"/snippets/greeting.ftlh\">\n");
        other();
        desk.enroll(PER);
        desk.enrollIn("other", OLA);
        desk.run();
        desk.write("snippets/greeting.ftlh", "<p>Kind</p>\n<p>${sender.name</p>\n");
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isHeld("snippets/greeting.ftlh:");
        assertThat(desk.messages(OLA)).hasSize(2);
        desk.write("snippets/greeting.ftlh", "<p>Kind regards, ${sender.name}</p>\n");
        desk.run();
        assertThat(desk.messages(PER)).hasSize(2);
        assertThat(desk.enrollment(PER)).isActive().beforeStep("third");
    }

    @Test
    void a_deleted_file_holds_those_in_its_cadence_until_it_is_back() throws IOException {
        other();
        desk.enroll(PER);
        desk.enrollIn("other", OLA);
        desk.run();
        var words = Files.readString(file(SECOND));
        Files.delete(file(SECOND));
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isHeld("cadences/three/cadence.yaml:7");
        assertThat(desk.messages(OLA)).hasSize(2);
        desk.write(SECOND, words);
        desk.run();
        assertThat(desk.messages(PER)).hasSize(2);
    }

    @Test
    void a_cadence_whose_folder_is_gone_holds_its_people_until_it_is_back() throws IOException {
        desk.enroll(PER);
        desk.run();
        var folder = file("cadences/three");
        var elsewhere = desk.folder.resolve("elsewhere");
        Files.move(folder, elsewhere);
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isHeld("three");
        Files.move(elsewhere, folder);
        desk.run();
        assertThat(desk.messages(PER)).hasSize(2);
        assertThat(desk.enrollment(PER)).isActive().beforeStep("third");
    }

    @Test
    void a_broken_yaml_names_its_line_and_lets_go_when_it_is_mended() throws IOException {
        desk.enroll(PER);
        desk.run();
        var yaml = file("cadences/three/cadence.yaml");
        var words = Files.readString(yaml);
        Files.writeString(yaml, words.replaceFirst("delay: 3 days", "delay: 3 dais"));
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isHeld("cadences/three/cadence.yaml:9:12");
        Files.writeString(yaml, words);
        desk.run();
        assertThat(desk.messages(PER)).hasSize(2);
    }

    @Test
    void who_is_paused_is_not_held_by_a_broken_file_before_they_go_on() {
        desk.enroll(PER);
        desk.run();
        desk.pauseByHand(PER);
        desk.write(SECOND, "\n<p>${prospect.firstName</p>\n");
        desk.runAfter(FOUR_DAYS);
        assertThat(desk.enrollment(PER)).isPaused();

        desk.goOn(PER);
        desk.runAfter(FOUR_DAYS);
        assertThat(desk.enrollment(PER)).isHeld(SECOND + ":2");
    }

    /** The same steps in another folder. */
    private void other() {
        desk.write("cadences/other/cadence.yaml", """
                title: Other
                window: always
                steps:
                  - key: hello
                    delay: 0 seconds
                  - key: again
                    delay: 3 days
                """);
        desk.write("cadences/other/hello.ftlh", "Subject: Hello\n\n<p>Hello.</p>\n");
        desk.write("cadences/other/again.ftlh", "\n<p>Hello again.</p>\n");
    }

    private Path file(String name) {
        return desk.templates().resolve(name);
    }

    private String text(String email, int mail) {
        return new String(desk.messages(email).get(mail).raw(), StandardCharsets.UTF_8);
    }
}
