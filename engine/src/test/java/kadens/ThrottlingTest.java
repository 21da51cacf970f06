package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.MORNING;
import static kadens.SalesDesk.REP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import kadens.enrollment.StopReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mailbox whose server asks for a rest is left alone, longer each time, and nothing is sent from it meanwhile. */
class ThrottlingTest {

    private static final String PER = "per@fjord.example";

    private SalesDesk desk;
    private ImapLine line;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        line = ImapLine.of(desk);
        desk.enroll(PER);
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOGIN|%s NO [UNAVAILABLE] Try again later",
                "LOGIN|%s NO [LIMIT] No more connections",
                "LOGIN|%s NO [ALERT] Too many simultaneous connections. (Failure)",
                "LOGIN|%s NO [AUTHENTICATIONFAILED] Invalid credentials",
                "LIST|* BYE [ALERT] Account exceeded command or bandwidth limits",
                "EXAMINE|%s NO [INUSE] Locked",
                "EXAMINE|* BYE [UNAVAILABLE] Going down",
                "FETCH|%s NO [LIMIT] Slow down",
                "FETCH|* BYE Request is throttled. Suggested Backoff Time: 299961 milliseconds"
            })
    void what_asks_for_a_rest_gets_one(String command, String words) throws Exception {
        desk.run();
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
        line.hangsUp(); // so that it logs in anew
        line.answers(command, words);
        desk.run();

        assertThat(desk.mailbox().readRestsUntil()).isEqualTo(MORNING.plus(Duration.ofMinutes(2)));
        assertThat(desk.enrollment(PER)).isActive();
        line.isWell();
        desk.runAfter(Duration.ofMinutes(2));
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.mailbox().trouble()).isNull();
    }

    @Test
    void a_greeting_with_goodbye_gets_a_rest() {
        line.greets("* BYE Too many concurrent connections");
        desk.run();

        assertThat(desk.mailbox().readRestsUntil()).isEqualTo(MORNING.plus(Duration.ofMinutes(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s NO No such folder", "* BYE Good night"})
    void other_troubles_are_tried_again_with_the_next_run(String words) {
        line.answers("EXAMINE", words);
        desk.run();

        assertThat(desk.mailbox().trouble()).isNotNull();
        assertThat(desk.mailbox().readRestsUntil()).isNull();
    }

    @Test
    void it_rests_twice_as_long_each_time_and_is_asked_nothing_meanwhile() {
        line.answers("LOGIN", "%s NO [UNAVAILABLE] Try again later");
        desk.run();
        var calls = 1;
        for (var minutes : new int[] {2, 4, 8, 16, 32, 60, 60}) {
            assertRestsUntil(desk.clock.instant().plus(Duration.ofMinutes(minutes)));
            desk.runAfter(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(line.calls()).isEqualTo(calls++);
            desk.runAfter(Duration.ofSeconds(1));
            assertThat(line.calls()).isEqualTo(calls);
        }
        line.isWell();
        desk.runAfter(Duration.ofMinutes(60));
        assertThat(desk.received(PER)).hasSize(1);
        line.hangsUp();
        line.answers("LOGIN", "%s NO [UNAVAILABLE] Try again later");
        desk.run();
        assertThat(desk.mailbox().readRestsUntil())
                .isEqualTo(desk.clock.instant().plus(Duration.ofMinutes(2)));
    }

    @Test
    void another_node_keeps_to_the_rest() {
        line.answers("LOGIN", "%s NO [UNAVAILABLE] Try again later");
        desk.run();
        try (var other = desk.otherNode()) {
            other.run();
        }

        assertThat(line.calls()).isEqualTo(1);
    }

    @Test
    void saving_the_mailbox_anew_lets_it_try_at_once() {
        line.answers("LOGIN", "%s NO [AUTHENTICATIONFAILED] Invalid credentials");
        desk.run();
        desk.mailbox(SalesDesk.FAST, null);
        desk.run();

        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void a_test_that_succeeds_lets_it_try_at_once() {
        line.answers("LOGIN", "%s NO [AUTHENTICATIONFAILED] Invalid credentials");
        desk.run();
        line.isWell();
        desk.sentFolder(false); // else a copy in it is waited for
        desk.kadens("mailbox", "test", REP);
        desk.run();

        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void everybody_is_told_until_when_it_rests_and_why() {
        line.answers("LOGIN", "%s NO [ALERT] Too many simultaneous connections");
        desk.run();

        assertThat(desk.kadens("status").out())
                .contains("TROUBLE: The inbox is not read before Thu 13 May 2027 10:02 (Oslo), and nothing is sent:")
                .contains("Too many simultaneous connections");
        assertThat(desk.kadens("status", "--json").out()).contains("\"readRestsUntil\":\"2027-05-13T08:02:00Z\"");
        assertThat(desk.kadens("mailbox", "list").out()).contains("The inbox is not read before");
    }

    private void assertRestsUntil(Instant until) {
        assertThat(desk.mailbox().readRestsUntil()).isEqualTo(until);
        assertThat(desk.received(PER)).isEmpty();
    }
}
