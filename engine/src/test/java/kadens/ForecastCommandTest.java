package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import kadens.plan.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands tell about the days to come. */
class ForecastCommandTest {

    private final SalesDesk desk = new SalesDesk();

    @BeforeEach
    void a_mailbox_of_two_a_day() {
        desk.mailbox(new Limits(2, Duration.ofMinutes(5), Duration.ofMinutes(5), null), null);
    }

    @AfterEach
    void closeUp() throws IOException {
        desk.close();
    }

    @Test
    void days_and_full_mailboxes_are_told() {
        desk.enroll(people(3));

        var told = desk.kadens("forecast", "--days", "5").out();

        assertThat(told)
                .contains("Thu 13 May                    2*       2")
                .contains("Fri 14 May                    1        1")
                .contains("Sun 16 May                    2        2")
                .contains("kari@rute.example: 9 mails; full on 1 day, first on Thu 13 May 2027; the last step goes out"
                        + " Thu 20 May 2027");
    }

    @Test
    void programs_read_a_line_a_day_and_mailbox() {
        desk.enroll(people(1));

        var lines =
                desk.kadens("forecast", "--days", "4", "--json").out().lines().toList();

        assertThat(lines)
                .hasSize(5)
                .contains(
                        "{\"day\":\"2027-05-13\",\"mailbox\":\"kari@rute.example\",\"mails\":1,\"openers\":1,\"followUps\":0,"
                                + "\"byHand\":0,\"full\":false}");
        assertThat(lines.getLast()).startsWith("{\"mailbox\":\"kari@rute.example\",\"mails\":3,\"fullDays\":0,");
    }

    @Test
    void a_dry_run_ends_with_what_the_mailbox_would_send() {
        desk.imports(people(6));

        var told = desk.kadens("enroll", "three", "p1@c1.example", "p2@c2.example", "p3@c3.example", "--dry-run");

        assertThat(told.out()).contains("With them, and with what is enrolled already:\nkari@rute.example: 9 mails");
        assertThat(desk.count("SELECT COUNT(*) FROM enrollment")).isZero();
    }

    @Test
    void who_waits_for_a_full_mailbox_is_told_when_the_mail_is_expected() {
        desk.enroll(people(5));
        desk.run();
        desk.runAfter(Duration.ofMinutes(5));
        desk.clock.pass(Duration.ofMinutes(5));

        assertThat(desk.kadens("explain", "p5@c5.example").out())
                .contains("held up: kari@rute.example has sent its 2 mails of the last 24 hours")
                .contains("held up: 2 mails go before this one")
                .contains("expected to leave: Sat 15 May 2027");
    }

    @Test
    void days_of_peace_count_for_the_first_mail_wherever_it_stands() {
        desk.sql("UPDATE organization SET touch_days = 30, again_days = 0");
        desk.write("cadences/call-first/cadence.yaml", """
                title: Call first
                window: always
                steps:
                  - key: ring
                    type: call
                    delay: 0 days
                  - key: intro
                    delay: 1 day
                """);
        desk.write("cadences/call-first/intro.ftlh", "Subject: Hello\n\n<p>Hello</p>\n");
        desk.enroll(people(1));
        desk.run();
        desk.sql("UPDATE enrollment SET state = 'finished', due_at = NULL, step_key = NULL");
        desk.enrollIn("call-first", people(1));

        assertThat(desk.kadens("forecast", "--days", "40", "--json").out())
                .contains("\"day\":\"2027-06-12\",\"mailbox\":\"kari@rute.example\",\"mails\":1");
    }

    @Test
    void a_mailbox_whose_zone_is_nonsense_spoils_no_forecast_but_its_own() {
        desk.enroll(people(1));
        desk.otherMailbox("nils@rute.example", SalesDesk.FAST);
        desk.sql("UPDATE mailbox SET time_zone = 'Mars/Phobos' WHERE address = 'nils@rute.example'");

        assertThat(desk.kadens("forecast").out()).contains("kari@rute.example: 3 mails");
        assertThat(desk.kadens("explain", "p1@c1.example").code()).isZero();
    }

    @Test
    void who_would_never_be_written_to_is_named_before_and_after_enrolling() {
        desk.imports(people(1));
        desk.sql("INSERT INTO absence (id, person_id, first_day, last_day)"
                + " SELECT 900, owner_id, '2027-01-01', '2035-01-01' FROM mailbox");

        assertThat(desk.kadens("enroll", "three", "p1@c1.example", "--dry-run").out())
                .contains("p1@c1.example: would be held at once: ");
        assertThat(desk.kadens("enroll", "three", "p1@c1.example").out()).contains("p1@c1.example: held at once: ");
        assertThat(desk.kadens("forecast").out()).contains("Left out: 1 that need a person first");
    }

    @Test
    void a_mailbox_is_full_too_when_it_has_written_to_its_new_people() {
        desk.mailbox(new Limits(40, Duration.ZERO, Duration.ZERO, null, null, 2), null);
        desk.enroll(people(3));

        assertThat(desk.kadens("forecast", "--days", "1").out())
                .contains("2*", "full on 1 day, first on Thu 13 May 2027");
    }

    @Test
    void who_waits_for_somebody_who_has_left_is_told_before_the_step_is_late() {
        desk.enroll(people(1));
        desk.run();
        desk.kadens("person", "left", SalesDesk.REP);

        assertThat(desk.kadens("explain", "p1@c1.example").out()).contains("held up: ", "has left");
    }

    private static String[] people(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "p" + i + "@c" + i + ".example")
                .toArray(String[]::new);
    }
}
