package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.FAST;
import static kadens.SalesDesk.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import kadens.enrollment.EnrollOutcome;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import kadens.language.Sentence;
import kadens.plan.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way of a cadence, turn by turn: a real database, a real mail server, and a clock that the test moves. */
class SliceTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final Duration FOUR_DAYS = Duration.ofDays(4);

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
    }

    @Test
    void the_first_step_goes_out_as_text_and_html_with_the_stored_message_id() throws Exception {
        desk.enroll(PER);
        desk.run();

        var mail = onlyMailOf(PER);
        var parts = (MimeMultipart) mail.getContent();
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("Hello Per, this is Kari Solheim.");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(mail.getSubject()).isEqualTo("Routes for fjord.example");
        assertThat(mail.getMessageID())
                .isEqualTo("<" + desk.messages(PER).getFirst().messageId() + ">")
                .endsWith("@rute.example>");
        assertThat(mail.getHeader("List-Unsubscribe", null))
                .contains("/u/" + desk.enrollment(PER).unsubscribeToken());
        assertThat(mail.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
    }

    @Test
    void a_silent_prospect_gets_all_steps_in_one_thread_and_finishes() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.run();
        desk.runAfter(FOUR_DAYS);
        desk.run();
        desk.runAfter(FOUR_DAYS);
        desk.runAfter(FOUR_DAYS);

        var mails = desk.received(PER);
        assertThat(mails).hasSize(3);
        assertThat(mails.get(1).getSubject()).isEqualTo("Re: Routes for fjord.example");
        assertThat(mails.get(1).getHeader("In-Reply-To", null))
                .isEqualTo(mails.get(0).getMessageID());
        assertThat(mails.get(2).getSubject()).isEqualTo("Re: Routes for fjord.example");
        assertThat(mails.get(2).getHeader("In-Reply-To", null))
                .isEqualTo(mails.get(1).getMessageID());
        assertThat(mails.get(2).getHeader("References", " "))
                .contains(mails.get(0).getMessageID(), mails.get(1).getMessageID());
        assertThat(desk.enrollment(PER)).isFinished().afterStep("third");
    }

    @Test
    void a_reply_stops_the_cadence_and_nobody_elses() throws Exception {
        desk.enroll(PER, OLA);
        desk.run();
        desk.answer(PER, "Yes, call me.").to(onlyMailOf(PER)).arrives();
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED).afterStep("intro");
        assertThat(desk.received(PER)).hasSize(1);
        assertThat(desk.received(OLA)).hasSize(2);
    }

    @Test
    void a_reply_from_another_address_stops_by_its_thread() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.answer("per@home.example", "It is me.").to(onlyMailOf(PER)).arrives();
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void a_new_mail_from_the_prospect_stops_without_any_thread() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.answer(PER, "Call me.").with("Subject", "Your mail").arrives();
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void a_reply_that_was_read_already_stops() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.answer(PER, "Yes.").to(onlyMailOf(PER)).alreadyRead().arrives();
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void a_reply_in_junk_stops() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.answer(PER, "Yes.").to(onlyMailOf(PER)).arrivesIn("Junk");
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void a_reply_that_a_rule_filed_in_a_folder_of_the_reps_own_stops() throws Exception {
        desk.enroll(PER, OLA);
        desk.run();
        desk.answer(PER, "Yes.").to(onlyMailOf(PER)).arrivesIn("Customers");
        desk.answer(OLA, "No.").to(onlyMailOf(OLA)).arrivesIn("Trash");
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.enrollment(OLA)).isStopped(StopReason.REPLIED);
    }

    @Test
    void old_mail_that_the_rep_moves_is_no_answer() throws Exception {
        var letter = desk.answer(PER, "Thank you for last year.");
        desk.clock.pass(Duration.ofDays(100));
        desk.run();
        desk.enroll(PER);
        desk.run();
        desk.clock.moveTo(MORNING);
        letter.arrivesIn("Customers");
        desk.clock.moveTo(MORNING.plus(Duration.ofDays(104)));
        desk.run();

        assertThat(desk.received(PER)).hasSize(2);
    }

    @Test
    void out_of_office_pauses_and_goes_on_after_the_return() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.answer(PER, "I am out of office until 24 May 2027.")
                .to(onlyMailOf(PER))
                .with("Auto-Submitted", "auto-replied")
                .arrives();
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isPausedUntil(Instant.parse("2027-05-25T07:00:00Z"));
        assertThat(desk.received(PER)).hasSize(1);

        desk.clock.moveTo(Instant.parse("2027-05-25T08:00:00Z"));
        desk.run();
        desk.runAfter(Duration.ofMinutes(30));
        assertThat(desk.received(PER)).hasSize(2);
    }

    @Test
    void words_that_ask_for_no_more_mail_stop_and_suppress() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.answer(PER, "Please unsubscribe me").to(onlyMailOf(PER)).arrives();
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isStopped(StopReason.UNSUBSCRIBED);
        assertThat(desk.suppresses(PER)).isTrue();
    }

    @Test
    void a_bounce_stops_and_suppresses() throws Exception {
        desk.enroll(PER);
        desk.run();
        bounceOf(onlyMailOf(PER)).arrives();
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isStopped(StopReason.BOUNCED);
        assertThat(desk.suppresses(PER)).isTrue();
    }

    @Test
    void a_colleagues_doubtful_mail_holds_until_a_person_resumes() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.answer("boss@fjord.example", "Who are you?")
                .with("Subject", "Routes")
                .arrives();
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isHeld("boss@fjord.example").afterStep("intro");
        assertThat(desk.received(PER)).hasSize(1);

        resume(PER);
        desk.runAfter(Duration.ofHours(1));
        assertThat(desk.received(PER)).hasSize(2);
    }

    @Test
    void the_engines_own_copy_is_no_reply() throws Exception {
        desk.enroll(PER);
        desk.run();
        var ours = onlyMailOf(PER);
        desk.answer(SalesDesk.REP, "Hello Per")
                .with("Message-ID", ours.getMessageID())
                .arrivesIn("All mail");
        desk.answer(SalesDesk.REP, "By the way, Per …").to(ours).arrivesIn("All mail");
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isActive().afterStep("second");
    }

    @Test
    void who_is_suppressed_after_enrolling_gets_nothing_more() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.suppress("fjord.example");
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isStopped(StopReason.SUPPRESSED);
        assertThat(desk.received(PER)).hasSize(1);
        desk.imports("liv@fjord.example");
        assertThat(desk.tryToEnroll("three", "liv@fjord.example")).isInstanceOf(EnrollOutcome.NotEnrolled.class);
    }

    @Test
    void a_step_that_is_overdue_outside_its_window_waits_for_the_window() {
        weekdays("office");
        desk.enrollIn("office", PER);
        desk.clock.moveTo(Instant.parse("2027-05-13T21:00:00Z")); // Thursday, 23:00 in Oslo
        desk.run();

        assertThat(desk.received(PER)).isEmpty();
        assertThat(desk.enrollment(PER)).isActive();
        assertThat(desk.enrollment(PER).dueAt())
                .isBetween(Instant.parse("2027-05-14T07:00:00Z"), Instant.parse("2027-05-14T07:20:00Z"));

        desk.clock.moveTo(Instant.parse("2027-05-14T07:21:00Z"));
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void a_template_that_breaks_holds_and_goes_on_when_it_is_mended() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.write("cadences/three/second.ftlh", "\n<p>${prospect.fields.nothing}</p>\n");
        desk.runAfter(FOUR_DAYS);
        desk.runAfter(Duration.ofMinutes(1));

        assertThat(desk.enrollment(PER)).isHeld("second.ftlh:2").afterStep("intro");
        assertThat(desk.received(PER)).hasSize(1);

        desk.write("cadences/three/second.ftlh", "\n<p>Mended, with more words.</p>\n");
        desk.runAfter(Duration.ofMinutes(1));
        desk.runAfter(Duration.ofHours(1));

        assertThat(desk.timeline(PER)).contains("The template was mended; goes on");
        assertThat(desk.received(PER)).hasSize(2);
    }

    @Test
    void a_template_mended_while_the_prospect_is_away_waits_for_their_return() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.write("cadences/three/second.ftlh", "\n<p>${prospect.fields.nothing}</p>\n");
        desk.runAfter(FOUR_DAYS);
        desk.runAfter(Duration.ofMinutes(1));
        desk.answer(PER, "I am out of office until 24 May 2027.")
                .to(onlyMailOf(PER))
                .with("Auto-Submitted", "auto-replied")
                .arrives();
        desk.runAfter(Duration.ofMinutes(1));
        desk.write("cadences/three/second.ftlh", "\n<p>Mended, with more words.</p>\n");
        desk.runAfter(Duration.ofMinutes(1));
        desk.runAfter(Duration.ofHours(1));

        assertThat(desk.enrollment(PER)).isPausedUntil(Instant.parse("2027-05-25T07:00:00Z"));
        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void a_cadence_that_is_gone_holds_and_goes_on_when_it_is_back() throws Exception {
        desk.enroll(PER);
        desk.run();
        var folder = desk.templates().resolve("cadences/three");
        var aside = desk.templates().resolve("aside");
        java.nio.file.Files.move(folder, aside);
        desk.runAfter(FOUR_DAYS);
        assertThat(desk.enrollment(PER)).isHeld("gone from the templates folder");

        java.nio.file.Files.move(aside, folder);
        desk.runAfter(Duration.ofMinutes(1));
        desk.runAfter(Duration.ofHours(1));
        assertThat(desk.received(PER)).hasSize(2);
    }

    @Test
    void a_hold_for_doubt_does_not_end_because_a_template_can_be_written() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.answer("boss@fjord.example", "Who are you?")
                .with("Subject", "Routes")
                .arrives();
        desk.runAfter(Duration.ofMinutes(1));
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isHeld("boss@fjord.example");
    }

    @Test
    void the_gap_holds_between_two_mails() {
        desk.mailbox(new Limits(1000, Duration.ofMinutes(5), Duration.ofMinutes(10), null), null);
        desk.enroll(PER, OLA);
        desk.run();
        desk.runAfter(Duration.ofMinutes(4));
        assertThat(desk.received(PER).size() + desk.received(OLA).size()).isEqualTo(1);

        desk.runAfter(Duration.ofMinutes(6));
        assertThat(desk.received(PER).size() + desk.received(OLA).size()).isEqualTo(2);
    }

    @Test
    void the_cap_holds_for_any_twenty_four_hours() {
        desk.mailbox(new Limits(1, Duration.ZERO, Duration.ZERO, null), null);
        desk.enroll(PER, OLA);
        desk.run();
        desk.runAfter(Duration.ofHours(23));
        assertThat(desk.received(PER).size() + desk.received(OLA).size()).isEqualTo(1);

        desk.runAfter(Duration.ofHours(2));
        assertThat(desk.received(PER).size() + desk.received(OLA).size()).isEqualTo(2);
    }

    @Test
    void a_deferred_mail_is_tried_again_as_it_was() {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp.answersDot("451 4.3.0 Come back"));
            desk.enroll(PER);
            desk.run();
            desk.runAfter(Duration.ofMinutes(1));
            assertThat(smtp.taken()).hasSize(1);

            smtp.isWell();
            desk.runAfter(Duration.ofMinutes(5));
            assertThat(smtp.taken()).hasSize(2);
            assertThat(smtp.taken().getLast()).isEqualTo(smtp.taken().getFirst());
            assertThat(desk.enrollment(PER)).isActive().afterStep("intro");
        }
    }

    @Test
    void a_refused_address_stops_and_suppresses() {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp.answersRcpt("550 5.1.1 No such user"));
            desk.enroll(PER);
            desk.run();

            assertThat(desk.enrollment(PER)).isStopped(StopReason.BOUNCED);
            assertThat(desk.suppresses(PER)).isTrue();
        }
    }

    @Test
    void refusals_keep_the_gap_so_that_one_run_does_not_burn_all_that_is_due() {
        try (var smtp = new FaultySmtp()) {
            var careful = new Limits(40, Duration.ofMinutes(5), Duration.ofMinutes(10), null);
            desk.mailbox(careful, smtp.answersDot("550 5.7.1 Looks like spam"));
            desk.enroll(PER, "per@fjell.example");
            desk.run();
            desk.run();

            assertThat(desk.enrollment(PER)).isHeld("Looks like spam");
            assertThat(desk.enrollment("per@fjell.example")).isActive();
        }
    }

    @Test
    void a_follow_up_without_subject_is_not_sent_where_nothing_was_sent_before_it() {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp.answersDot("550 5.7.1 Looks like spam"));
            desk.enroll(PER);
            desk.run();
            smtp.isWell();
            desk.goOn(PER);
            desk.runAfter(FOUR_DAYS);

            assertThat(desk.enrollment(PER)).isHeld("has no subject");
            assertThat(smtp.taken()).hasSize(1);
        }
    }

    @Test
    void a_call_that_was_held_in_between_is_opened_again_and_blocks_nobody() throws Exception {
        desk.write("cadences/phone/cadence.yaml", """
                title: Phone
                window: always
                steps:
                  - key: call
                    type: call
                    title: A call with %s
                    delay: 0 days
                """.formatted("a long title ".repeat(30)));
        desk.enrollIn("phone", PER);
        desk.run();
        assertThat(desk.enrollment(PER).state()).isEqualTo(State.WAITING);
        desk.answer("boss@fjord.example", "Who are you?")
                .with("Subject", "Routes")
                .arrives();
        desk.run();
        desk.goOn(PER);
        desk.runAfter(Duration.ofMinutes(1));
        assertThat(desk.enrollment(PER).state()).isEqualTo(State.WAITING);

        desk.enroll("per@fjell.example");
        desk.runAfter(Duration.ofMinutes(1));
        assertThat(desk.received("per@fjell.example")).hasSize(1);
        assertThat(desk.mailbox().trouble()).isNull();
    }

    @Test
    void an_out_of_office_does_not_end_a_pause_made_by_hand() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.pauseByHand(PER);
        desk.answer(PER, "I am out of office until 24 May 2027.")
                .to(onlyMailOf(PER))
                .with("Auto-Submitted", "auto-replied")
                .arrives();
        desk.run();

        assertThat(desk.enrollment(PER).state()).isEqualTo(State.PAUSED);
        assertThat(desk.enrollment(PER).resumeAt()).isNull();
    }

    @Test
    void an_answer_with_names_and_a_subject_of_any_length_is_stored_and_stops() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.answer(PER, "Yes.")
                .to(onlyMailOf(PER))
                .with("From", "\"" + "Per ".repeat(200) + "\" <" + PER + ">")
                .with("Subject", "Long ".repeat(20_000))
                .arrives();
        desk.run();

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void a_refusal_for_policy_holds_and_suppresses_nobody() {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp.answersDot("550 5.7.1 Looks like spam"));
            desk.enroll(PER);
            desk.run();

            assertThat(desk.enrollment(PER)).isHeld("Looks like spam");
            assertThat(desk.suppresses(PER)).isFalse();
        }
    }

    @Test
    void a_login_that_fails_touches_no_prospect_and_is_told_until_it_is_over() {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp.answers("MAIL", "535 5.7.8 Who are you?"));
            desk.enroll(PER);
            desk.run();
            assertThat(String.valueOf(desk.mailbox().trouble()))
                    .endsWith("The SMTP server said: 535 5.7.8 Who are you?");
            assertThat(desk.enrollment(PER)).isDueAt(MORNING);

            smtp.isWell();
            desk.runAfter(Duration.ofMinutes(15));
            assertThat(desk.mailbox().trouble()).isNull();
            assertThat(desk.enrollment(PER)).isActive().afterStep("intro");
            assertThat(desk.messages(PER).getFirst().attempts()).isEqualTo(1);
        }
    }

    @Test
    void trouble_of_the_smtp_server_stays_told_while_the_inbox_is_read() {
        var smtp = new FaultySmtp();
        desk.mailbox(FAST, smtp);
        smtp.close();
        desk.enroll(PER);
        desk.run();
        var since = desk.mailbox().troubleAt();
        desk.runAfter(Duration.ofMinutes(1));

        assertThat(desk.mailbox().trouble()).isNotNull();
        assertThat(desk.mailbox().troubleAt()).isEqualTo(since);
    }

    @Test
    void a_restart_in_the_middle_loses_and_doubles_nothing() {
        desk.enroll(PER, OLA);
        desk.run();
        desk.restart();
        desk.run();
        desk.runAfter(FOUR_DAYS);
        desk.restart();
        desk.runAfter(FOUR_DAYS);
        desk.restart();
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.received(PER)).hasSize(3);
        assertThat(desk.received(OLA)).hasSize(3);
        assertThat(desk.enrollment(PER)).isFinished();
    }

    @Test
    void a_changed_uidvalidity_repeats_no_effect() throws Exception {
        desk.enroll(PER, OLA);
        desk.run();
        desk.answer(PER, "Yes.").to(onlyMailOf(PER)).arrives();
        desk.run();
        var told = desk.timeline(PER);

        desk.sql("update horizon set uid_validity = uid_validity + 1, uid = 999");
        desk.answer(OLA, "Yes.").to(onlyMailOf(OLA)).arrives();
        desk.runAfter(Duration.ofMinutes(1));

        assertThat(desk.timeline(PER)).isEqualTo(told);
        assertThat(desk.enrollment(OLA)).isStopped(StopReason.REPLIED);
    }

    private MimeMessage onlyMailOf(String email) {
        var mails = desk.received(email);
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }

    private SalesDesk.Answer bounceOf(MimeMessage ours) throws Exception {
        return desk.answer("MAILER-DAEMON@mx.example", """
                        This is the mail system at host mx.example.

                        <%s>: host mx.fjord.example said: 550 5.1.1 User unknown
                        """.formatted(PER))
                .with("Subject", "Undelivered Mail Returned to Sender")
                .with("Return-Path", "<>")
                .with("Auto-Submitted", "auto-replied")
                .with("In-Reply-To", ours.getMessageID());
    }

    private void weekdays(String cadence) {
        desk.write("cadences/" + cadence + "/cadence.yaml", """
                title: Office hours
                window: mon-fri 09:00-17:00
                steps:
                  - key: intro
                    type: email
                    delay: 0 days
                """);
        desk.write("cadences/" + cadence + "/intro.ftlh", "Subject: Hello\n\n<p>Hello ${prospect.firstName}</p>\n");
    }

    private void resume(String email) {
        var id = desk.enrollment(email).id();
        desk.database().transactAlone(session -> {
            var enrollment = desk.engine().enrollments().locked(session, id).orElseThrow();
            desk.engine().enrollments().resume(session, enrollment, Sentence.of("timeline.resumed-by-hand"));
        });
    }
}
