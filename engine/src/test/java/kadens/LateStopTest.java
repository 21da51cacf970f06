package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Map;
import kadens.enrollment.StopReason;
import kadens.inbox.Correction;
import kadens.inbox.Corrections;
import kadens.inbox.LateStops;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger of mails that went out after an answer had come. */
class LateStopTest {

    private static final String PER = "per@fjord.example";
    private static final Duration FOUR_DAYS = Duration.ofDays(4);

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void an_answer_between_two_runs_is_never_late() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.clock.pass(Duration.ofMinutes(1));
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
        desk.runAfter(FOUR_DAYS);

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(late()).containsValues(0L, 0L, 0L).hasSize(3);
        assertThat(desk.kadens("status").out()).contains("Answers: 1; mails that went out after one had come: 0.");
    }

    @Test
    void an_answer_that_comes_while_the_mails_go_out_is_told_as_that() throws Exception {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(SalesDesk.FAST, smtp);
            desk.enroll(PER);
            desk.run();
            desk.clock.pass(FOUR_DAYS);
            smtp.beforeTheBody(() -> {
                desk.clock.pass(Duration.ofSeconds(2));
                arrives("Yes.");
                desk.clock.pass(Duration.ofSeconds(2));
            });
            desk.run();
            desk.runAfter(Duration.ofMinutes(1));

            assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
            assertThat(late()).containsEntry(LateStops.DURING_RUN, 1L).containsEntry(LateStops.UNREAD, 0L);
            assertThat(desk.timeline(PER)).anyMatch(line -> line.contains("it came while the mails were being sent"));
            assertThat(desk.kadens("status", "--json").out()).contains("\"during-run\":1");
        }
    }

    @Test
    void an_answer_that_was_not_taken_for_one_is_told_when_it_is_corrected() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.clock.pass(Duration.ofMinutes(1));
        desk.answer(PER, "I am out of the office.")
                .to(desk.received(PER).getFirst())
                .with("Auto-Submitted", "auto-replied")
                .arrives();
        desk.run();
        desk.runAfter(Duration.ofDays(8));
        desk.runAfter(FOUR_DAYS);
        assertThat(late()).containsEntry(LateStops.UNMATCHED, 0L);

        correct("reply");
        assertThat(late()).containsEntry(LateStops.UNMATCHED, 1L);
        correct("unrelated");
        assertThat(late()).containsEntry(LateStops.UNMATCHED, 0L);
    }

    @Test
    void an_answer_that_the_server_showed_late_is_told_as_unread() throws Exception {
        desk.enroll(PER);
        desk.run();
        var came = SalesDesk.MORNING.plus(Duration.ofMinutes(1));
        desk.runAfter(FOUR_DAYS);
        desk.clock.pass(Duration.ofMinutes(1));
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).cameAt(came).arrives();
        desk.runAfter(Duration.ofMinutes(1));

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(late()).containsEntry(LateStops.UNREAD, 1L).containsEntry(LateStops.DURING_RUN, 0L);
    }

    private void arrives(String text) {
        try {
            desk.answer(PER, text).arrives();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void correct(String word) {
        desk.ask(session -> new Corrections(desk.engine().enrollments(), desk.clock)
                .correct(
                        session,
                        session.createSelectionQuery("select max(id) from Inbound", Long.class)
                                .getSingleResult(),
                        Correction.of(word, null, null, null)));
    }

    private Map<String, Long> late() {
        return desk.ask(LateStops::tally).late();
    }
}
