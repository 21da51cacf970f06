package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.FAST;
import static kadens.SalesDesk.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import kadens.cli.Commands;
import kadens.enrollment.EnrollOutcome;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.StopReason;
import kadens.enrollment.UncertainSends;
import kadens.mailbox.WhenUncertain;
import kadens.plan.Limits;
import kadens.store.Standing;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The invariants of the design by their numbers; each of these fails without what holds it. */
class InvariantsTest {

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
    void invariant_1_the_database_refuses_a_second_message_of_a_step() {
        desk.enroll(PER);
        desk.run();

        assertThatThrownBy(() -> desk.sql("""
                        insert into message (id, enrollment_id, step_key, mailbox_id, message_id, reference_ids,
                            recipient, subject, state, claimed_at, horizon_at, attempts, template_version, raw)
                        select id + 1000, enrollment_id, step_key, mailbox_id, 'another@x', '', recipient, subject,
                            'sent', claimed_at, horizon_at, 1, '', raw from message
                        """))
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContaining("message_once_a_step");
    }

    @Test
    void invariant_1_a_step_that_is_due_again_by_mistake_is_not_sent_again() {
        desk.enroll(PER);
        desk.run();
        desk.sql("update enrollment set step_key = 'intro', due_at = enrolled_at, last_step_key = null");
        desk.run();
        desk.run();

        assertThat(desk.received(PER)).hasSize(1);
        assertThat(desk.enrollment(PER)).beforeStep("second");
    }

    @Test
    void invariant_2_the_claim_and_the_message_id_are_committed_before_the_final_dot() {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp);
            desk.enroll(PER);
            var before = new Delivery[1];
            smtp.meanwhile(() -> before[0] = desk.messages(PER).getFirst().delivery());
            desk.run();

