package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.FaultySmtp.HANGS;
import static kadens.FaultySmtp.HANGS_UP;
import static kadens.SalesDesk.FAST;
import static kadens.SalesDesk.MORNING;
import static kadens.SalesDesk.REP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.mailbox.Timeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mailbox whose server will not have it rests from sending, longer each time, until it is mended; and kept connections. */
class SendTroubleTest {

    private static final String PER = "per@fjord.example";
    private static final Timeouts HASTY =
            new Timeouts(Duration.ofSeconds(3), Duration.ofMillis(1500), Duration.ofMillis(2000), Duration.ZERO);

    private SalesDesk desk;
    private FaultySmtp smtp;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        smtp = new FaultySmtp();
        desk.mailbox(FAST, smtp);
        desk.enroll(PER);
    }

    @AfterEach
    void close() throws IOException {
        smtp.close();
        desk.close();
    }

    @Test
    void a_mail_at_which_the_server_hangs_up_each_time_is_given_up_and_the_others_go_out() {
        var others = 0;
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(desk.enrollment(PER)).isActive();
            smtp.isWell().answers("DATA", HANGS_UP);
            desk.run();
            smtp.isWell();
            desk.clock.pass(Duration.ofMinutes(3)); // the mailbox has rested, and Per waits longer than that
            desk.enroll("per@vidde%d.example".formatted(attempt));
            desk.run();
            assertThat(smtp.accepted()).hasSize(++others);
            desk.clock.moveTo(desk.enrollment(PER).dueAt() == null ? desk.clock.instant() : dueAt());
        }

        assertThat(desk.enrollment(PER)).isHeld("5 times");
        assertThat(smtp.accepted()).noneMatch(mail -> mail.contains(PER));
    }

    private Instant dueAt() {
        return java.util.Objects.requireNonNull(desk.enrollment(PER).dueAt());
    }

    @Test
    void a_server_that_hangs_up_at_every_mail_costs_no_prospect_anything() {
        desk.enroll("per@vidde.example");
        smtp.answers("DATA", HANGS_UP);
        for (int attempt = 1; attempt <= 12; attempt++) {
            desk.run();
            desk.clock.pass(Duration.ofHours(9));
        }
        smtp.isWell();
        desk.run();

        assertThat(smtp.accepted()).hasSize(2);
    }

    @Test
    void a_wrong_password_is_tried_ever_more_seldom() {
        smtp.answers("MAIL", "535 5.7.8 Who are you?");
        desk.run();
        assertRestsUntil(MORNING.plus(Duration.ofMinutes(15)));
        desk.runAfter(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(smtp.connections()).isEqualTo(1);
        desk.runAfter(Duration.ofSeconds(1));
        assertThat(smtp.connections()).isEqualTo(2);
        for (var minutes : new int[] {30, 60, 120, 240, 240}) {
            var rest = Duration.ofMinutes(minutes);
            assertRestsUntil(desk.clock.instant().plus(rest));
            desk.runAfter(rest);
        }

        assertThat(smtp.connections()).isEqualTo(7);
        assertThat(desk.mailbox().troubleAt()).isEqualTo(MORNING);
        assertThat(desk.enrollment(PER)).isDueAt(MORNING);
    }

    @Test
    void a_server_that_is_down_is_tried_again_within_minutes() {
        smtp.answers("GREETING", "421 4.3.2 Shutting down");
        desk.run();
        for (var minutes : new int[] {2, 4, 8, 16, 30, 30}) {
            var rest = Duration.ofMinutes(minutes);
            assertRestsUntil(desk.clock.instant().plus(rest));
            desk.runAfter(rest);
        }
    }

    @Test
    void the_inbox_is_read_while_sending_rests() throws Exception {
        smtp.answers("GREETING", "554 Banned");
        desk.run();
        desk.clock.pass(Duration.ofMinutes(1));
        desk.answer(PER, "Who are you?").arrives();
        desk.run();

        assertThat(desk.mailbox().inboxReadAt()).isEqualTo(MORNING.plus(Duration.ofMinutes(1)));
        assertThat(desk.mailbox().trouble()).isNotNull();
    }

    @Test
    void trouble_with_reading_and_with_sending_do_not_end_each_other() {
        smtp.answers("GREETING", "554 Banned");
        desk.run();
        var imap = desk.mailbox().imapServer();
        desk.sql("update mailbox set imap_server = 'imap://nobody@127.0.0.1:1'");
        desk.runAfter(Duration.ofMinutes(1));
        assertThat(String.valueOf(desk.mailbox().trouble())).startsWith("Nothing answers at 127.0.0.1:1");

        desk.sql("update mailbox set imap_server = '" + imap + "'");
        desk.runAfter(Duration.ofMinutes(1));
        assertRestsUntil(MORNING.plus(Duration.ofMinutes(15)));
        assertThat(desk.mailbox().troubleAt()).isEqualTo(MORNING);
    }

    @Test
    void a_run_that_has_nothing_to_send_does_not_end_the_trouble() {
        smtp.answers("GREETING", "554 Banned");
        desk.run();
        desk.pauseByHand(PER);
        desk.runAfter(Duration.ofHours(1));

        assertThat(String.valueOf(desk.mailbox().trouble())).contains("554 Banned");
    }

    @Test
    void saving_the_mailbox_anew_lets_it_try_at_once() {
        smtp.answers("GREETING", "554 Banned");
        desk.run();
        smtp.isWell();
        desk.mailbox(FAST, smtp);
        desk.run();

        assertThat(smtp.accepted()).hasSize(1);
    }

    @Test
    void a_test_that_succeeds_lets_it_try_at_once() {
        desk.mailbox(FAST, null);
        var server = desk.mailbox().smtpServer();
        desk.sql("update mailbox set smtp_server = '%s'"
                .formatted(smtp.answers("GREETING", "554 Banned").url()));
        desk.run();
        assertThat(desk.kadens("mailbox", "test", REP).code()).isEqualTo(1);
        assertThat(desk.mailbox().trouble()).isNotNull();

        desk.sql("update mailbox set smtp_server = '" + server + "'");
        desk.sentFolder(false); // else a copy in it is waited for
        assertThat(desk.kadens("mailbox", "test", REP).code()).isZero();
        assertThat(desk.mailbox().trouble()).isNull();
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void everybody_is_told_until_when_it_rests_and_why() {
        smtp.answers("GREETING", "554 Banned");
        desk.run();

        assertThat(desk.kadens("status").out())
                .contains(
                        "TROUBLE: Nothing is sent before Thu 13 May 2027 10:15 (Oslo): The SMTP server said: 554 Banned");
        assertThat(desk.kadens("status", "--json").out()).contains("\"sendRestsUntil\":\"2027-05-13T08:15:00Z\"");
        assertThat(desk.kadens("mailbox", "list").out()).contains("Nothing is sent before");
        assertThat(desk.kadens("explain", PER).out()).contains("Nothing is sent before");
    }

    @Test
    void a_server_that_refuses_the_connection_is_down() {
        smtp.close();
        desk.run();

        assertRestsUntil(MORNING.plus(Duration.ofMinutes(2)));
        assertThat(String.valueOf(desk.mailbox().trouble())).contains("Nothing answers at");
        assertThat(desk.messages(PER)).isEmpty();
    }

    @Test
    void a_certificate_that_nobody_signed_lets_nothing_out() {
        smtp.offersTls();
        desk.sql("update mailbox set smtp_server = '%s'".formatted(smtp.urlAt("0.0.0.0")));
        desk.run();

        assertThat(String.valueOf(desk.mailbox().trouble())).contains("The TLS connection to 0.0.0.0");
        assertThat(smtp.taken()).isEmpty();
    }

    @Test
    void a_mail_goes_through_tls_begun_by_command() {
        smtp.offersTls();
        desk.run();

        assertThat(smtp.accepted()).hasSize(1);
    }

    @Test
    void a_mail_goes_through_tls_begun_at_once() {
        desk.mailbox(FAST, smtp.speaksTls());
        desk.run();

        assertThat(smtp.accepted()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {HANGS, HANGS_UP})
    void a_server_that_breaks_off_in_the_middle_of_the_mail_does_not_have_it(String fault) {
        desk.patience(HASTY);
        smtp.answers("DATA", "451 4.3.0 Later");
        desk.run();
        desk.sql("update message set raw = concat(raw, repeat(concat(repeat('x', 76), '\\r\\n'), 150000))");
        smtp.isWell().answers("BODY", fault);
        desk.runAfter(Duration.ofMinutes(5));

        assertThat(smtp.taken()).isEmpty();
        assertThat(desk.messages(PER).getFirst().delivery()).isEqualTo(Delivery.DEFERRED);
        assertRestsUntil(desk.clock.instant().plus(Duration.ofMinutes(2)));
        smtp.isWell();
        desk.clock.moveTo(dueAt());
        desk.run();
        assertThat(smtp.accepted()).hasSize(1);
        assertThat(desk.messages(PER).getFirst().delivery()).isEqualTo(Delivery.SENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {HANGS_UP, "421 4.7.0 Enough for one connection"})
    void a_server_that_ends_a_connection_after_some_mails_gets_another(String fault) {
        desk.enroll("ola@fjell.example", "liv@dal.example");
        smtp.answers("MAIL", fault, 2);
        desk.run();

        assertThat(smtp.accepted()).hasSize(3);
        assertThat(smtp.takenIds()).doesNotHaveDuplicates();
        assertThat(smtp.connections()).isEqualTo(3);
        assertThat(desk.mailbox().trouble()).isNull();
    }

    @Test
    void a_server_that_hung_up_between_two_mails_gets_another_connection() {
        desk.enroll("ola@fjell.example");
        smtp.answers("NOOP", HANGS_UP);
        desk.run();

        assertThat(smtp.accepted()).hasSize(2);
        assertThat(desk.mailbox().trouble()).isNull();
    }

    @Test
    void after_an_uncertain_mail_the_others_wait_for_the_next_run() {
        desk.enroll("ola@fjell.example");
        smtp.answersDot(HANGS_UP);
        desk.run();
        assertThat(smtp.taken()).hasSize(1);

        smtp.isWell();
        desk.run();
        assertThat(smtp.accepted()).hasSize(1);
        assertThat(smtp.taken()).hasSize(2);
    }

    private void assertRestsUntil(Instant until) {
        assertThat(desk.mailbox().sendRestsUntil()).isEqualTo(until);
        assertThat(String.valueOf(desk.mailbox().trouble())).startsWith("Nothing is sent before");
    }
}
