package kadens.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What planning one enrollment costs: its next step, by holidays, days off, window, absence and jitter. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlannerBenchmark {

    private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");

    private static final List<String> DELAYS =
            List.of("0 days", "2 days", "3 business days", "5 business days", "1 week", "2 days at 09:30", "on tuesday");

    private static final Map<String, String> ZONES = Map.of(
            "NO", "Europe/Oslo",
            "DE", "Europe/Berlin",
            "GB", "Europe/London",
            "US", "America/New_York",
            "AU", "Australia/Sydney");

    private static final Map<LocalDate, String> OWN = Map.of(
            LocalDate.of(2027, 5, 7), "Squeezed day",
            LocalDate.of(2027, 12, 27), "Christmas week",
            LocalDate.of(2027, 12, 28), "Christmas week");

    private final Planner planner = new Planner(Duration.ofMinutes(20));
    private final List<NextStep> steps = steps();
    private int turn;

    /** Asked when the step before was just sent. */
    @Benchmark
    public Planned ahead() {
        var step = next();
        return planner.plan(step, step.since().at());
    }

    /** Asked weeks later, after downtime: planned twice. */
    @Benchmark
    public Planned overdue() {
        var step = next();
        return planner.plan(step, step.since().at().plus(Duration.ofDays(30)));
    }

    private NextStep next() {
        turn = (turn + 1) % steps.size();
        return steps.get(turn);
    }

    private static List<NextStep> steps() {
        var random = new SplittableRandom(1);
        var countries = ZONES.keySet().stream().sorted().toList();
        return IntStream.range(0, 1024)
                .mapToObj(seed -> step(
                        seed,
                        countries.get(random.nextInt(countries.size())),
                        DELAYS.get(random.nextInt(DELAYS.size())),
                        START.plus(Duration.ofMinutes(random.nextInt(365 * 24 * 60)))))
                .toList();
    }

    private static NextStep step(long seed, String country, String delay, Instant since) {
        var zone = ZoneId.of(ZONES.getOrDefault(country, "UTC"));
        var oslo = ZoneId.of("Europe/Oslo");
        var from = since.atZone(oslo).toLocalDate().plusDays(2);
        return new NextStep(
                "follow-up",
                Delay.parse(delay),
                new Since.StepBefore("Intro", since),
                Window.parse("mon-thu 09:00-12:00 13:00-17:00, fri 09:00-15:00"),
                new TimeZoneChoice(zone, TimeZoneChoice.Source.PROSPECT),
                DaysOff.of(country, OWN),
                seed % 4 == 0
                        ? new Absences(oslo, List.of(new Absences.Range(from, from.plusDays(6))))
                        : Absences.none(oslo),
                List.of(),
                seed);
    }
}
