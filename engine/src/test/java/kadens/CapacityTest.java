package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import kadens.enrollment.OutgoingMessage;
import kadens.outbox.HeldUp;
import kadens.plan.Limits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a mailbox may send at a moment, on the real engine. */
class CapacityTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final SalesDesk desk = new SalesDesk();

    @AfterEach
    void closeUp() throws IOException {
        desk.close();
    }

    @Test
    void no_more_leave_in_any_minute_than_the_limit() {
        desk.mailbox(limits(3, null), null);
        desk.enroll(people(8, "fjord.example"));

        desk.run();
        assertThat(sent()).hasSize(3);
        desk.runAfter(Duration.ofSeconds(59));
        assertThat(sent()).hasSize(3);
        desk.runAfter(Duration.ofSeconds(1));
        assertThat(sent()).hasSize(6);
    }

    @Test
    void no_more_new_people_are_written_to_in_a_day_than_the_cap_and_follow_ups_go_on() {
        desk.mailbox(limits(null, 2), null);
        desk.enroll(people(2, "old.example"));
        desk.run();
        desk.runAfter(Duration.ofHours(71));
        desk.enroll(people(5, "new.example"));
        desk.run();
        assertThat(sentTo("new.example")).hasSize(2);

        desk.runAfter(Duration.ofHours(1));
        assertThat(sentTo("old.example")).as("their follow-ups").hasSize(4);
        assertThat(sentTo("new.example")).hasSize(2);

        desk.runAfter(Duration.ofHours(23));
        assertThat(sentTo("new.example")).hasSize(4);
    }

    @Test
    void follow_ups_leave_before_openers_however_old_those_are() {
        desk.mailbox(new Limits(2, Duration.ZERO, Duration.ZERO, null), null);
        desk.enroll(people(2, "old.example"));
        desk.run();
        desk.enroll(people(3, "new.example"));
        desk.clock.pass(Duration.ofDays(3));

        desk.run();

        assertThat(sentTo("old.example")).hasSize(4);
        assertThat(sentTo("new.example")).isEmpty();
    }

    @Test
    void a_small_cadence_does_not_wait_for_a_large_one() {
        cadence("large");
        cadence("small");
        desk.mailbox(new Limits(6, Duration.ZERO, Duration.ZERO, null), null);
        desk.enrollIn("large", people(20, "large.example"));
        desk.enrollIn("small", people(3, "small.example"));

        desk.run();

        assertThat(sentTo("large.example")).hasSize(3);
        assertThat(sentTo("small.example")).hasSize(3);
    }

    @Test
    void a_company_gets_no_more_a_day_than_its_cap_and_the_others_are_not_kept_waiting() {
        desk.sql("UPDATE organization SET company_cap = 2");
        desk.enroll(people(5, "fjord.example"));
        desk.enroll(people(3, "skog.example"));

        desk.run();

        assertThat(sentTo("fjord.example")).hasSize(2);
        assertThat(sentTo("skog.example")).hasSize(2);
        var waiting = desk.enrollment("p4@fjord.example");
        assertThat(waiting.dueAt()).isEqualTo(SalesDesk.MORNING.plus(DAY));
        assertThat(waiting.planReasons().toString()).contains("this company has got its 2 mails");

        desk.runAfter(DAY);
        assertThat(sentTo("fjord.example")).hasSize(4);
    }

    @Test
    void a_recipient_domain_gets_no_more_a_day_than_its_cap() {
        desk.sql("UPDATE organization SET domain_cap = 1");
        desk.enroll(people(3, "fjord.example"));

        desk.run();
        assertThat(sent()).hasSize(1);
        desk.runAfter(DAY.minusSeconds(1));
        assertThat(sent()).hasSize(1);
        desk.runAfter(Duration.ofSeconds(1));
        assertThat(sent()).hasSize(2);
    }

    @Test
    void a_call_waits_for_no_mail() {
        desk.write("cadences/call/cadence.yaml", """
                title: Call
                window: always
                steps:
                  - key: ring
                    type: call
                    delay: 0 days
                """);
        desk.mailbox(new Limits(1, Duration.ZERO, Duration.ZERO, null), null);
        desk.enroll(people(3, "mail.example"));
        desk.enrollIn("call", "anna@call.example");

        desk.run();

        assertThat(sent()).hasSize(1);
        assertThat(desk.enrollment("anna@call.example").state().word()).isEqualTo("waiting");
    }

    @Test
    void what_holds_a_late_step_is_told() {
        desk.mailbox(new Limits(1, Duration.ZERO, Duration.ZERO, null), null);
        desk.enroll(people(3, "mail.example"));
        desk.run();
        desk.clock.pass(Duration.ofMinutes(5));

        assertThat(heldUp("p3@mail.example"))
                .containsExactly(
                        "kari@rute.example has sent its 1 mails of the last 24 hours; the next may leave"
                                + " Fri 14 May 2027 10:00 (Oslo)",
                        "one mail goes before this one");

        desk.clock.pass(Duration.ofHours(30));
        assertThat(heldUp("p3@mail.example"))
                .first()
                .asString()
                .startsWith("the engine last worked through kari@rute.example on Thu 13 May 2027 10:00");
    }

    private List<String> heldUp(String email) {
        var enrollment = desk.enrollment(email);
        var engine = desk.engine();
        return desk.ask(session -> HeldUp.reasons(
                        session,
                        desk.engine().fence(),
                        engine.mailboxes(),
                        engine.nextSteps(),
                        enrollment,
                        desk.clock.instant())
                .stream()
                .map(Object::toString)
                .toList());
    }

    private void cadence(String name) {
        desk.write("cadences/" + name + "/cadence.yaml", """
                title: One mail
                window: always
                steps:
                  - key: intro
                    delay: 0 days
                """);
        desk.write("cadences/" + name + "/intro.ftlh", "Subject: Hello\n\n<p>Hello</p>\n");
    }

    private static Limits limits(@Nullable Integer perMinute, @Nullable Integer openersPerDay) {
        return new Limits(1000, Duration.ZERO, Duration.ZERO, null, perMinute, openersPerDay);
    }

    private static String[] people(int count, String domain) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "p" + i + "@" + domain)
                .toArray(String[]::new);
    }

    private List<Instant> sent() {
        return desk.sentMails().stream().map(OutgoingMessage::claimedAt).toList();
    }

    private List<String> sentTo(String domain) {
        return desk.sentMails().stream()
                .map(OutgoingMessage::recipient)
                .filter(recipient -> recipient.endsWith("@" + domain))
                .toList();
    }
}
