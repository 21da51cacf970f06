package kadens.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A winner is only named when the mails carry it, however often somebody looks. */
class ComparisonTest {

    private static final int DAYS = 60;
    private static final int TESTS = 2_000;

    /** What a mail of a variant brings. */
    private record Truth(double positive, double unsubscribed) {

        int draw(SplittableRandom random) {
            var drawn = random.nextDouble();
            if (drawn < positive) {
                return 1;
            }
            return drawn < positive + unsubscribed ? -1 : 0;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.005, 0.005, 20, 2",
        "0.01, 0, 40, 2",
        "0.03, 0.01, 20, 2",
        "0.03, 0.01, 200, 2",
        "0.10, 0.02, 40, 2",
        "0.30, 0.05, 15, 2",
        "0.03, 0.01, 100, 5"
    })
    void among_equals_looked_at_daily_for_60_days_hardly_ever_a_winner_is_named(
            double positive, double unsubscribed, int mailsADay, int variants) {
        var truth = new Truth(positive, unsubscribed);
        var random = new SplittableRandom(42);

        var named = IntStream.range(0, TESTS)
                .filter(_ -> winner(
                                random.split(),
                                mailsADay,
                                IntStream.range(0, variants)
                                        .mapToObj(_ -> truth)
                                        .toList())
                        != null)
                .count();

        assertThat(named).isLessThan(TESTS * 5 / 100);
    }

    @ParameterizedTest
    @CsvSource({"0.03, 0.09, 40", "0.02, 0.05, 100", "0.10, 0.20, 30"})
    void a_clear_difference_is_found_in_most_tests_and_hardly_ever_the_wrong_way_round(
            double a, double b, int mailsADay) {
        var random = new SplittableRandom(7);
        var winners = IntStream.range(0, 500)
                .mapToObj(_ -> String.valueOf(
                        winner(random.split(), mailsADay, List.of(new Truth(a, 0.01), new Truth(b, 0.01)))))
                .toList();

        assertThat(winners.stream().filter("b"::equals).count()).isGreaterThan(400);
        assertThat(winners.stream().filter("a"::equals).count()).isLessThan(5);
    }

    @Test
    void unsubscribing_counts_as_much_against_a_variant_as_interest_for_it() {
        assertThat(compared(new Score(2_000, 100, 100), new Score(2_000, 60, 0)))
                .isInstanceOfSatisfying(
                        Comparison.Ahead.class,
                        ahead -> assertThat(ahead.best()).isEqualTo("b"));
    }

    @Test
    void nothing_is_said_before_each_variant_has_a_hundred_mails() {
        assertThat(compared(new Score(5_000, 10, 0), new Score(99, 60, 0))).isEqualTo(new Comparison.Early("b", 99));
        assertThat(compared(new Score(5_000, 10, 0), new Score(100, 60, 0))).isInstanceOf(Comparison.Ahead.class);
    }

    @Test
    void a_winner_has_to_beat_every_other_variant() {
        assertThat(compared(new Score(3_000, 200, 0), new Score(3_000, 190, 0), new Score(3_000, 30, 0)))
                .isInstanceOfSatisfying(Comparison.Open.class, open -> {
                    assertThat(open.best()).isEqualTo("a");
                    assertThat(open.rival()).isEqualTo("b");
                });
    }

    @Test
    void one_variant_is_compared_with_nothing() {
        assertThat(compared(new Score(3_000, 200, 0))).isEqualTo(new Comparison.Alone());
    }

    @Test
    void the_sentence_tells_the_lead_in_mails_of_a_thousand() {
        assertThat(new Comparison.Ahead("b", "a", new Interval(0.041, 0.098))
                        .sentence()
                        .toString())
                .isEqualTo("b is ahead of a, and not by chance: of 1,000 mails, 41 to 98 more end well");
        assertThat(new Comparison.Open("b", "a", new Interval(-0.008, 0.032))
                        .sentence()
                        .toString())
                .contains("up to 32 more that end well than a, or up to 8 fewer");
    }

    @Property
    void an_interval_lies_round_its_mean_within_the_possible_and_narrows_with_more_of_the_same(
            @ForAll @LongRange(min = 1, max = 10_000) long mails,
            @ForAll @DoubleRange(min = 0, max = 1) double answered,
            @ForAll @DoubleRange(min = 0, max = 1) double content) {
        var positive = (long) (mails * answered * content);
        var unsubscribed = (long) (mails * answered) - positive;
        var score = new Score(mails, positive, unsubscribed);
        var more = new Score(mails * 100, positive * 100, unsubscribed * 100);

        assertThat(score.interval().low()).isBetween(-1.0, score.mean());
        assertThat(score.interval().high()).isBetween(score.mean(), 1.0);
        assertThat(width(more)).isLessThan(width(score));
    }

    @Property
    void who_is_ahead_does_not_depend_on_the_names(
            @ForAll @LongRange(min = 100, max = 5_000) long mails,
            @ForAll @IntRange(max = 100) int one,
            @ForAll @IntRange(max = 100) int other) {
        var forth = compared(new Score(mails, one, 0), new Score(mails, other, 0));
        var back = compared(new Score(mails, other, 0), new Score(mails, one, 0));

        assertThat(forth.getClass()).isEqualTo(back.getClass());
        if (forth instanceof Comparison.Ahead(var best, var _, var lead) && back instanceof Comparison.Ahead turned) {
            assertThat(best).isEqualTo(one > other ? "a" : "b").isNotEqualTo(turned.best());
            assertThat(lead).isEqualTo(turned.lead());
        }
    }

    private static double width(Score score) {
        return score.interval().high() - score.interval().low();
    }

    private static Comparison compared(Score... scores) {
        var named = new LinkedHashMap<String, Score>();
        for (var score : scores) {
            named.put(String.valueOf((char) ('a' + named.size())), score);
        }
        return Comparison.of(named);
    }

    /** The variant that a person who looks every day is told to choose on the first day with a suggestion; else null. */
    @Nullable
    private static String winner(SplittableRandom random, int mailsADay, List<Truth> truths) {
        var scores = new LinkedHashMap<String, Score>();
        IntStream.range(0, truths.size())
                .forEach(i -> scores.put(String.valueOf((char) ('a' + i)), new Score(0, 0, 0)));
        var names = List.copyOf(scores.keySet());
        for (int day = 0; day < DAYS; day++) {
            for (int mail = 0; mail < mailsADay; mail++) {
                var i = random.nextInt(truths.size());
                scores.compute(
                        names.get(i), (_, score) -> with(score, truths.get(i).draw(random)));
            }
            if (Comparison.of(Map.copyOf(scores)) instanceof Comparison.Ahead ahead) {
                return ahead.best();
            }
        }
        return null;
    }

    private static Score with(@Nullable Score score, int outcome) {
        var before = score == null ? new Score(0, 0, 0) : score;
        return new Score(
                before.mails() + 1,
                before.positive() + (outcome > 0 ? 1 : 0),
                before.unsubscribed() + (outcome < 0 ? 1 : 0));
    }
}
