package kadens.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kadens.cadence.Audience;
import kadens.cadence.Cadence;
import kadens.cadence.ColleagueReplies;
import kadens.cadence.Step;
import kadens.cadence.Variant;
import kadens.plan.Delay;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Variants are given evenly, and nobody's changes without need. */
class ChoosingTest {

    private static final int PEOPLE = 20_000;

    /** What chi-square exceeds once in 10,000 times, by degrees of freedom. */
    private static final Map<Integer, Double> CHI_SQUARE_MAX = Map.of(1, 15.14, 3, 21.11, 4, 23.51);

    private static final List<Values> EVERYBODY = IntStream.range(0, PEOPLE)
            .mapToObj(i -> prospect("person%d@company%d.example".formatted(i, i % 700)))
            .toList();

    static Stream<List<Integer>> weights() {
        return Stream.of(
                List.of(1, 1),
                List.of(9, 1),
                List.of(50, 50),
                List.of(1, 1, 1, 1, 1),
                List.of(5, 4, 3, 2, 1),
                List.of(70, 10, 10, 5, 5));
    }

    @ParameterizedTest
    @MethodSource("weights")
    void each_variant_gets_its_share(List<Integer> weights) {
        var step = step("intro", variants(weights));
        var counts = counts(step, weights.size());
        var all = weights.stream().mapToInt(Integer::intValue).sum();

        var chiSquare = IntStream.range(0, weights.size())
                .mapToDouble(i -> squared(counts[i], (double) PEOPLE * weights.get(i) / all))
                .sum();

        assertThat(chiSquare).as(Arrays.toString(counts)).isLessThan(CHI_SQUARE_MAX.get(weights.size() - 1));
    }

    @Test
    void what_somebody_gets_of_one_step_says_nothing_about_the_next() {
        for (var other : List.of("follow-up", "intrp", "intro2", "second")) {
            var table = new int[4];
            EVERYBODY.forEach(each -> table[
                    2 * index(step("intro", variants(List.of(1, 1))), each)
                            + index(step(other, variants(List.of(1, 1))), each)]++);

            var chiSquare = Arrays.stream(table)
                    .mapToDouble(count -> squared(count, PEOPLE / 4.0))
                    .sum();
            assertThat(chiSquare).as(other + Arrays.toString(table)).isLessThan(CHI_SQUARE_MAX.get(3));
        }
    }

    @Property(tries = 200)
    void a_new_variant_takes_people_from_the_others_and_moves_nobody_between_them(
            @ForAll @Size(min = 2, max = 5) List<@IntRange(min = 1, max = 20) Integer> weights,
            @ForAll @IntRange(min = 0, max = PEOPLE - 1) int from) {
        var before = variants(weights.subList(0, weights.size() - 1));
        var after = variants(weights);
        var added = after.getLast().name();

        some(from).forEach(each -> {
            var now = drawn(step("intro", after), each);
            assertThat(now).isIn(added, drawn(step("intro", before), each));
        });
    }

    @Property(tries = 200)
    void more_weight_takes_people_to_a_variant_and_moves_nobody_between_the_others(
            @ForAll @Size(min = 2, max = 5) List<@IntRange(min = 0, max = 20) Integer> weights,
            @ForAll @IntRange(min = 1, max = 30) int more,
            @ForAll @IntRange(min = 0, max = PEOPLE - 1) int from) {
        var before = variants(weights.stream().map(weight -> weight + 1).toList());
        var raised = new Variant("a", before.getFirst().weight() + more, List.of());
        var after = Stream.concat(Stream.of(raised), before.stream().skip(1)).toList();

        some(from)
                .forEach(each ->
                        assertThat(drawn(step("intro", after), each)).isIn("a", drawn(step("intro", before), each)));
    }

    @Property(tries = 100)
    void the_order_of_the_files_does_not_matter(
            @ForAll @Size(min = 2, max = 5) List<@IntRange(min = 1, max = 20) Integer> weights,
            @ForAll Random random,
            @ForAll @IntRange(min = 0, max = PEOPLE - 1) int from) {
        var ordered = variants(weights);
        var shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, random);

        some(from)
                .forEach(each -> assertThat(drawn(step("intro", shuffled), each))
                        .isEqualTo(drawn(step("intro", ordered), each)));
    }

    @Test
    void nobody_gets_a_variant_without_weight() {
        var step = step("intro", variants(List.of(0, 1, 0)));

        assertThat(counts(step, 3)).containsExactly(0, PEOPLE, 0);
    }

    @Test
    void only_the_address_the_cadence_and_the_step_decide() {
        var step = step("intro", variants(List.of(1, 1, 1)));
        var renamed = new Values(
                Map.of("email", "person1@company1.example", "firstName", "Ola", "language", "nb"),
                Map.of("name", "Fjord"),
                Samples.SENDER,
                null,
                Samples.TODAY.plusDays(90));

        assertThat(drawn(step, renamed)).isEqualTo(drawn(step, EVERYBODY.get(1)));
    }

    private static double squared(int count, double expected) {
        return (count - expected) * (count - expected) / expected;
    }

    private static int[] counts(Step step, int variants) {
        var counts = new int[variants];
        EVERYBODY.forEach(each -> counts[index(step, each)]++);
        return counts;
    }

    private static int index(Step step, Values values) {
        return drawn(step, values).charAt(0) - 'a';
    }

    private static String drawn(Step step, Values values) {
        return Choosing.variant(cadence(step), step, values).name();
    }

    private static List<Values> some(int from) {
        return EVERYBODY.subList(from, Math.min(PEOPLE, from + 200));
    }

    private static List<Variant> variants(List<Integer> weights) {
        return IntStream.range(0, weights.size())
                .mapToObj(i -> new Variant(String.valueOf((char) ('a' + i)), weights.get(i), List.of()))
                .toList();
    }

    private static Step step(String key, List<Variant> variants) {
        return new Step(key, Step.Type.EMAIL, key, Delay.parse("0 days"), null, null, variants);
    }

    private static Cadence cadence(Step step) {
        return new Cadence(
                "three",
                "Three",
                null,
                Locale.ENGLISH,
                Audience.PROSPECTS,
                null,
                null,
                ColleagueReplies.IGNORE,
                List.of(step),
                Path.of("three"));
    }

    private static Values prospect(String email) {
        return new Values(Map.of("email", email), Map.of(), Samples.SENDER, null, Samples.TODAY);
    }
}
