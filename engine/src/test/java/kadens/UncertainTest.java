package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.FAST;
import static kadens.SalesDesk.MORNING;
import static kadens.SalesDesk.REP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import kadens.enrollment.UncertainSends;
import kadens.mailbox.WhenUncertain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails whose fate nobody knows: settled by a sign, by the mailbox's policy or by a person, and never sent again blindly. */
class UncertainTest {

    private static final String PER = "per@fjord.example";
    private static final Duration GRACE = UncertainSends.GRACE;
    private static final Instant THREE_DAYS_ON = MORNING.plus(Duration.ofDays(3));

    private SalesDesk desk;
    private FaultySmtp smtp;

    @BeforeEach
    void an_uncertain_mail() {
        desk = new SalesDesk();
        smtp = new FaultySmtp().answersDot(FaultySmtp.HANGS_UP);
        desk.mailbox(FAST, smtp);
        desk.enroll(PER);
        desk.run();
        smtp.isWell();
    }

    @AfterEach
    void close() throws IOException {
        smtp.close();
        desk.close();
    }

    @Test
    void a_copy_in_sent_settles_it_and_the_next_step_counts_from_when_it_left() {
        desk.files(intro(), "Sent");
        desk.runAfter(Duration.ofMinutes(5));

        assertThat(intro().delivery()).isEqualTo(Delivery.SENT);
        assertThat(desk.enrollment(PER)).afterStep("intro").beforeStep("second").isDueAt(THREE_DAYS_ON);
        assertThat(desk.timeline(PER).toString()).contains("a copy lies in the folder Sent");
        assertThat(smtp.taken()).hasSize(1);
    }

    @Test
    void a_copy_in_another_folder_settles_nothing() {
        desk.files(intro(), "INBOX");
        desk.files(intro(), "Junk");
        desk.runAfter(Duration.ofMinutes(5));

        assertThat(intro().delivery()).isEqualTo(Delivery.UNCERTAIN);
        assertThat(desk.enrollment(PER)).isPausedUntil(MORNING.plus(GRACE));
    }

    @Test
    void a_mail_that_only_ends_in_the_same_id_is_no_sign() {
        desk.files(intro(), "Sent");
        desk.sql("update message set message_id = substring(message_id, 2)");
        desk.runAfter(Duration.ofMinutes(5));

        assertThat(intro().delivery()).isEqualTo(Delivery.UNCERTAIN);
    }

    @Test
    void a_bounce_that_names_it_settles_it_and_stops() throws Exception {
        desk.answer("mailer-daemon@rute.example", "550 5.1.1 no such user: " + PER)
                .with("Subject", "Undelivered Mail Returned to Sender")
                .with("Auto-Submitted", "auto-replied")
                .with("In-Reply-To", "<" + intro().messageId() + ">")
                .with("X-Failed-Recipients", PER)
                .arrives();
        desk.run();

        assertThat(intro().delivery()).isEqualTo(Delivery.SENT);
        assertThat(desk.enrollment(PER)).isStopped(StopReason.BOUNCED);
    }

    @Test
    void an_out_of_office_settles_it_and_still_pauses() throws Exception {
        desk.answer(PER, "I am away until 20 May 2027.")
                .with("Subject", "Out of office")
                .with("Auto-Submitted", "auto-replied")
                .with("In-Reply-To", "<" + intro().messageId() + ">")
                .arrives();
        desk.run();

        assertThat(intro().delivery()).isEqualTo(Delivery.SENT);
        assertThat(desk.enrollment(PER).state()).isEqualTo(State.PAUSED);
        assertThat(desk.enrollment(PER)).afterStep("intro");
        desk.runAfter(Duration.ofDays(9));
        assertThat(smtp.taken()).hasSize(2);
    }

    @Test
    void an_answer_from_the_prospect_ends_the_waiting_whatever_it_refers_to() throws Exception {
        desk.answer(PER, "Who are you?").arrives();
        desk.run();
        desk.runAfter(GRACE);

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(smtp.taken()).hasSize(1);
    }

