package kadens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import kadens.enrollment.State;
import kadens.run.Scheduling;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real scheduler in real time: mail goes out by itself, answers stop it, and a restart loses nothing. */
class SchedulingTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk(InstantSource.system());
        desk.write("cadences/three/cadence.yaml", """
                title: Three
                window: always
                steps:
                  - key: intro
                    type: email
                    delay: 0 seconds
                  - key: second
                    type: email
                    delay: 3 seconds
                  - key: third
                    type: email
                    delay: 3 seconds
                """);
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
    }

    @Test
    void a_cadence_goes_to_its_end_over_a_restart_in_the_middle() throws Exception {
        desk.enroll(PER, OLA);
        try (var _ = start()) {
            await().atMost(PATIENCE).until(() -> !desk.received(PER).isEmpty());
            await().atMost(PATIENCE).until(() -> !desk.received(OLA).isEmpty());
            desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
        }
        desk.restart();
        try (var _ = start()) {
            await().atMost(PATIENCE).until(() -> desk.enrollment(OLA).state() == State.FINISHED);
        }

        assertThat(desk.received(OLA))
                .extracting(MimeMessage::getMessageID)
                .hasSize(3)
                .doesNotHaveDuplicates();
        assertThat(desk.received(PER)).hasSize(1);
        assertThat(desk.enrollment(PER).state()).isEqualTo(State.STOPPED);
    }

    @Test
    void a_second_installation_leaves_the_runs_to_the_first_until_it_is_confirmed() {
        desk.enroll(PER);
        desk.moveHome("another");
        try (var _ = start()) {
            await().during(Duration.ofSeconds(3)).until(() -> desk.mailbox().inboxReadAt() == null);
            desk.kadens("installation", "confirm", "--send");

            await().atMost(PATIENCE).until(() -> !desk.received(PER).isEmpty());
        }
    }

    @Test
    void servers_that_hang_in_every_phase_hold_up_no_other_mailbox() {
        var phases = List.of("GREETING", "EHLO", "STARTTLS", "TLS", "AUTH", "MAIL", "RCPT", "DATA", ".");
        var hanging = new ArrayList<FaultySmtp>();
        for (var phase : phases) {
            var smtp = new FaultySmtp().answers(phase, FaultySmtp.HANGS);
            hanging.add(smtp);
            var name = "rep" + hanging.size() + "@rute.example";
            desk.otherMailbox(name, SalesDesk.FAST, smtp);
            desk.enrollFrom(name, "per@dal" + hanging.size() + ".example");
        }
        desk.enroll(PER);
        try (var _ = start()) {
            await().atMost(PATIENCE).until(() -> hanging.stream().allMatch(smtp -> smtp.connections() == 1));
            await().atMost(PATIENCE).until(() -> desk.enrollment(PER).state() == State.FINISHED);
            assertThat(hanging).allSatisfy(smtp -> assertThat(smtp.isHanging()).isTrue());
            hanging.forEach(FaultySmtp::close); // so that their runs end, too
        }
        assertThat(desk.received(PER)).hasSize(3);
    }

    private Scheduling start() {
        return Scheduling.start(desk.engine(), Duration.ofSeconds(1));
    }
}
