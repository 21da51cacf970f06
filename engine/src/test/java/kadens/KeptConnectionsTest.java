package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.REP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import kadens.run.Scheduling;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One IMAP connection a mailbox is kept between its runs, and listened on. */
class KeptConnectionsTest {

    private static final String PER = "per@fjord.example";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofHours(1);

    private SalesDesk desk;
    private ImapLine line;

    @BeforeEach
    void open() {
        desk = new SalesDesk(InstantSource.system());
        line = ImapLine.of(desk);
        desk.enroll(PER);
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        desk.close();
    }

    @Test
    void runs_share_one_connection() throws Exception {
        desk.run();
        desk.run();
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
        desk.run();

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(line.calls()).isEqualTo(1);
    }

    @Test
    void a_connection_that_the_server_dropped_is_replaced_within_the_run() throws Exception {
        desk.run();
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
        line.hangsUp();
        desk.run();

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.mailbox().trouble()).isNull();
        assertThat(line.calls()).isEqualTo(2);
    }

    @Test
    void a_connection_is_ended_with_other_settings_and_with_disconnecting() {
        desk.run();
        desk.sql("update mailbox set imap_server = replace(imap_server, '127.0.0.1', 'localhost')");
        desk.run();
        assertThat(line.calls()).isEqualTo(2);
        await().atMost(PATIENCE).until(() -> line.open() == 1);

        desk.kadens("mailbox", "disconnect", REP);
        desk.run();
        await().atMost(PATIENCE).until(() -> line.open() == 0);
    }

    @Test
    void a_failed_reading_keeps_no_connection() {
        line.answers("EXAMINE", "%s NO not now");
        desk.run();

        assertThat(desk.mailbox().trouble()).isNotNull();
        await().atMost(PATIENCE).until(() -> line.open() == 0);
    }

    @Test
    void an_answer_is_known_in_seconds_where_the_server_has_idle() throws Exception {
        try (var _ = Scheduling.start(desk.engine(), LONG)) {
            await().atMost(PATIENCE).until(() -> !desk.received(PER).isEmpty());
            for (var text : new String[] {"Away until Monday", "Yes."}) {
                await().atMost(PATIENCE).until(() -> line.said().getLast().equalsIgnoreCase("IDLE"));
                desk.answer(PER, text)
                        .to(desk.received(PER).getFirst())
                        .with("Auto-Submitted", text.startsWith("Away") ? "auto-replied" : "no")
                        .arrives();
                var state = text.startsWith("Away") ? State.PAUSED : State.STOPPED;
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> desk.enrollment(PER).state() == state);
            }
        }
        await().atMost(PATIENCE).until(() -> line.open() == 0);
        assertThat(line.calls()).isEqualTo(1);
    }

    @Test
    void what_comes_between_reading_and_listening_is_heard_of() throws Exception {
        desk.run();
        var intro = desk.received(PER).getFirst();
        // INBOX has been looked at for the last time in this reading.
        line.before("STATUS \"?Junk", () -> desk.answer(PER, "Yes.").to(intro).arrives());
        try (var _ = Scheduling.start(desk.engine(), LONG)) {
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> desk.enrollment(PER).state() == State.STOPPED);
        }
    }

    @Test
    void a_server_that_ends_the_idle_is_read_at_the_interval() throws Exception {
        line.answers("^IDLE", "* BYE not for so long");
        try (var _ = Scheduling.start(desk.engine(), Duration.ofSeconds(5))) {
            await().atMost(PATIENCE).until(() -> !desk.received(PER).isEmpty());
            desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
            await().atMost(PATIENCE).until(() -> desk.enrollment(PER).state() == State.STOPPED);
            assertThat(desk.mailbox().trouble()).isNull();
        }
    }
}
