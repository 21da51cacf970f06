package kadens.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A whole season of a large team: what was forecast on its first morning is what leaves, day by day. */
class NinetyDaysTest {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final Instant FIRST_MORNING = Instant.parse("2027-03-01T07:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private record DayAndMailbox(LocalDate day, long mailbox) {}

    @Test
    void ninety_days_of_fifty_mailboxes_and_twenty_thousand_enrollments_go_as_forecast() {
        var planner = new Planner(Duration.ofMinutes(20));
        var outset = new Worlds(20_270_301).outset(FIRST_MORNING, MINUTE, 50, 20_000, 5);
        var until = FIRST_MORNING.atZone(OSLO).plusDays(90).toInstant();

        var forecast = Forecast.of(planner, outset, until);
        var sent = new NaiveSender(planner, outset).runUntil(until);

        var byDay = byDayAndMailbox(sent);
        byDayAndMailbox(forecast.departures())
                .forEach((where, mails) ->
                        assertThat(byDay.get(where)).as("%s", where).isEqualTo(mails));
        assertThat(Set.copyOf(sent).equals(Set.copyOf(forecast.departures())))
                .as("to the minute")
                .isTrue();
        assertThat(sent).hasSizeGreaterThan(20_000);
        new SendingRules(outset).check(forecast.departures());
    }

    private static Map<DayAndMailbox, Long> byDayAndMailbox(List<Departure> departures) {
        return departures.stream()
                .filter(Departure::isMail)
                .collect(Collectors.groupingBy(
                        departure ->
                                new DayAndMailbox(LocalDate.ofInstant(departure.at(), OSLO), departure.mailboxId()),
                        Collectors.counting()));
    }
}
