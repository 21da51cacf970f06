package kadens.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    private static final int TRIES = 60;

    private final Random random = new Random(20_261_124);

    @TempDir
    Path folder;

    private int number;

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
        var counts = counts(of("intro", weights), weights.size());
        var all = weights.stream().mapToInt(Integer::intValue).sum();

        var chiSquare = IntStream.range(0, weights.size())
                .mapToDouble(i -> squared(counts[i], (double) PEOPLE * weights.get(i) / all))
                .sum();

        assertThat(chiSquare).as(Arrays.toString(counts)).isLessThan(CHI_SQUARE_MAX.get(weights.size() - 1));
    }

    @Test
    void what_somebody_gets_of_one_step_says_nothing_about_the_next() {
        var intro = of("intro", List.of(1, 1));
        for (var key : List.of("follow-up", "intrp", "intro2", "second")) {
            var other = of(key, List.of(1, 1));
            var table = new int[4];
            EVERYBODY.forEach(each -> table[2 * intro.index(each) + other.index(each)]++);

            var chiSquare = Arrays.stream(table)
                    .mapToDouble(count -> squared(count, PEOPLE / 4.0))
                    .sum();
            assertThat(chiSquare).as(key + Arrays.toString(table)).isLessThan(CHI_SQUARE_MAX.get(3));
        }
    }

    @Test
    void a_new_variant_takes_people_from_the_others_and_moves_nobody_between_them() {
        for (int i = 0; i < TRIES; i++) {
            var weights = someWeights(1);
            var before = of("intro", weights.subList(0, weights.size() - 1));
            var after = of("intro", weights);
            var added = String.valueOf((char) ('a' + weights.size() - 1));

            some(random.nextInt(PEOPLE))
                    .forEach(each ->
                            assertThat(after.name(each)).as("%s", weights).isIn(added, before.name(each)));
        }
    }

    @Test
    void more_weight_takes_people_to_a_variant_and_moves_nobody_between_the_others() {
        for (int i = 0; i < TRIES; i++) {
            var weights = someWeights(0);
            var raised = new ArrayList<>(weights);
            raised.set(0, raised.getFirst() + 1 + random.nextInt(30));
            var before = of("intro", weights);
            var after = of("intro", raised);

            some(random.nextInt(PEOPLE))
                    .forEach(each ->
                            assertThat(after.name(each)).as("%s", weights).isIn("a", before.name(each)));
        }
    }

    @Test
    void the_order_of_the_files_does_not_matter() {
        for (int i = 0; i < TRIES; i++) {
            var weights = someWeights(1);
            var ordered = of("intro", weights);
            var turned = of("intro", weights, true);

            some(random.nextInt(PEOPLE))
                    .forEach(each ->
                            assertThat(turned.name(each)).as("%s", weights).isEqualTo(ordered.name(each)));
        }
    }

    @Test
    void nobody_gets_a_variant_without_weight() {
        assertThat(counts(of("intro", List.of(0, 1, 0)), 3)).containsExactly(0, PEOPLE, 0);
    }

    @Test
    void only_the_address_the_cadence_and_the_step_decide() {
        var drawn = of("intro", List.of(1, 1, 1));
        for (int i = 0; i < 50; i++) {
            var renamed = new Values(
                    Map.of("email", "person%d@company%d.example".formatted(i, i), "firstName", "Ola", "language", "nb"),
                    Map.of("name", "Fjord"),
                    Samples.SENDER,
                    null,
                    Samples.TODAY.plusDays(90));

            assertThat(drawn.name(renamed)).isEqualTo(drawn.name(EVERYBODY.get(i)));
        }
    }

    /** Of two to five variants, the last of which has some. */
    private List<Integer> someWeights(int min) {
        var weights = new ArrayList<Integer>();
        for (int i = 2 + random.nextInt(4); i > 1; i--) {
            weights.add(min + random.nextInt(20));
        }
        weights.add(1 + random.nextInt(20));
        return weights;
    }

    private static double squared(int count, double expected) {
        return (count - expected) * (count - expected) / expected;
    }

    private static int[] counts(Drawn drawn, int variants) {
        var counts = new int[variants];
        EVERYBODY.forEach(each -> counts[drawn.index(each)]++);
        return counts;
    }

    private static List<Values> some(int from) {
        return EVERYBODY.subList(from, Math.min(PEOPLE, from + 200));
    }

    /** A cadence of one step whose variants have these weights, from a to z. */
    private Drawn of(String key, List<Integer> weights) {
        return of(key, weights, false);
    }

    private Drawn of(String key, List<Integer> weights, boolean lastFirst) {
        var letters = IntStream.range(0, weights.size())
                .mapToObj(i -> String.valueOf((char) ('a' + i)))
                .toList();
        var entries = IntStream.range(0, weights.size())
                .mapToObj(i -> letters.get(i) + ": " + weights.get(i))
                .toList();
        var root = folder.resolve(String.valueOf(number++));
        var yaml = "title: T\nsteps:\n  - key: %s\n    delay: 0 days\n    variants: { %s }\n"
                .formatted(key, String.join(", ", lastFirst ? entries.reversed() : entries));
        write(root.resolve("cadences/three/cadence.yaml"), yaml);
        (lastFirst ? letters.reversed() : letters)
                .forEach(letter -> write(
                        root.resolve("cadences/three/%s%s.ftlh".formatted(key, letter.equals("a") ? "" : "." + letter)),
                        "Subject: S\n\n<p>x</p>\n"));
        return new Drawn((Cadence) new Cadences(root).find("three"), new Templates(root));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Drawn(Cadence cadence, Templates templates) {

        String name(Values values) {
            return templates.variant(cadence, cadence.first(), values).name();
        }

        int index(Values values) {
            return name(values).charAt(0) - 'a';
        }
    }

    private static Values prospect(String email) {
        return new Values(Map.of("email", email), Map.of(), Samples.SENDER, null, Samples.TODAY);
    }
}
