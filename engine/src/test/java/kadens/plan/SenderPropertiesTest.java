package kadens.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The rules of sending over random worlds, by the sender's own pure parts; a failing seed is a whole reproduction. */
class SenderPropertiesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Planner planner = new Planner(Duration.ofMinutes(20));

    @Property(tries = 30_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void outages_and_jumps_of_the_clock_break_no_rule(@ForAll long seed) {
        var worlds = new Worlds(seed);
        var random = new SplittableRandom(seed);
        var now = worlds.moment();
        var outset = worlds.outset(now, MINUTE, 1 + random.nextInt(2), 1 + random.nextInt(6), 3);
        var sender = new Rehearsal(planner, outset, Instant.MAX);

        for (int run = 0; run < 200; run++) {
            sender.run(now);
            now = now.plus(step(random));
        }

        new SendingRules(outset).check(sender.forecast().departures());
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void the_forecast_is_what_a_plain_sender_does(@ForAll long seed) {
        var worlds = new Worlds(seed);
        var now = worlds.moment();
        var outset = worlds.outset(now, Duration.ofMinutes(10), 2, 6, 3);
        var until = now.plus(Duration.ofDays(12));

        var sent = inOrder(new NaiveSender(planner, outset).runUntil(until));
        var forecast = inOrder(Forecast.of(planner, outset, until).departures());
        for (int i = 0; i < Math.max(sent.size(), forecast.size()); i++) {
            assertThat(forecast.stream().skip(i).findFirst())
                    .isEqualTo(sent.stream().skip(i).findFirst());
        }
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void every_step_leaves_once_and_at_the_time_that_was_shown(@ForAll long seed) {
        var worlds = new Worlds(seed);
        var now = worlds.moment();
        var drawn = worlds.outset(now, Duration.ofSeconds(1), 1, 3, 3);
        var free = new Limits(100_000, Duration.ZERO, Duration.ZERO, null);
        var outset = Outset.of(now, Duration.ofSeconds(1), List.of(Sender.fresh(1, free)), drawn.journeys());

        var forecast = Forecast.of(planner, outset, now.plus(Duration.ofDays(120)));

        assertThat(forecast.never()).isEmpty();
        assertThat(forecast.unfinished()).isZero();
        var byJourney = forecast.departures().stream().collect(Collectors.groupingBy(Departure::journeyId));
        outset.journeys().forEach(journey -> leavesAsShown(journey, byJourney));
    }

    private void leavesAsShown(Journey journey, Map<Long, List<Departure>> byJourney) {
        var departures = byJourney.getOrDefault(journey.id(), List.of());
        assertThat(departures)
                .extracting(Departure::stepKey)
                .containsExactlyElementsOf(
                        journey.legs().stream().map(leg -> leg.step().key()).toList());
        for (int i = 1; i < departures.size(); i++) {
            var before = departures.get(i - 1).at();
            var shown = planner.plan(journey.legs().get(i).step().since(new Since.StepBefore("", before)), before);
            var wasDueAtOnce = ((Plan) shown).at().equals(before);
            assertThat(departures.get(i).at()).isEqualTo(wasDueAtOnce ? before.plusSeconds(1) : ((Plan) shown).at());
        }
    }

    /** Mostly some minutes to hours; now and then three days of nothing, or a clock that is set back. */
    private static Duration step(SplittableRandom random) {
        return switch (random.nextInt(50)) {
            case 0 -> Duration.ofDays(3);
            case 1 -> Duration.ofMinutes(-random.nextInt(10));
            case 2, 3, 4, 5 -> Duration.ofHours(random.nextInt(1, 20));
            default -> Duration.ofSeconds(random.nextInt(1, 7200));
        };
    }

    private static List<Departure> inOrder(List<Departure> departures) {
        return departures.stream()
                .sorted(Comparator.comparing(Departure::at)
                        .thenComparing(Departure::mailboxId)
                        .thenComparing(Departure::journeyId)
                        .thenComparing(Departure::stepKey))
                .toList();
    }
}
