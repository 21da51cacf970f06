package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.enrollment.Enrollment;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.Outlook.WouldBe;
import kadens.plan.Departure;
import kadens.plan.Forecast;
import kadens.plan.Limits;
import kadens.prospect.Prospects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the real engine sends is what was forecast, and what a rep was shown. */
class ForecastTest {

    private static final Limits TIGHT =
            new Limits(12, Duration.ofMinutes(20), Duration.ofMinutes(50), new Limits.Ramp(5, 2), 1, 6);

    private final SalesDesk desk = new SalesDesk();

    @BeforeEach
    void two_cadences_by_day() {
        cadence("season", "mon-fri 09:00-12:00, mon-fri 13:00-17:00", "2 business days", "1 week");
        cadence("brief", "mon-thu 10:00-15:30", "1 day", "on friday at 11:15");
        desk.mailbox(TIGHT, null);
        desk.sql("UPDATE organization SET country = 'NO', company_cap = 2, domain_cap = 2");
    }

    @AfterEach
    void closeUp() throws IOException {
        desk.close();
    }

    private record Mail(Instant at, long enrollment, String step) {}

    @Test
    void the_real_sender_sends_what_was_forecast() {
        desk.enrollIn("season", people(14, "season.example"));
        desk.enrollIn("brief", people(8, "brief.example"));
        var start = desk.clock.instant();

        var forecast = forecast(List.of());
        for (int run = 0; run < 6 * 24; run++) {
            desk.run();
            desk.clock.pass(SalesDesk.RUN_INTERVAL);
        }

        var sent = desk.sentMails().stream()
                .map(message -> new Mail(message.claimedAt(), message.enrollmentId(), message.stepKey()))
                .toList();
        assertThat(sent).hasSizeGreaterThan(15);
        assertThat(sent).containsExactlyElementsOf(mails(forecast, start.plus(Duration.ofDays(6))));
    }

    @Test
    void the_time_that_was_shown_is_the_time_of_sending() {
        desk.mailbox(SalesDesk.FAST, null);
        desk.sql("UPDATE organization SET company_cap = NULL, domain_cap = NULL");
        desk.enrollIn("season", people(3, "season.example"));

        while (true) {
            var next = Stream.of(people(3, "season.example"))
                    .map(desk::enrollment)
                    .filter(enrollment -> enrollment.dueAt() != null)
                    .min(Comparator.comparing(Enrollment::dueAt))
                    .orElse(null);
            if (next == null) {
                break;
            }
            var shown = Objects.requireNonNull(next.dueAt());
            desk.clock.moveTo(shown.minusSeconds(1));
            desk.run();
            desk.clock.moveTo(shown);
            desk.run();
            assertThat(desk.sentMails().stream()
                            .filter(message -> message.enrollmentId() == next.id())
                            .map(OutgoingMessage::claimedAt))
                    .last()
                    .isEqualTo(shown);
        }
        assertThat(desk.sentMails()).hasSize(9);
    }

    @Test
    void what_would_be_enrolled_is_forecast_as_it_then_happens() {
        desk.imports(people(9, "season.example"));
        var would = List.of(people(9, "season.example")).stream()
                .map(email -> desk.ask(session -> new WouldBe(
                        Prospects.byEmail(session, email).orElseThrow(),
                        (Cadence) desk.engine().cadences().find("season"),
                        desk.mailbox())))
                .toList();

        var before = forecast(would);
        desk.enrollIn("season", people(9, "season.example"));
        var after = forecast(List.of());

        assertThat(timesByStep(before)).isEqualTo(timesByStep(after));
        assertThat(before.fullAt().get(desk.mailbox().id())).isNotEmpty();
        assertThat(before.unfinished()).isZero();
    }

    private Forecast forecast(List<WouldBe> wouldBe) {
        return desk.ask(session -> desk.engine().outlook().forecast(session, desk.clock.instant(), wouldBe));
    }

    private static List<Mail> mails(Forecast forecast, Instant until) {
        return forecast.departures().stream()
                .filter(departure -> departure.at().isBefore(until))
                .map(departure -> new Mail(departure.at(), departure.journeyId(), departure.stepKey()))
                .toList();
    }

    private static Map<String, List<Instant>> timesByStep(Forecast forecast) {
        return forecast.departures().stream()
                .collect(Collectors.groupingBy(
                        Departure::stepKey, Collectors.mapping(Departure::at, Collectors.toList())));
    }

    private void cadence(String name, String window, String second, String third) {
        desk.write("cadences/" + name + "/cadence.yaml", """
                title: %s
                window: %s
                steps:
                  - key: intro
                    delay: 0 days
                  - key: second
                    delay: %s
                  - key: third
                    delay: %s
                """.formatted(name, window, second, third));
        desk.write("cadences/" + name + "/intro.ftlh", "Subject: Hello\n\n<p>Hello</p>\n");
        desk.write("cadences/" + name + "/second.ftlh", "\n<p>Did you see it?</p>\n");
        desk.write("cadences/" + name + "/third.ftlh", "\n<p>The last one.</p>\n");
    }

    /** Two a company. */
    private static String[] people(int count, String domain) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "p" + i + "@c" + i / 2 + "." + domain)
                .toArray(String[]::new);
    }
}
