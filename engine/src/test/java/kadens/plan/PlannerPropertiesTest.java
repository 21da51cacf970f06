package kadens.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kadens.language.Sentence;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * What holds for every plan: zones of all continents, moments around the changes of their clocks, holidays, days off
 * and absences.
 */
class PlannerPropertiesTest {

    private static final List<String> ZONES = List.of(
            "Europe/Oslo",
            "Europe/London",
            "Africa/Casablanca",
            "Africa/Johannesburg",
            "America/New_York",
            "America/St_Johns",
            "America/Santiago",
            "America/Sao_Paulo",
            "Asia/Kolkata",
            "Asia/Tehran",
            "Asia/Tokyo",
            "Australia/Lord_Howe",
            "Australia/Sydney",
            "Pacific/Apia",
            "Pacific/Chatham",
            "UTC");

    private static final List<String> WINDOWS = List.of(
            "mon-fri 09:00-17:00",
            "mon-thu 09:00-12:00 13:00-17:00, fri 09:00-15:00",
            "mon-sun 02:00-03:00",
            "mon-sun 01:30-02:30",
            "sun-thu 23:00-24:00, tue 00:00-06:00",
            "sat-sun 02:15-02:45, wed 22:00-24:00",
            "sun 00:00-00:01",
            "mon-sun 00:00-24:00",
            "always");

    private static final List<String> DELAYS = List.of(
            "0 days",
            "30 seconds",
            "10 minutes",
            "1 hour",
            "24 hours",
            "1 day",
            "3 business days",
            "0 business days",
            "10 business days",
            "2 weeks",
            "at 09:30",
            "at 02:30",
            "at 00:00",
            "on tuesday",
            "on sun at 02:15",
            "0 days at 16:00",
            "2 days at 02:30",
            "36 hours at 08:00",
            "1 week on monday",
            "3 business days on thu at 10:00",
            "12 hours on sunday");

    private static final List<String> COUNTRIES = List.of("NO", "GB", "US", "BR", "CL", "ZA", "IN", "JP", "AU");

    private final Planner exact = new Planner(Duration.ZERO);

    @Property(tries = 100_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void a_plan_is_open_at_its_own_time_and_stays_as_it_is_until_then(
            @ForAll("questions") Question question,
            @ForAll("lateness") Duration late,
            @ForAll @IntRange(max = 30) int jitter) {
        var planner = new Planner(Duration.ofMinutes(jitter));
        var step = question.build();
        var now = question.since().at().plus(late);
        var plan = (Plan) planner.plan(step, now);

        assertThat(plan.at()).isAfterOrEqualTo(now).isAfterOrEqualTo(Oracle.counted(question));
        assertThat(Oracle.isOpen(question, plan.at())).isTrue();
        assertThat(Planner.closed(step, plan.at())).isEmpty();
        assertThat(planner.plan(question.build(), now)).isEqualTo(plan);
        assertThat(((Plan) planner.plan(step, plan.at())).at()).isEqualTo(plan.at());
    }

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void what_is_closed_is_told_and_nothing_else(
            @ForAll("questions") Question question, @ForAll("lateness") Duration late) {
        var now = question.since().at().plus(late);

        assertThat(Planner.closed(question.build(), now).isEmpty()).isEqualTo(Oracle.isOpen(question, now));
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void jitter_only_ever_delays_and_by_no_more_than_its_limit(
            @ForAll("questions") Question question, @ForAll @IntRange(max = 90) int jitter) {
        var since = question.since().at();
        var plain = (Plan) exact.plan(question.build(), since);
        var moved = (Plan) new Planner(Duration.ofMinutes(jitter)).plan(question.build(), since);

        assertThat(Duration.between(plain.at(), moved.at())).isBetween(Duration.ZERO, Duration.ofMinutes(jitter));
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void no_opening_is_missed(@ForAll("questions") Question question, @ForAll("lateness") Duration late) {
        var now = question.since().at().plus(late);
        var onTime = Oracle.firstOpen(question, Oracle.counted(question));
        var expected = onTime.isBefore(now) ? Oracle.firstOpen(question, now) : onTime;

        assertThat(((Plan) exact.plan(question.build(), now)).at()).isEqualTo(expected);
    }

    @Provide
    Arbitrary<Question> questions() {
        return Combinators.combine(
                        moments(),
                        Arbitraries.of(WINDOWS),
                        Arbitraries.of(DELAYS),
                        Arbitraries.of(COUNTRIES).injectNull(0.2),
                        Arbitraries.integers().between(0, 12).set().ofMaxSize(4),
                        Arbitraries.of(ZONES),
                        absence(),
                        Arbitraries.longs())
                .as(PlannerPropertiesTest::question);
    }

    @Provide
    Arbitrary<Duration> lateness() {
        var longAfter = Arbitraries.longs().between(0, 40L * 24 * 60).map(Duration::ofMinutes);
        return Arbitraries.oneOf(longAfter, Arbitraries.longs().between(0, 600).map(Duration::ofSeconds));
    }

    private static Question question(
            ZonedDateTime since,
            String window,
            String delay,
            String country,
            Set<Integer> daysOff,
            String senderZone,
            List<Integer> absence,
            long seed) {
        var date = since.toLocalDate();
        var away = IntStream.range(0, absence.size() / 2)
                .mapToObj(i -> range(date.plusDays(absence.get(2 * i)), absence.get(2 * i + 1)))
                .toArray(Absences.Range[]::new);
        var held = new NotBefore(
                since.withSecond(0).plusMinutes(1 + (seed & 4095)).toInstant(), Sentence.verbatim("the company's cap"));
        var question = Question.of(delay, new Since.Enrolling(since.toInstant()))
                .zone(since.getZone().getId())
                .sentIn(window)
                .off(daysOff.stream().collect(Collectors.toMap(days -> date.plusDays(days), _ -> "Closed")))
                .awayIn(senderZone)
                .away(away)
                .notBefore(seed % 3 == 0 ? new NotBefore[] {held} : new NotBefore[0])
                .seeded(seed);
        return country == null ? question : question.in(country);
    }

    private static Absences.Range range(LocalDate first, int days) {
        return new Absences.Range(first, first.plusDays(days - 1));
    }

    /** Pairs of the first day, counted from the step before, and a length. */
    private static Arbitrary<List<Integer>> absence() {
        return Arbitraries.integers().between(1, 12).list().ofMaxSize(4);
    }

    private static Arbitrary<ZonedDateTime> moments() {
        var anywhere = Combinators.combine(
                        Arbitraries.longs().between(1_262_304_000, 1_893_456_000),
                        Arbitraries.of(ZONES).map(ZoneId::of))
                .as((seconds, zone) -> Instant.ofEpochSecond(seconds).atZone(zone));
        var dateLine = Arbitraries.of(ZonedDateTime.parse("2011-12-28T10:00-10:00[Pacific/Apia]"));
        return Arbitraries.frequencyOf(
                Tuple.of(10, anywhere),
                Tuple.of(10, anywhere.flatMap(PlannerPropertiesTest::aroundTheNextChange)),
                Tuple.of(1, dateLine.flatMap(PlannerPropertiesTest::aroundTheNextChange)));
    }

    /** From three days before the clock changes to some hours after. */
    private static Arbitrary<ZonedDateTime> aroundTheNextChange(ZonedDateTime moment) {
        var change = moment.getZone().getRules().nextTransition(moment.toInstant());
        var around = change == null ? moment : change.getInstant().atZone(moment.getZone());
        return Arbitraries.integers().between(-72 * 60, 240).map(around::plusMinutes);
    }
}
