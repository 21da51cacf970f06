package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import kadens.enrollment.CadencePauses;
import kadens.enrollment.State;
import kadens.plan.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cadence that a person has paused sends nothing until somebody lets it go on, and then nothing in a burst. */
class CadencePauseTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "per@fjell.example";
    private static final String UNA = "per@dal.example";

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
    void nothing_of_it_leaves_and_everybody_is_told_why() {
        desk.enroll(PER);
        assertThat(desk.kadens("cadence", "pause", "three", "--note", "the price list is wrong")
                        .code())
                .isZero();
        desk.runAfter(Duration.ofMinutes(1));

        assertThat(desk.received(PER)).isEmpty();
        assertThat(desk.enrollment(PER).state()).isEqualTo(State.ACTIVE);
        assertThat(desk.kadens("explain", PER).out()).contains("held up: 'three' is paused").contains("price list");
        assertThat(desk.kadens("status").out()).contains("PAUSED: 'three' is paused");
        assertThat(desk.kadens("cadence", "pause", "three").out()).contains("paused already");
    }

    @Test
    void a_mail_that_is_claimed_when_it_is_paused_is_not_begun() {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(SalesDesk.FAST, smtp);
            desk.enroll(PER, OLA, UNA);
            smtp.meanwhile(() -> desk.kadens("cadence", "pause", "three"));
            desk.run();

            assertThat(smtp.taken()).hasSize(1);
        }
    }

    @Test
    void it_goes_on_planned_anew_and_at_the_mailboxes_pace() {
        desk.mailbox(new Limits(1000, Duration.ofMinutes(5), Duration.ofMinutes(5), null), null);
        desk.enroll(PER, OLA, UNA);
        desk.kadens("cadence", "pause", "three");
        desk.runAfter(Duration.ofDays(2));
        assertThat(desk.sentMails()).isEmpty();

        assertThat(desk.kadens("cadence", "resume", "three").code()).isZero();
        assertThat(desk.enrollment(PER).dueAt()).isEqualTo(desk.clock.instant());
        desk.run();
        desk.run();
        assertThat(desk.sentMails()).hasSize(1);
        desk.runAfter(Duration.ofMinutes(6));
        assertThat(desk.sentMails()).hasSize(2);
    }

    @Test
    void what_it_made_too_late_is_held_for_a_person() {
        desk.write("cadences/three/cadence.yaml", """
                title: Three
                window: always
                lateness: 1 day
                steps:
                  - key: intro
                    type: email
                    delay: 0 seconds
                """);
        desk.enroll(PER);
        desk.kadens("cadence", "pause", "three");
        desk.clock.pass(Duration.ofDays(3));

        assertThat(desk.kadens("cadence", "resume", "three").out()).contains("1 step became later");
        assertThat(desk.enrollment(PER).state()).isEqualTo(State.HELD);
    }

    @Test
    void outside_its_window_it_waits_for_the_next_opening() {
        desk.write("cadences/three/cadence.yaml", """
                title: Three
                window: mon-fri 09:00-17:00
                steps:
                  - key: intro
                    type: email
                    delay: 0 seconds
                """);
        desk.enroll(PER);
        desk.kadens("cadence", "pause", "three");
        desk.runAfter(Duration.ofHours(10)); // Thursday, 20:00
        desk.kadens("cadence", "resume", "three");
        desk.run();

        assertThat(desk.received(PER)).isEmpty();
        assertThat(desk.enrollment(PER).dueAt()).isAfter(desk.clock.instant().plus(Duration.ofHours(12)));
    }

    @Test
    void a_call_of_it_does_not_open_and_other_cadences_go_on() {
        desk.write("cadences/other/cadence.yaml", """
                title: Other
                window: always
                steps:
                  - key: hello
                    type: email
                    delay: 0 seconds
                """);
        desk.write("cadences/other/hello.ftlh", "Subject: Hello\n\n<p>Hello ${prospect.firstName}.</p>\n");
        desk.write("cadences/calls/cadence.yaml", """
                title: Calls
                window: always
                steps:
                  - key: ring
                    type: call
                    delay: 0 seconds
                """);
        desk.enrollIn("calls", PER);
        desk.enrollIn("other", OLA);
        desk.kadens("cadence", "pause", "calls");
        desk.runAfter(Duration.ofMinutes(1));

        assertThat(desk.enrollment(PER).state()).isEqualTo(State.ACTIVE);
        assertThat(desk.received(OLA)).hasSize(1);
        desk.kadens("cadence", "resume", "calls");
        desk.run();
        assertThat(desk.enrollment(PER).state()).isEqualTo(State.WAITING);
    }

    @Test
    void who_pauses_it_again_while_it_is_planned_anew_wins() {
        desk.enroll(PER);
        desk.kadens("cadence", "pause", "three");
        desk.ask(session -> CadencePauses.end(session, "three", desk.clock.instant()));
        desk.kadens("cadence", "pause", "three");

        var paused = desk.ask(session -> CadencePauses.of(session, "three")).orElseThrow();
        assertThat(paused.ending()).isFalse();
        assertThat(desk.kadens("cadence", "pause", "tree").err()).contains("Did you mean 'three'?");
    }

    @Test
    void the_forecast_leaves_it_out() {
        desk.enroll(PER);
        assertThat(departures()).isPositive();
        desk.kadens("cadence", "pause", "three");

        assertThat(departures()).isZero();
    }

    private int departures() {
        return desk.ask(session ->
                desk.engine().outlook().forecast(session, desk.clock.instant(), List.of()).departures().size());
    }
}
