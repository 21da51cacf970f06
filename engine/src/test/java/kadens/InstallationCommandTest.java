package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import kadens.cli.Commands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an admin sees of the clone fence, and how a copy is let go on. */
class InstallationCommandTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final String LIV = "liv@dal.example";

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        desk.enroll(PER, OLA);
        desk.run();
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
    }

    @Test
    void what_may_send_is_shown_and_kept_from_others_eyes() throws IOException {
        var said = desk.kadens("installation", "show");
        assertThat(said.out())
                .contains("this installation  " + desk.identity(), "may send           " + desk.identity());
        assertThat(said.code()).isEqualTo(Commands.OK);
        assertThat(desk.kadens("installation", "show", "--json").out()).contains("\"maySend\":true");
        assertThat(desk.kadens("status").out()).startsWith("This installation may send.");
        assertThat(desk.kadens("installation", "confirm").out()).contains("may send already", "Nothing was changed");

        var file = desk.folder.resolve("installation");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_copy_says_so_and_what_a_confirmation_would_do() {
        desk.restoreElsewhere();
        desk.clock.pass(Duration.ofDays(4));

        var status = desk.kadens("status");
        assertThat(status.out())
                .startsWith("HOLDING: this installation sends nothing: its database is a restored copy");
        assertThat(status.code()).isEqualTo(Commands.WRONG);
        assertThat(desk.kadens("status", "--json").out()).contains("\"standing\":\"copied\"", "\"maySend\":false");
        assertThat(desk.kadens("installation", "show").code()).isEqualTo(Commands.WRONG);
        assertThat(desk.kadens("explain", PER).out()).contains("held up: this installation sends nothing");

        var asked = desk.kadens("installation", "confirm");
        assertThat(asked.out())
                .contains(
                        "2 enrollments, 2 of them due now",
                        "0 mails are uncertain",
                        "knows of left Thu 13 May 2027 10:00",
                        "--pause",
                        "--send");
        assertThat(asked.code()).isEqualTo(Commands.USAGE);
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void confirming_with_pause_lets_nothing_of_what_is_on_the_way_go_out() {
        desk.enroll(LIV);
        desk.pauseByHand(OLA);
        desk.sql("update enrollment set resume_at = '2027-05-14 08:00:00' where state = 'paused'");
        desk.sql("update enrollment set state = 'waiting', due_at = null where step_key = 'intro'");
        desk.restoreElsewhere();
        var said = desk.kadens("installation", "confirm", "--pause", "--json");
        assertThat(said.out()).contains("\"maySend\":true", "\"paused\":3");
        assertThat(said.code()).isEqualTo(Commands.OK);

        desk.runAfter(Duration.ofDays(4));
        for (var email : new String[] {PER, OLA, LIV}) {
            assertThat(desk.enrollment(email)).isPaused();
        }
        assertThat(desk.received(OLA)).hasSize(1);

        desk.goOn(PER);
        desk.run();
        assertThat(desk.received(PER)).hasSize(2);
    }
}
