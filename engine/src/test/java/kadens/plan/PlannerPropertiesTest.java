package kadens.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every plan: zones of both hemispheres, moments around the changes of their clocks. */
class PlannerPropertiesTest {

    private static final List<String> WINDOWS = List.of(
            "mon-fri 09:00-17:00",
            "mon-sun 02:00-03:00",
            "mon-sun 01:30-02:30",
            "sat-sun 02:15-02:45, wed 22:00-24:00",
            "sun 00:00-00:01",
            "mon-sun 00:00-24:00",
            "always");

    private static final List<String> ZONES = List.of(
            "Europe/Oslo",
            "America/New_York",
            "America/Santiago",
            "Australia/Lord_Howe",
            "Australia/Sydney",
            "Pacific/Apia",
            "Africa/Casablanca",
            "Asia/Kathmandu",
            "UTC");

    private static final List<String> DELAYS = List.of(
            "0 days",
            "30 seconds",
            "10 minutes",
            "1 hour",
            "24 hours",
            "1 day",
            "3 business days",
            "0 business days",
            "2 weeks");

    @Property(edgeCases = EdgeCasesMode.NONE)
    void a_plan_is_inside_the_window_and_never_before_now(
            @ForAll("steps") NextStep step, @ForAll("lateness") Duration late, @ForAll @IntRange(max = 90) int jitter) {
        var now = step.since().at().plus(late);
        var plan = new Planner(Duration.ofMinutes(jitter)).plan(step, now);

        assertThat(plan.at())
                .isAfterOrEqualTo(now)
                .isAfterOrEqualTo(counted(step).toInstant());
        assertThat(Planner.maySendNow(step.window(), step.zone().zone(), plan.at()))
                .isTrue();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void the_same_question_has_the_same_answer(@ForAll("steps") NextStep step, @ForAll("lateness") Duration late) {
        var now = step.since().at().plus(late);

        assertThat(new Planner(Duration.ofMinutes(15)).plan(step, now))
                .isEqualTo(new Planner(Duration.ofMinutes(15)).plan(step, now));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void jitter_only_ever_delays_and_by_no_more_than_its_limit(
            @ForAll("steps") NextStep step, @ForAll @IntRange(max = 90) int jitter) {
        var exact = new Planner(Duration.ZERO).plan(step, step.since().at()).at();
        var moved = new Planner(Duration.ofMinutes(jitter))
                .plan(step, step.since().at())
                .at();

        assertThat(Duration.between(exact, moved)).isBetween(Duration.ZERO, Duration.ofMinutes(jitter));
    }

    /** Compares with a walk from minute to minute; the windows and the changes of clocks fall on whole minutes. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void no_opening_is_missed(@ForAll("windows") Window window, @ForAll("moments") ZonedDateTime moment) {
        var from = moment.withSecond(0).withNano(0);
        var walked = from;
        while (!window.contains(walked)) {
            walked = walked.plusMinutes(1);
        }

        assertThat(window.next(from)).isEqualTo(walked);
    }

    @Provide
    Arbitrary<NextStep> steps() {
        return Combinators.combine(
                        moments(), windows(), Arbitraries.of(DELAYS), Arbitraries.longs(), Arbitraries.of("a", "b-2"))
                .as((moment, window, delay, seed, key) -> new NextStep(
                        key,
                        Delay.parse(delay),
                        new Since.Enrolling(moment.toInstant()),
                        window,
                        TimeZoneChoice.of(moment.getZone(), null, moment.getZone()),
                        seed));
    }

    @Provide
    Arbitrary<Window> windows() {
        return Arbitraries.of(WINDOWS).map(Window::parse);
    }

    @Provide
    Arbitrary<ZonedDateTime> moments() {
        var anywhere = Combinators.combine(
                        Arbitraries.longs().between(1_262_304_000, 1_893_456_000),
                        Arbitraries.of(ZONES).map(ZoneId::of))
                .as((seconds, zone) -> Instant.ofEpochSecond(seconds).atZone(zone));
        return Arbitraries.oneOf(anywhere, anywhere.flatMap(PlannerPropertiesTest::aroundTheNextChange));
    }

    @Provide
    Arbitrary<Duration> lateness() {
        return Arbitraries.longs().between(0, 40L * 24 * 60).map(Duration::ofMinutes);
    }

    private static Arbitrary<ZonedDateTime> aroundTheNextChange(ZonedDateTime moment) {
        var change = moment.getZone().getRules().nextTransition(moment.toInstant());
        return Arbitraries.integers()
                .between(-26 * 60, 180)
                .map(minutes -> change == null
                        ? moment
                        : change.getInstant().atZone(moment.getZone()).plusMinutes(minutes));
    }

    private static ZonedDateTime counted(NextStep step) {
        return step.delay().after(step.since().at().atZone(step.zone().zone()));
    }
}