    @Test
    void without_a_sign_it_is_taken_as_sent_and_a_late_answer_still_settles_it() throws Exception {
        desk.runAfter(GRACE);
        assertThat(intro().delivery()).isEqualTo(Delivery.UNCERTAIN);
        assertThat(desk.kadens("status").out()).contains("1 uncertain");
        assertThat(desk.enrollment(PER)).beforeStep("second").isDueAt(THREE_DAYS_ON);

        desk.clock.pass(Duration.ofDays(1));
        desk.answer(PER, "Yes.")
                .with("In-Reply-To", "<" + intro().messageId() + ">")
                .arrives();
        desk.run();
        assertThat(intro().delivery()).isEqualTo(Delivery.SENT);
        assertThat(intro().settledAt()).isEqualTo(MORNING);
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void while_the_sent_folder_cannot_be_read_nothing_is_decided() {
        desk.when(WhenUncertain.RESEND_SAME_ID);
        desk.sql("update mailbox set imap_server = 'imap://nobody@127.0.0.1:1'");
        desk.runAfter(Duration.ofHours(2));

        assertThat(smtp.taken()).hasSize(1);
        assertThat(desk.enrollment(PER)).isPausedUntil(MORNING.plus(GRACE));
    }

    @Test
    void resent_by_policy_it_is_the_same_mail_under_the_same_id_and_only_once_more() {
        desk.when(WhenUncertain.RESEND_SAME_ID);
        smtp.answersDot(FaultySmtp.HANGS_UP);
        desk.runAfter(Duration.ofMinutes(10));
        assertThat(smtp.taken()).hasSize(1);
        for (int i = 0; i < 6; i++) {
            desk.runAfter(GRACE);
        }

        assertThat(smtp.taken()).hasSize(2);
        assertThat(smtp.taken().getFirst()).isEqualTo(smtp.taken().getLast());
        assertThat(intro().delivery()).isEqualTo(Delivery.UNCERTAIN);
        assertThat(desk.enrollment(PER)).afterStep("intro").beforeStep("second");
    }

    @Test
    void resent_by_policy_it_keeps_the_window() {
        desk.when(WhenUncertain.RESEND_SAME_ID);
        desk.sql("update organization set send_window = 'mon-fri 09:00-17:00'");
        desk.write("cadences/three/cadence.yaml", """
                title: Three
                steps:
                  - key: intro
                    type: email
                    delay: 0 seconds
                """);
        desk.clock.moveTo(Instant.parse("2027-05-13T20:00:00Z"));
        desk.run();
        desk.run();
        assertThat(smtp.taken()).hasSize(1);
        assertThat(desk.enrollment(PER)).isDueAt(Instant.parse("2027-05-14T07:00:00Z"));

        desk.clock.moveTo(Instant.parse("2027-05-14T07:00:00Z"));
        desk.run();
        assertThat(smtp.taken()).hasSize(2);
        assertThat(intro().delivery()).isEqualTo(Delivery.SENT);
    }

    @Test
    void resent_by_policy_it_passes_the_suppression_list() {
        desk.when(WhenUncertain.RESEND_SAME_ID);
        desk.suppress(PER);
        desk.runAfter(GRACE);
        desk.runAfter(GRACE);

        assertThat(smtp.taken()).hasSize(1);
        assertThat(desk.enrollment(PER)).isStopped(StopReason.SUPPRESSED);
    }

    @Test
    void an_answer_before_it_is_resent_keeps_it_from_going_out() throws Exception {
        desk.when(WhenUncertain.RESEND_SAME_ID);
        desk.clock.pass(GRACE);
        desk.answer(PER, "Yes.")
                .with("In-Reply-To", "<" + intro().messageId() + ">")
                .arrives();
        desk.run();
        desk.runAfter(GRACE);

        assertThat(smtp.taken()).hasSize(1);
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void put_off_when_resent_it_stays_uncertain_and_is_not_written_anew_elsewhere() {
        desk.when(WhenUncertain.RESEND_SAME_ID);
        desk.otherMailbox("nils@rute.example", FAST);
        smtp.answersRcpt("451 4.7.1 later");
        desk.runAfter(GRACE);
        desk.runAfter(Duration.ofSeconds(1));

        assertThat(intro().delivery()).isEqualTo(Delivery.UNCERTAIN);
        assertThat(desk.kadens("hand-over", REP, "nils@rute.example", "--mid-way")
                        .out())
                .contains("0 enrollments are", "1 were being sent");
        smtp.isWell();
        desk.runAfter(Duration.ofHours(1));
        assertThat(intro().delivery()).isEqualTo(Delivery.SENT);
        assertThat(desk.messages(PER)).hasSize(1);
    }

    @Test
    void asked_for_a_person_it_is_held_until_one_says_that_it_arrived() {
        ask();
        assertThat(desk.kadens("uncertain", "sent", PER).out()).contains("counts as sent");
        desk.run();

        assertThat(intro().delivery()).isEqualTo(Delivery.SENT);
        assertThat(desk.enrollment(PER)).beforeStep("second").isDueAt(THREE_DAYS_ON);
        assertThat(desk.kadens("uncertain", "sent", PER).err()).contains("No mail to " + PER + " is uncertain");
    }

    @Test
    void asked_for_a_person_it_goes_out_again_when_one_says_so() {
        ask();
        assertThat(desk.kadens("uncertain", "resend", PER).out()).contains("goes out once more");
        assertThat(desk.kadens("uncertain", "resend", PER).err()).contains("it is about to");
        assertThat(desk.enrollment(PER)).hasPlan("goes out once more");
        desk.run();

        assertThat(smtp.takenIds()).hasSize(2).containsOnly("<" + intro().messageId() + ">");
        assertThat(intro().delivery()).isEqualTo(Delivery.SENT);
        assertThat(desk.enrollment(PER)).afterStep("intro").beforeStep("second");
    }

    @Test
    void asked_for_a_person_going_on_takes_it_as_sent() {
        ask();
        desk.goOn(PER);
        desk.runAfter(GRACE);

        assertThat(smtp.taken()).hasSize(1);
        assertThat(intro().delivery()).isEqualTo(Delivery.UNCERTAIN);
        assertThat(desk.enrollment(PER)).beforeStep("second").isDueAt(THREE_DAYS_ON);
    }

    @Test
    void asked_for_a_person_a_copy_in_sent_answers_first() {
        ask();
        desk.files(intro(), "Sent");
        desk.run();

        assertThat(desk.enrollment(PER)).beforeStep("second").isDueAt(THREE_DAYS_ON);
    }

    @Test
    void taken_as_sent_a_person_may_still_have_it_sent_again() {
        desk.runAfter(GRACE);
        desk.kadens("uncertain", "resend", PER);
        desk.run();

        assertThat(smtp.taken()).hasSize(2);
        assertThat(desk.enrollment(PER)).isDueAt(MORNING.plus(GRACE).plus(Duration.ofDays(3)));
    }

    @Test
    void stopped_meanwhile_nothing_more_is_done_about_it() {
        desk.when(WhenUncertain.RESEND_SAME_ID);
        desk.stopByHand(PER);
        desk.runAfter(GRACE);
        desk.runAfter(GRACE);

        assertThat(smtp.taken()).hasSize(1);
        assertThat(desk.enrollment(PER)).isStopped(StopReason.BY_HAND);
        assertThat(desk.kadens("uncertain", "resend", PER).err()).contains("can't go out again");
    }

    @Test
    void a_disconnected_mailbox_sends_nothing_again_by_itself() {
        desk.when(WhenUncertain.RESEND_SAME_ID);
        desk.kadens("mailbox", "disconnect", REP);
        desk.runAfter(GRACE);

        assertThat(desk.enrollment(PER)).isHeld("Say that it arrived");
        assertThat(smtp.taken()).hasSize(1);
    }

    @Test
    void the_list_says_what_is_done_about_each() {
        assertThat(desk.kadens("uncertain", "list").out()).contains(PER, "a sign of it is waited for");
        desk.runAfter(GRACE);
        assertThat(desk.kadens("uncertain", "list", "--json").out()).contains("\"next\":\"taken as sent\"");
    }

    private void ask() {
        desk.when(WhenUncertain.ASK);
        desk.runAfter(GRACE);
        desk.run();
        assertThat(desk.enrollment(PER)).isHeld("Say that it arrived, send it again, or stop");
        assertThat(desk.timeline(PER).stream().filter(line -> line.contains("Say that")))
                .hasSize(1);
    }

    private OutgoingMessage intro() {
        return desk.messages(PER).getFirst();
    }
}
