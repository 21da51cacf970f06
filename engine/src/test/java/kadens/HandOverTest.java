package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.FAST;
import static kadens.SalesDesk.MORNING;
import static kadens.SalesDesk.REP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import kadens.plan.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of enrollments when their mailbox is disconnected or its owner leaves: nothing by itself. */
class HandOverTest {

    private static final String NILS = "nils@rute.example";
    private static final String EVA = "eva@rute.example";
    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final Duration FOUR_DAYS = Duration.ofDays(4);

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        desk.otherMailbox(NILS, FAST);
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
    }

    @Test
    void those_not_yet_written_to_are_dealt_out_by_free_capacity() {
        desk.otherMailbox(EVA, new Limits(500, Duration.ZERO, Duration.ZERO, null));
        desk.enroll(emails(9));

        var said = desk.kadens("hand-over", REP, NILS, EVA);

        assertThat(said.out()).contains("9 enrollments are handed over", "6 to " + NILS, "3 to " + EVA);
        assertThat(said.code()).isZero();
        assertThat(ongoingOf(REP)).isZero();
        assertThat(ongoingOf(NILS)).isEqualTo(6);
        desk.run();
        desk.run(NILS);
        assertThat(desk.received("p0@c0.example")).hasSize(1);
        assertThat(desk.timeline("p0@c0.example").toString()).contains("Handed over from " + REP + " to " + NILS);
    }

    @Test
    void those_mid_way_stay_unless_it_is_asked_for() {
        desk.enroll(PER);
        desk.run();
        desk.enroll(OLA);

        assertThat(desk.kadens("hand-over", REP, NILS).out())
                .contains("1 enrollment is handed over", "1 mid-way stay with " + REP, "--mid-way");
        assertThat(ongoingOf(REP)).isEqualTo(1);
        assertThat(desk.kadens("hand-over", REP, NILS, "--mid-way").out())
                .contains("1 enrollment is handed over", REP + " goes on being read");
        assertThat(ongoingOf(REP)).isZero();
    }

    @Test
    void a_follow_up_from_the_new_address_goes_on_in_the_thread() throws Exception {
        handedOverMidWay();
        desk.clock.pass(FOUR_DAYS);
        desk.run();
        desk.run(NILS);

        var mails = desk.received(PER);
        assertThat(mails).hasSize(2);
        assertThat(mails.getLast().getFrom()[0].toString()).contains(NILS);
        assertThat(mails.getLast().getHeader("In-Reply-To", null))
                .isEqualTo(mails.getFirst().getMessageID());
        assertThat(mails.getLast().getSubject()).isEqualTo("Re: Routes for fjord.example");
    }

    @Test
    void an_answer_to_the_old_address_still_stops_it() throws Exception {
        handedOverMidWay();
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
        desk.run();

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void so_does_a_mail_to_the_old_address_that_names_none_of_ours() throws Exception {
        handedOverMidWay();
        desk.answer(PER, "Who are you?").with("Subject", "Hello").arrives();
        desk.run();

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void a_colleague_who_writes_to_the_old_address_holds_it() throws Exception {
        handedOverMidWay();
        desk.answer("boss@fjord.example", "Who are you?")
                .with("Subject", "Hello")
                .arrives();
        desk.run();

        assertThat(desk.enrollment(PER)).isHeld("is it an answer?");
    }

    @Test
    void no_follow_up_leaves_before_the_old_inbox_was_read() throws Exception {
        handedOverMidWay();
        desk.clock.pass(FOUR_DAYS);
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
        desk.run(NILS);
        assertThat(desk.received(PER)).hasSize(1);
        assertThat(desk.enrollment(PER).planReasons().toString()).contains("until the inbox of " + REP + " is read");

        desk.runAfter(Duration.ofMinutes(1));
        desk.run(NILS);
        assertThat(desk.received(PER)).hasSize(1);
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void a_follow_up_leaves_although_the_old_inbox_is_always_read_a_moment_later() throws Exception {
        handedOverMidWay();
        desk.clock.pass(FOUR_DAYS);
        for (int minute = 0; minute < 3; minute++) {
            desk.run(NILS);
            desk.run(REP);
            desk.clock.pass(Duration.ofMinutes(1));
        }

        assertThat(desk.received(PER)).hasSize(2);
    }

    @Test
    void an_old_inbox_that_is_disconnected_is_not_waited_for_and_the_command_says_so() {
        desk.enroll(PER);
        desk.run();
        desk.kadens("mailbox", "disconnect", REP);
        assertThat(desk.kadens("hand-over", REP, NILS, "--mid-way").out())
                .contains("answers to it are NOT seen", "kadens mailbox connect " + REP);

        desk.clock.pass(FOUR_DAYS);
        desk.run(NILS);
        assertThat(desk.received(PER)).hasSize(2);
    }

    @Test
    void a_disconnected_mailbox_is_neither_read_nor_sent_from_until_it_is_connected() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.enroll(OLA);
        assertThat(desk.kadens("mailbox", "disconnect", REP).out())
                .contains("2 enrollments wait, 1 of them mid-way", "kadens hand-over " + REP);
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
        desk.runAfter(FOUR_DAYS);
        assertThat(desk.received(OLA)).isEmpty();
        assertThat(desk.mailbox().inboxReadAt()).isEqualTo(MORNING);
        assertThat(desk.kadens("mailbox", "list").out()).contains("is disconnected");
        assertThat(desk.kadens("status").out()).contains("is disconnected");
        assertThat(desk.kadens("explain", OLA).out()).contains("held up: " + REP + " is disconnected");

        desk.kadens("mailbox", "connect", REP);
        desk.run();
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.received(OLA)).hasSize(1);
    }

    @Test
    void the_mailbox_of_somebody_who_has_left_is_read_but_sends_nothing() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.enroll(OLA);
        assertThat(desk.kadens("person", "left", REP).out()).contains("2 enrollments wait", "kadens hand-over " + REP);
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.received(OLA)).isEmpty();
        assertThat(desk.kadens("status").out()).contains("Kari Solheim has left");
        assertThat(desk.kadens("person", "list").out()).contains("Kari Solheim", "left 2027-05-13");

        desk.kadens("person", "back", REP);
        desk.run();
        assertThat(desk.received(OLA)).hasSize(1);
    }

    @Test
    void a_mail_that_the_server_put_off_is_written_anew_from_the_new_address() throws Exception {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp.answersDot("451 4.7.1 later"));
            desk.enroll(PER);
            desk.run();
            assertThat(desk.messages(PER)).hasSize(1);
        }
        assertThat(desk.kadens("hand-over", REP, NILS).out()).contains("1 enrollment is handed over");
        desk.run(NILS);

        assertThat(desk.received(PER)).hasSize(1);
        assertThat(desk.received(PER).getFirst().getFrom()[0].toString()).contains(NILS);
        assertThat(desk.timeline(PER).toString()).contains("written anew");
    }

    @Test
    void a_mail_whose_fate_is_unknown_counts_as_written() {
        desk.enroll(PER);
        desk.run();
        desk.sql("update message set state = 'uncertain'");

        assertThat(desk.kadens("hand-over", REP, NILS).out()).contains("0 enrollments are", "1 mid-way stay");
    }

    @Test
    void somebody_who_is_paused_or_held_stays_so_at_the_new_mailbox() {
        desk.enroll(PER);
        desk.pauseByHand(PER);
        desk.kadens("hand-over", REP, NILS);
        desk.run(NILS);
        assertThat(desk.enrollment(PER).state()).isEqualTo(State.PAUSED);
        assertThat(desk.received(PER)).isEmpty();

        desk.goOn(PER);
        desk.run(NILS);
        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void a_dry_run_says_who_would_get_what_and_changes_nothing() {
        desk.enroll(emails(4));

        assertThat(desk.kadens("hand-over", REP, NILS, "--dry-run", "--json").out())
                .contains("\"wouldHandOver\":4", "\"" + NILS + "\":4");
        assertThat(ongoingOf(REP)).isEqualTo(4);
    }

    @Test
    void a_step_that_is_late_stays_late_at_the_new_mailbox() {
        desk.enroll(PER);
        desk.kadens("mailbox", "disconnect", REP);
        desk.clock.pass(FOUR_DAYS);
        desk.kadens("hand-over", REP, NILS);

        assertThat(desk.enrollment(PER).dueSince()).isEqualTo(MORNING);
        assertThat(desk.enrollment(PER)).isDueAt(MORNING.plus(FOUR_DAYS));
    }

    @Test
    void a_step_that_is_later_than_its_cadence_allows_is_held_at_the_new_mailbox() {
        desk.write("cadences/prompt/cadence.yaml", """
                title: Prompt
                window: always
                lateness: 2 days
                steps:
                  - key: intro
                    type: email
                    delay: 0 seconds
                """);
        desk.write("cadences/prompt/intro.ftlh", "Subject: Hello\n\n<p>Hello</p>\n");
        desk.run(NILS);
        desk.enrollIn("prompt", PER);
        desk.kadens("mailbox", "disconnect", REP);
        desk.clock.pass(FOUR_DAYS);
        desk.run(NILS);

        assertThat(desk.kadens("hand-over", REP, NILS).out()).contains("1 of them is later", "held");
        desk.run(NILS);
        assertThat(desk.received(PER)).isEmpty();
        assertThat(desk.enrollment(PER)).isHeld("2 days");
    }

    @Test
    void enrolling_passes_over_a_mailbox_in_trouble_and_refuses_one_that_does_not_send() {
        desk.imports(emails(4));
        desk.sql("update mailbox set trouble = '{\"key\":\"verbatim\",\"values\":[\"no\"]}' where address = '" + REP
                + "'");
        assertThat(desk.kadens("enroll", "three", "p0@c0.example", "p1@c1.example", "--mailbox", REP, "--mailbox", NILS)
                        .out())
                .contains("2 enrolled");
        assertThat(ongoingOf(NILS)).isEqualTo(2);

        desk.kadens("mailbox", "disconnect", NILS);
        var said = desk.kadens("enroll", "three", "p2@c2.example", "--mailbox", NILS);
        assertThat(said.err()).contains(NILS + " is disconnected", "kadens mailbox connect " + NILS);
        assertThat(said.code()).isEqualTo(1);
        assertThat(desk.kadens("enroll", "three", "p2@c2.example").out()).contains("1 enrolled");
        assertThat(ongoingOf(REP)).isEqualTo(1);
    }

    @Test
    void enrolling_over_two_mailboxes_gives_each_its_share_and_each_thread_one_of_them() {
        desk.otherMailbox(EVA, new Limits(250, Duration.ZERO, Duration.ZERO, null));
        desk.imports(emails(10));
        var command = new String[16];
        System.arraycopy(new String[] {"enroll", "three", "--mailbox", NILS, "--mailbox", EVA}, 0, command, 0, 6);
        System.arraycopy(emails(10), 0, command, 6, 10);

        assertThat(desk.kadens(command).out()).contains("10 enrolled");
        assertThat(ongoingOf(NILS)).isEqualTo(8);
        assertThat(ongoingOf(EVA)).isEqualTo(2);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThat(desk.kadens("hand-over", REP, REP).err()).contains("to itself");
        assertThat(desk.kadens("hand-over", "no@rute.example", NILS).err()).contains("no mailbox no@rute.example");
        assertThat(desk.kadens("hand-over", REP, "no@rute.example").err()).contains("no mailbox no@rute.example");
        desk.kadens("person", "left", NILS);
        assertThat(desk.kadens("hand-over", REP, NILS).err()).contains("Nils Berg has left");
        desk.kadens("person", "back", NILS);
        desk.kadens("mailbox", "disconnect", NILS);
        assertThat(desk.kadens("hand-over", REP, NILS).err()).contains("is disconnected");
    }

    private void handedOverMidWay() {
        desk.enroll(PER);
        desk.run();
        desk.run(NILS);
        desk.kadens("hand-over", REP, NILS, "--mid-way");
        assertThat(ongoingOf(NILS)).isEqualTo(1);
    }

    private long ongoingOf(String address) {
        return desk.count("select count(*) from enrollment where state not in ('stopped', 'finished') and mailbox_id ="
                + " (select id from mailbox where address = '" + address + "')");
    }

    private static String[] emails(int count) {
        var emails = new String[count];
        for (int i = 0; i < count; i++) {
            emails[i] = "p" + i + "@c" + i + ".example";
        }
        return emails;
    }
}
