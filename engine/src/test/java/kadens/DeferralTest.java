package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.FAST;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kadens.enrollment.OutgoingMessage.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server puts off is tried again, ever more seldom, inside the window, and not for ever. */
class DeferralTest {

    private static final String PER = "per@fjord.example";

    private SalesDesk desk;
    private FaultySmtp smtp;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        smtp = new FaultySmtp().answersDot("451 4.7.1 Later");
        desk.mailbox(FAST, smtp);
    }

    @AfterEach
    void close() throws IOException {
        smtp.close();
        desk.close();
    }

    @Test
    void it_is_tried_five_times_and_then_a_person_has_to_look() {
        desk.enroll(PER);
        desk.run();
        for (var wait : List.of(5, 30, 120, 480)) {
            var tried = smtp.taken().size();
            desk.runAfter(Duration.ofMinutes(wait).minusSeconds(1));
            assertThat(smtp.taken()).hasSize(tried);
            desk.runAfter(Duration.ofSeconds(1));
            assertThat(smtp.taken()).hasSize(tried + 1);
        }

        assertThat(smtp.takenIds()).hasSize(5);
        assertThat(smtp.takenIds().stream().distinct()).hasSize(1);
        assertThat(desk.enrollment(PER)).isHeld("5 times: 451 4.7.1 Later");
        assertThat(desk.messages(PER).getFirst().delivery()).isEqualTo(Delivery.REFUSED);
        assertThat(desk.suppresses(PER)).isFalse();
        desk.runAfter(Duration.ofDays(5));
        assertThat(smtp.taken()).hasSize(5);
    }

    @Test
    void the_next_attempt_is_made_inside_the_window_only() {
        desk.write("cadences/three/cadence.yaml", """
                title: Three
                window: mon-fri 09:00-17:00
                steps:
                  - key: intro
                    type: email
                    delay: 0 seconds
                """);
        desk.clock.moveTo(Instant.parse("2027-05-14T14:58:00Z")); // Friday, 16:58 in Oslo
        desk.enroll(PER);
        desk.run();
        assertThat(smtp.taken()).hasSize(1);
        smtp.isWell();
        desk.runAfter(Duration.ofMinutes(5));
        desk.runAfter(Duration.ofDays(1));
        assertThat(smtp.taken()).hasSize(1);

        desk.clock.moveTo(Instant.parse("2027-05-18T15:00:00Z").minus(Duration.ofHours(1))); // the 17th is a holiday
        desk.run();
        desk.run();
        assertThat(smtp.accepted()).hasSize(1);
    }

    @Test
    void an_answer_that_came_meanwhile_keeps_it_back() throws Exception {
        desk.enroll(PER);
        desk.run();
        smtp.isWell();
        desk.answer(PER, "No, thank you.").arrives();
        desk.runAfter(Duration.ofMinutes(5));

        assertThat(smtp.accepted()).isEmpty();
        assertThat(desk.messages(PER).getFirst().delivery()).isEqualTo(Delivery.DEFERRED);
    }
}
