package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import kadens.enrollment.OutgoingMessage;
import kadens.plan.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After the engine stood still: oldest first, at the usual pace, inside windows, and nothing too late by itself. */
class DowntimeTest {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

    private final SalesDesk desk = new SalesDesk();

    @BeforeEach
    void a_cadence_by_day() {
        desk.write("cadences/day/cadence.yaml", """
                title: By day
                window: mon-fri 09:00-17:00
                lateness: 5 days
                steps:
                  - key: intro
                    delay: 0 days
                  - key: second
                    delay: 1 day
                """);
        desk.write("cadences/day/intro.ftlh", "Subject: Hello\n\n<p>Hello</p>\n");
        desk.write("cadences/day/second.ftlh", "\n<p>Did you see it?</p>\n");
        desk.mailbox(new Limits(100, Duration.ofMinutes(10), Duration.ofMinutes(10), null), null);
    }

    @AfterEach
    void closeUp() throws IOException {
        desk.close();
    }

    @Test
    void three_days_of_standstill_end_without_a_burst_the_oldest_first_and_inside_the_window() {
        var people = List.of("a@one.example", "b@two.example", "c@three.example", "d@four.example");
        for (var email : people) {
            desk.enrollIn("day", email);
            desk.runAfter(Duration.ofMinutes(30));
        }
        assertThat(desk.sentMails()).hasSize(4);

        desk.clock.pass(Duration.ofHours(84)); // until Monday, late in the evening
        desk.run();
        desk.clock.moveTo(Instant.parse("2027-05-18T06:52:00Z")); // eight minutes before it opens
        for (int run = 0; run < 12; run++) {
            desk.runAfter(Duration.ofMinutes(4));
        }

        var sent = desk.sentMails().subList(4, desk.sentMails().size());

        assertThat(sent).extracting(OutgoingMessage::recipient).containsExactlyElementsOf(people);
        assertThat(sent.getFirst().claimedAt().atZone(OSLO).toLocalTime())
                .isBetween(LocalTime.of(9, 0), LocalTime.of(9, 5));
        for (int i = 1; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - 1).claimedAt(), sent.get(i).claimedAt()))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(10));
        }
    }

    @Test
    void a_step_that_a_standstill_made_later_than_the_cadence_allows_is_held_for_a_person() {
        desk.enrollIn("day", "per@fjord.example");
        desk.run();
        desk.clock.pass(Duration.ofDays(8));

        desk.run();

        assertThat(desk.enrollment("per@fjord.example")).isHeld("longer than the 5 days that the cadence allows");
        assertThat(desk.sentMails()).hasSize(1);

        desk.goOn("per@fjord.example");
        desk.runAfter(Duration.ofHours(1));
        assertThat(desk.enrollment("per@fjord.example")).isFinished();
    }

    @Test
    void a_mailbox_that_never_ran_before_makes_late_too() {
        desk.enrollIn("day", "per@fjord.example");
        desk.clock.pass(Duration.ofDays(8));

        desk.run();

        assertThat(desk.enrollment("per@fjord.example")).isHeld("longer than the 5 days that the cadence allows");
    }

    @Test
    void a_step_that_only_waited_for_a_full_mailbox_is_not_late() {
        desk.mailbox(new Limits(1, Duration.ZERO, Duration.ZERO, null), null);
        desk.enrollIn(
                "day",
                "a@one.example",
                "b@two.example",
                "c@three.example",
                "d@four.example",
                "e@five.example",
                "f@six.example",
                "g@seven.example");
        for (int run = 0; run < 3 * 12; run++) {
            desk.runAfter(Duration.ofHours(8));
        }

        assertThat(desk.count("SELECT COUNT(*) FROM enrollment WHERE state = 'held'"))
                .isZero();
        assertThat(desk.sentMails()).hasSizeGreaterThan(7);
    }
}
