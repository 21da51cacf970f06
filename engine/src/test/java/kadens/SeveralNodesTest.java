package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.FAST;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.StopReason;
import kadens.plan.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several nodes on one database: who works a mailbox, what becomes of what a dead or frozen node was at, and batches. */
class SeveralNodesTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "per@vidde.example";
    private static final String EVA = "per@bre.example";
    private static final Pattern TO = Pattern.compile("(?m)^To: .*?([\\w.]+@[\\w.]+)");

    private SalesDesk desk;
    private FaultySmtp smtp;
    private SalesDesk.OtherNode other;

    @BeforeEach
    void three_to_write_to() {
        desk = new SalesDesk();
        smtp = new FaultySmtp();
        desk.mailbox(FAST, smtp);
        desk.enroll(PER, OLA, EVA);
        other = desk.otherNode();
    }

    @AfterEach
    void close() throws IOException {
        other.close();
        smtp.close();
        desk.close();
    }

    @Test
    void two_nodes_never_work_one_mailbox_at_once() {
        smtp.meanwhile(other::run);
        desk.run();

        assertThat(written()).containsExactlyInAnyOrder(PER, OLA, EVA);
        assertThat(messages()).extracting(OutgoingMessage::lease).containsOnly(1L);
    }

    @Test
    void a_node_whose_clock_is_a_year_ahead_takes_no_mailbox_for_left() {
        try (var ahead = desk.new OtherNode(() -> desk.clock.instant().plus(Duration.ofDays(365)))) {
            smtp.meanwhile(ahead::run);
            desk.run();
        }

        assertThat(written()).containsExactlyInAnyOrder(PER, OLA, EVA);
        assertThat(messages()).extracting(OutgoingMessage::lease).containsOnly(1L);
    }

    @Test
    void the_next_run_may_be_on_another_node() {
        desk.run();
        desk.clock.pass(Duration.ofDays(4));
        other.run();

        assertThat(written()).hasSize(6);
        assertThat(desk.messages(PER)).extracting(OutgoingMessage::lease).containsExactly(1L, 2L);
    }

    @Test
    void a_frozen_node_that_wakes_up_after_a_mail_sends_nothing_more() {
        smtp.meanwhile(() -> {
            desk.freeze();
            other.run();
            assertThat(desk.messages(PER))
                    .first()
                    .extracting(OutgoingMessage::delivery)
                    .isEqualTo(Delivery.UNCERTAIN);
        });
        desk.run();

        // The other node has sent to those whose turn had not come; the late answer has settled the first.
        assertThat(written()).containsExactlyInAnyOrder(PER, OLA, EVA);
        assertThat(messages()).extracting(OutgoingMessage::delivery).containsOnly(Delivery.SENT);
        assertThat(desk.enrollment(PER)).beforeStep("second");
        desk.runAfter(Duration.ofMinutes(20));
        assertThat(written()).hasSize(3);
    }

    @Test
    void a_frozen_node_that_wakes_up_within_a_mail_does_not_hand_it_over() {
        smtp.beforeTheBody(() -> {
            desk.freeze();
            other.run();
        });
        desk.run();

        assertThat(written()).containsExactlyInAnyOrder(OLA, EVA);
        assertThat(desk.timeline(PER).toString()).contains("was never handed over");
        other.run();
        assertThat(written()).containsExactlyInAnyOrder(PER, OLA, EVA);
        assertThat(messages()).extracting(OutgoingMessage::delivery).containsOnly(Delivery.SENT);
    }

    @Test
    void a_node_that_lost_its_mailbox_while_it_slept_writes_nothing_over() {
        smtp.beforeTheBody(() -> {
            desk.freeze();
            other.run();
            desk.clock.pass(Duration.ofMinutes(16)); // the time for signs is over, and the policy has decided
            other.run();
        });
        desk.run();

        assertThat(written()).containsExactlyInAnyOrder(OLA, EVA);
        assertThat(desk.messages(PER).getFirst().delivery()).isEqualTo(Delivery.UNCERTAIN);
        assertThat(desk.enrollment(PER)).beforeStep("second");
    }

    @Test
    void what_a_killed_node_had_only_claimed_is_sent_by_the_next() {
        smtp.meanwhile(() -> {
            desk.freeze();
            desk.database().close(); // from here on it writes nothing, as after kill -9
        });
        desk.run();
        other.run();
        desk.restart();

        assertThat(written()).containsExactly(PER, OLA, EVA);
        assertThat(messages())
                .extracting(OutgoingMessage::delivery)
                .containsExactly(Delivery.UNCERTAIN, Delivery.SENT, Delivery.SENT);
    }

    @Test
    void a_mail_is_claimed_and_begun_before_it_is_sent() {
        smtp.beforeTheBody(
                () -> assertThat(desk.count("select count(*) from message join mailbox_lease on begun = message.id"
                                + " where state = 'sending' and recipient = '" + PER + "'"))
                        .isEqualTo(1));
        desk.run();

        assertThat(messages()).extracting(OutgoingMessage::delivery).containsOnly(Delivery.SENT);
    }

    @Test
    void of_a_batch_that_was_cut_off_only_the_mail_that_was_begun_last_is_uncertain() {
        desk.run();
        // As a node leaves it that dies while it hands the second over: the first was taken.
        desk.sql("update message set state = 'sending', settled_at = null, answer = null");
        desk.sql(
                "update enrollment set step_key = 'intro', lane = 'opener', due_at = enrolled_at, last_step_key = null, last_step_at = null");
        var ids = messages().stream().map(OutgoingMessage::id).toList();
        desk.sql("delete from timeline where message_id is not null");
        desk.sql("delete from sent_copy");
        desk.sql("update mailbox_lease set begun = " + ids.get(1));
        other.run();

        assertThat(messages())
                .filteredOn(message -> ids.contains(message.id()))
                .extracting(OutgoingMessage::delivery)
                .containsExactly(Delivery.SENT, Delivery.UNCERTAIN);
        assertThat(desk.enrollment(PER)).afterStep("intro").beforeStep("second");
        assertThat(desk.messages(EVA)).isEmpty(); // hers was not begun, and is written anew when its turn comes
        assertThat(desk.enrollment(EVA)).beforeStep("intro");
    }

    @Test
    void who_is_suppressed_or_stopped_while_an_earlier_one_of_the_batch_is_sent_gets_nothing() {
        smtp.meanwhile(() -> {
            desk.suppress(OLA);
            desk.stopByHand(EVA);
        });
        desk.run();

        assertThat(written()).containsExactly(PER);
        assertThat(desk.enrollment(OLA)).isStopped(StopReason.SUPPRESSED);
        assertThat(desk.messages(EVA)).isEmpty();
    }

    @Test
    void who_is_paused_and_let_go_on_while_claimed_still_gets_the_step() {
        smtp.meanwhile(() -> {
            desk.pauseByHand(OLA);
            desk.goOn(OLA);
        });
        desk.run();

        assertThat(written()).containsExactlyInAnyOrder(PER, OLA, EVA);
        assertThat(desk.enrollment(OLA)).afterStep("intro").beforeStep("second");
    }

    @Test
    void who_is_paused_and_let_go_on_while_the_mail_is_put_off_gets_it_later() {
        smtp.answersDot("451 4.7.1 Later").meanwhile(() -> {
            desk.pauseByHand(PER);
            desk.goOn(PER);
        });
        desk.run();
        smtp.isWell();
        desk.runAfter(Duration.ofMinutes(5));

        assertThat(smtp.accepted()).hasSize(3);
        assertThat(desk.enrollment(PER)).afterStep("intro").beforeStep("second");
    }

    @Test
    void a_mailbox_that_is_disconnected_in_the_middle_of_a_batch_sends_nothing_more() {
        smtp.meanwhile(() -> desk.kadens("mailbox", "disconnect", SalesDesk.REP));
        desk.run();

        assertThat(written()).containsExactly(PER);
    }

    @Test
    void nothing_more_leaves_on_a_reading_when_the_clock_was_set_back() {
        smtp.meanwhile(() -> desk.clock.moveTo(SalesDesk.MORNING.minusSeconds(3600)));
        desk.run();

        assertThat(written()).containsExactly(PER);
    }

    @Test
    void what_was_claimed_is_judged_anew_where_its_turn_comes_late() {
        smtp.meanwhile(() -> desk.clock.pass(Duration.ofMinutes(2))); // the reading is too old by then
        desk.run();

        assertThat(written()).containsExactly(PER);
        assertThat(desk.messages(OLA)).isEmpty();
        desk.run();
        assertThat(written()).containsExactly(PER, OLA, EVA);
    }

    @Test
    void a_batch_keeps_the_cap() {
        desk.mailbox(new Limits(2, Duration.ZERO, Duration.ZERO, null), smtp);
        desk.run();
        desk.run();

        assertThat(written()).hasSize(2);
    }

    @Test
    void a_batch_keeps_the_limits_a_minute_and_for_new_people() {
        desk.mailbox(new Limits(1000, Duration.ZERO, Duration.ZERO, null, 2, 1), smtp);
        desk.run();

        assertThat(written()).hasSize(1);
    }

    @Test
    void more_than_a_batch_goes_out_in_one_run() {
        desk.enroll(IntStream.range(0, 50)
                .mapToObj(i -> "per@firma%02d.example".formatted(i))
                .toArray(String[]::new));
        desk.run();

        assertThat(written()).hasSize(53).doesNotHaveDuplicates();
    }

    @Test
    void an_enrollment_that_somebody_is_changing_is_passed_over_and_keeps_nobody_waiting() {
        var id = desk.enrollment(PER).id();
        desk.ask(session -> {
            desk.engine().enrollments().locked(session, id);
            CompletableFuture.runAsync(desk::run).join();
            return true;
        });

        assertThat(written()).containsExactlyInAnyOrder(OLA, EVA);
        desk.run();
        assertThat(written()).containsExactlyInAnyOrder(PER, OLA, EVA);
    }

    @Test
    void the_database_ends_a_transaction_in_which_a_node_froze() {
        assertThat(desk.count("select @@session.idle_transaction_timeout")).isEqualTo(15);
        assertThat(desk.count("select @@session.innodb_lock_wait_timeout")).isEqualTo(20);
    }

    private List<String> written() {
        return smtp.taken().stream()
                .flatMap(mail -> TO.matcher(mail).results().map(found -> found.group(1)))
                .toList();
    }

    private List<OutgoingMessage> messages() {
        return desk.ask(
                session -> session.createSelectionQuery("from OutgoingMessage order by id", OutgoingMessage.class)
                        .getResultList());
    }
}