            assertThat(before[0]).isEqualTo(Delivery.SENDING);
            assertThat(smtp.takenIds())
                    .containsExactly("<" + desk.messages(PER).getFirst().messageId() + ">");
        }
    }

    @Test
    void invariant_2_a_missing_answer_after_data_is_uncertain_and_never_sent_again() {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp.answersDot(FaultySmtp.HANGS_UP));
            desk.enroll(PER);
            desk.run();
            smtp.isWell();
            desk.run();
            assertThat(desk.enrollment(PER))
                    .isPausedUntil(MORNING.plus(UncertainSends.GRACE), "not known whether")
                    .beforeStep("intro");
            desk.restart();
            desk.runAfter(Duration.ofHours(1));

            assertThat(smtp.taken()).hasSize(1);
            assertThat(desk.messages(PER).getFirst().delivery()).isEqualTo(Delivery.UNCERTAIN);
            assertThat(String.join("\n", desk.timeline(PER))).contains("not known whether", "taken as sent");
            assertThat(desk.enrollment(PER)).beforeStep("second").isDueAt(MORNING.plus(Duration.ofDays(3)));
        }
    }

    @Test
    void invariant_2_a_crash_while_sending_is_uncertain_and_never_sent_again() {
        desk.enroll(PER);
        desk.run();
        // As the crash leaves it: claimed, and nothing known of the outcome.
        desk.sql("update message set state = 'sending', settled_at = null, answer = null");
        desk.sql(
                "update enrollment set step_key = 'intro', due_at = enrolled_at, last_step_key = null, last_step_at = null");
        desk.restart();
        desk.run();
        assertThat(desk.enrollment(PER)).isPausedUntil(MORNING.plus(UncertainSends.GRACE), "cut off");
        desk.run();
        desk.runAfter(UncertainSends.GRACE);

        assertThat(desk.received(PER)).hasSize(1);
        assertThat(desk.messages(PER).getFirst().delivery()).isEqualTo(Delivery.UNCERTAIN);
        assertThat(desk.enrollment(PER)).isActive().beforeStep("second");
    }

    @Test
    void invariant_2_a_crash_while_resending_by_policy_is_not_resent_once_more() {
        desk.when(WhenUncertain.RESEND_SAME_ID);
        desk.sql("update mailbox set sent_copy = 'never'"); // so that no copy is a sign
        desk.enroll(PER);
        desk.run();
        for (int crash = 0; crash < 3; crash++) {
            desk.sql("update message set state = 'sending', settled_at = null, answer = null");
            desk.sql("update enrollment set step_key = 'intro', due_at = enrolled_at, last_step_key = null");
            desk.restart();
            desk.run();
            desk.runAfter(UncertainSends.GRACE);
            desk.runAfter(UncertainSends.GRACE);
        }

        assertThat(desk.received(PER)).hasSize(2);
        assertThat(desk.messages(PER)).hasSize(1);
        assertThat(desk.messages(PER).getFirst().delivery()).isEqualTo(Delivery.UNCERTAIN);
    }

    @Test
    void invariant_2_a_reply_settles_what_was_uncertain() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.sql("update message set state = 'uncertain'");
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
        desk.run();

        assertThat(desk.messages(PER).getFirst().delivery()).isEqualTo(Delivery.SENT);
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void invariant_3_no_follow_up_after_a_reply_that_was_in_the_mailbox() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.clock.pass(FOUR_DAYS);
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
        desk.run(); // the follow-up is due and the reply unread: both in the same turn

        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void invariant_3_nothing_leaves_where_the_inbox_cannot_be_read() {
        desk.enroll(PER);
        desk.sql("update mailbox set imap_server = 'imap://nobody@127.0.0.1:1'");
        desk.run();

        assertThat(desk.received(PER)).isEmpty();
        assertThat(desk.enrollment(PER)).isDueAt(MORNING);
        assertThat(String.valueOf(desk.mailbox().trouble())).contains("Nothing answers at 127.0.0.1:1");
    }

    @Test
    void invariant_3_nothing_leaves_on_a_reading_that_has_gone_stale() {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp.meanwhile(() -> desk.clock.pass(Duration.ofSeconds(61))));
            desk.enroll(PER, OLA);
            desk.run();
            assertThat(smtp.taken()).hasSize(1);

            desk.run();
            assertThat(smtp.taken()).hasSize(2);
        }
    }

    @Test
    void invariant_3_a_message_carries_a_horizon_from_after_it_fell_due() {
        desk.enroll(PER);
        desk.run();
        desk.runAfter(FOUR_DAYS);

        var followUp = desk.messages(PER).getLast();
        assertThat(followUp.horizonAt()).isEqualTo(MORNING.plus(FOUR_DAYS));
        assertThat(Duration.between(followUp.horizonAt(), followUp.claimedAt())).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void invariant_4_what_was_read_twice_is_stored_once() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
        desk.run();
        desk.sql("update horizon set uid = 0"); // as after a crash between reading and storing
        desk.run();

        assertThat(desk.count("select count(*) from inbound")).isEqualTo(1);
        assertThatThrownBy(() -> desk.sql("""
                        insert into inbound (id, mailbox_id, folder, uid_validity, uid, identity, from_address, subject,
                            received_at, read_at, verdict, evidence, new_text, raw)
                        select id + 1000, mailbox_id, 'Junk', 1, 1, identity, from_address, subject, received_at, read_at,
                            verdict, evidence, new_text, raw from inbound
                        """))
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContaining("inbound_once");
    }

    @Test
    void invariant_5_a_prospect_is_in_one_ongoing_enrollment_at_a_time() {
        desk.enroll(PER);

        assertThat(desk.tryToEnroll("three", PER)).isInstanceOf(EnrollOutcome.NotEnrolled.class);
        assertThatThrownBy(() -> desk.sql("""
                        insert into enrollment (id, prospect_id, mailbox_id, cadence, state, seed, unsubscribe_token,
                            enrolled_at, changed_at, version)
                        select id + 1000, prospect_id, mailbox_id, 'other', 'paused', 1, 'token', enrolled_at, changed_at, 0
                        from enrollment
                        """))
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContaining("enrollment_one_active_a_prospect");
    }

    @Test
    void invariant_6_a_suppressed_domain_gets_nothing_at_enrolling_and_at_sending() {
        desk.imports("liv@post.fjord.example");
        desk.enroll(PER);
        desk.suppress("fjord.example");
        desk.run();

        assertThat(desk.received(PER)).isEmpty();
        assertThat(desk.enrollment(PER)).isStopped(StopReason.SUPPRESSED);
        assertThat(desk.tryToEnroll("three", "liv@post.fjord.example")).isInstanceOf(EnrollOutcome.NotEnrolled.class);
    }

    @Test
    void invariant_7_the_window_is_judged_when_it_is_sent_and_in_the_prospects_zone() {
        desk.write("cadences/office/cadence.yaml", """
                title: Office hours
                window: mon-fri 09:00-17:00
                steps:
                  - key: intro
                    type: email
                    delay: 0 seconds
                """);
        desk.write("cadences/office/intro.ftlh", "Subject: Hello\n\n<p>Hello</p>\n");
        desk.imports(PER);
        desk.sql("update prospect set time_zone = 'America/New_York'");
        desk.enrollIn("office", PER);
        desk.run(); // 10:00 in Oslo is 04:00 in New York
        assertThat(desk.received(PER)).isEmpty();
        assertThat(desk.enrollment(PER)).isDueAt(Instant.parse("2027-05-13T13:00:00Z"));

        desk.clock.moveTo(Instant.parse("2027-05-15T16:00:00Z")); // overdue, on a Saturday
        desk.run();
        assertThat(desk.received(PER)).isEmpty();

        desk.clock.moveTo(Instant.parse("2027-05-17T14:00:00Z"));
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void invariant_7_nothing_leaves_on_a_public_holiday_however_late_it_is() {
        desk.sql("UPDATE organization SET country = 'NO'");
        desk.write("cadences/office/cadence.yaml", """
                title: Office hours
                window: mon-fri 09:00-17:00
                steps:
                  - key: intro
                    delay: 1 day
                """);
        desk.write("cadences/office/intro.ftlh", "Subject: Hello\n\n<p>Hello</p>\n");
        desk.enrollIn("office", PER);
        desk.clock.moveTo(Instant.parse("2027-05-17T10:00:00Z")); // Monday, and the constitution's day

        desk.run();
        assertThat(desk.received(PER)).isEmpty();

        desk.clock.moveTo(Instant.parse("2027-05-18T07:00:00Z"));
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void invariant_7_no_more_leave_in_any_twenty_four_hours_than_the_cap() {
        desk.mailbox(new Limits(1, Duration.ZERO, Duration.ZERO, null), null);
        desk.enroll(PER, OLA);
        desk.run();
        desk.runAfter(Duration.ofHours(24).minusSeconds(1));
        assertThat(desk.sentMails()).hasSize(1);

        desk.runAfter(Duration.ofSeconds(1));
        assertThat(desk.sentMails()).hasSize(2);
    }

    @Test
    void invariant_7_after_downtime_there_is_no_burst() {
        desk.mailbox(new Limits(1000, Duration.ofMinutes(5), Duration.ofMinutes(10), null), null);
        desk.enroll(PER, OLA, "liv@dal.example");
        desk.clock.pass(Duration.ofDays(30));
        for (int minute = 0; minute < 4; minute++) {
            desk.runAfter(Duration.ofMinutes(1));
        }

        assertThat(desk.count("select count(*) from message")).isEqualTo(1);
    }

    @Test
    void invariant_8_a_value_that_is_gone_holds_and_sends_nothing() {
        desk.enroll(PER);
        desk.sql("update prospect set first_name = null");
        desk.run();

        assertThat(desk.received(PER)).isEmpty();
        assertThat(desk.enrollment(PER)).isHeld("prospect.firstName has no value");

        desk.sql("update prospect set first_name = 'Per'");
        desk.run();
        desk.runAfter(Duration.ofMinutes(1));
        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void invariant_10_a_doubtful_mail_holds_what_is_ongoing_at_the_company() throws Exception {
        desk.enroll(PER, OLA);
        desk.run();
        desk.answer("boss@fjord.example", "Who are you?")
                .with("Subject", "Hello")
                .arrives();
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isHeld("is it an answer?");
        assertThat(desk.enrollment(OLA)).isActive().afterStep("second");
    }

    @Test
    void invariant_11_a_restored_copy_reads_its_inboxes_and_sends_nothing_until_an_admin_says_so() throws Exception {
        desk.enroll(PER, OLA);
        desk.run();
        desk.restoreElsewhere();
        desk.clock.pass(FOUR_DAYS);
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
        desk.run();

        assertThat(desk.received(OLA)).hasSize(1);
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.standing()).isEqualTo(Standing.Kind.COPIED);

        assertThat(desk.kadens("installation", "confirm").code()).isEqualTo(Commands.USAGE);
        assertThat(desk.kadens("installation", "confirm", "--send").code()).isEqualTo(Commands.OK);
        desk.run();
        assertThat(desk.received(OLA)).hasSize(2);
    }

    @Test
    void invariant_11_the_claim_itself_refuses_what_was_still_allowed_when_the_run_began() {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(
                    FAST,
                    smtp.meanwhile(() -> desk.sql("update installation set identity = '" + UUID.randomUUID() + "'")));
            desk.enroll(PER, OLA);
            desk.run();

            assertThat(smtp.taken()).hasSize(1);
        }
    }

    @Test
    void invariant_11_a_dump_that_is_loaded_over_the_database_holds() {
        desk.enroll(PER);
        desk.sql("delete from birthmark"); // as the dump does: the row is inserted anew
        desk.sql("insert into birthmark (id) values (1)");
        desk.run();

        assertThat(desk.received(PER)).isEmpty();
        assertThat(desk.standing()).isEqualTo(Standing.Kind.COPIED);
    }

    @Test
    void invariant_11_another_installation_on_the_database_holds_and_does_not_lock_out_the_first() {
        var first = desk.identity();
        desk.enroll(PER, OLA);
        desk.moveHome("another");
        desk.run();
        assertThat(desk.received(PER)).isEmpty();
        assertThat(desk.standing()).isEqualTo(Standing.Kind.OTHER);
        assertThat(desk.kadens("status").out()).contains("HOLDING", "set KADENS_INSTALLATION to " + first);

        desk.calledAs(first);
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
        assertThat(desk.received(OLA)).hasSize(1);

        desk.calledAs(null);
        desk.moveHome("");
        assertThat(desk.standing()).isEqualTo(Standing.Kind.MAY_SEND);
    }

    @Test
    void invariant_11_copied_files_hold() throws IOException {
        Files.createDirectories(desk.folder.resolve("copy"));
        Files.copy(
                desk.folder.resolve("installation"),
                desk.folder.resolve("copy/installation"),
                StandardCopyOption.COPY_ATTRIBUTES);
        desk.moveHome("copy");

        assertThat(desk.standing()).isEqualTo(Standing.Kind.MOVED);
    }

    @Test
    void invariant_11_a_database_that_does_not_know_the_last_mail_was_set_back_and_holds() {
        desk.enroll(PER, OLA);
        desk.run();
        // As a snapshot of the server's files leaves it: everything as it was before, the birthmark too.
        desk.sql("delete from timeline where message_id is not null");
        desk.sql("delete from sent_copy");
        desk.sql("delete from message");
        desk.sql("update enrollment set step_key = 'intro', due_at = enrolled_at, last_step_key = null");
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
        desk.restart();
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
        assertThat(desk.standing()).isEqualTo(Standing.Kind.OLDER);

        desk.kadens("installation", "confirm", "--pause");
        assertThat(desk.standing()).isEqualTo(Standing.Kind.MAY_SEND);
        desk.run();
        assertThat(desk.received(PER)).hasSize(1);
        assertThat(desk.enrollment(PER)).isPaused();
        assertThat(String.join("\n", desk.timeline(PER))).contains("Paused because the database was restored");
    }

    @Test
    void invariant_11_a_database_that_sent_before_there_was_a_fence_holds() {
        desk.enroll(PER);
        desk.run();
        desk.sql("delete from installation");
        desk.restart();

        assertThat(desk.standing()).isEqualTo(Standing.Kind.USED);
    }

    @Test
    void invariant_11_restarts_are_no_alarm() {
        desk.enroll(PER);
        desk.run();
        desk.restart();
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.received(PER)).hasSize(2);
    }

    @Test
    void invariant_13_passwords_are_encrypted_in_the_database_and_never_shown() {
        var stored = desk.ask(session -> session.createNativeQuery("select imap_password from mailbox", byte[].class)
                .getSingleResult());

        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(desk.count("select count(*) from mailbox where concat(smtp_server, imap_server) like '%secret%'"))
                .isZero();
        assertThat(desk.mailbox().imapServer()).doesNotContain("secret");
        assertThat(desk.engine().mailboxes().imap(desk.mailbox())).asString().doesNotContain("secret");
    }

    @Test
    void invariant_14_a_refusal_names_file_line_and_column_and_the_remedy() {
        desk.write("cadences/three/second.ftlh", "\n<p>Hello</p>\n<p>${prospect.fistName}</p>\n");
        desk.imports(PER);

        var outcome = desk.tryToEnroll("three", PER);
        assertThat(outcome).isInstanceOf(EnrollOutcome.NotEnrolled.class);
        assertThat(((EnrollOutcome.NotEnrolled) outcome).why().toString())
                .contains("cadences/three/second.ftlh:3:6", "prospect.fistName", "Did you mean");
    }

    @Test
    void invariant_9_editing_reordering_and_removing_steps_repeats_and_skips_nothing() {
        desk.enroll(PER);
        desk.run();
        desk.runAfter(FOUR_DAYS);
        desk.write("cadences/three/extra.ftlh", "\n<p>Extra, ${prospect.firstName}.</p>\n");
        desk.write("cadences/three/cadence.yaml", """
                title: Without the second step, and with another before the third
                window: always
                steps:
                  - key: intro
                    type: email
                    delay: 0 seconds
                  - key: extra
                    type: email
                    delay: 3 days
                  - key: third
                    type: email
                    delay: 3 days
                """);
        for (int turn = 0; turn < 6; turn++) {
            desk.runAfter(FOUR_DAYS);
        }

        assertThat(desk.messages(PER))
                .extracting(message -> message.stepKey())
                .containsExactly("intro", "second", "extra", "third");
        assertThat(desk.enrollment(PER)).isFinished();
    }
}
