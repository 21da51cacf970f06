package kadens.cadence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.cadence.Contents.StepContents;

/**
 * The steps whose keys changed between two moments of a cadence: one key is gone, another has come and says nearly the same.
 *
 * @param sure pairs that are taken for one step
 * @param doubtful pairs that may be one step, and are taken for two: only the people who wrote them know
 */
public record Renames(List<Pair> sure, List<Pair> doubtful) {

    public static final Renames NONE = new Renames(List.of(), List.of());

    /** Of two texts of which one is the other rewritten, more words are the same. */
    private static final double LIKE_MIN = 0.6;

    /** Markup, directives and values: every email has them, and they say nothing about which it is. */
    private static final Pattern NO_WORD = Pattern.compile("(?:<[^>]*>|\\$\\{[^}]*}|[^\\p{L}\\p{N}])+");

    /** A key that is gone and one that has come. */
    public record Pair(String from, String to) {}

    private record Candidate(StepContents from, StepContents to, double likeness, int distance) {

        Pair pair() {
            return new Pair(from.key(), to.key());
        }
    }

    /** Each key is in one pair at most. What a step's {@code was} says needs no guess and is left out. */
    public static Renames between(Contents before, Contents after) {
        var named = after.steps().stream().flatMap(step -> step.was().stream()).toList();
        var gone = before.steps().stream()
                .filter(step -> after.step(step.key()).isEmpty() && !named.contains(step.key()))
                .toList();
        var come = after.steps().stream()
                .filter(step -> before.step(step.key()).isEmpty())
                .filter(step ->
                        step.was().stream().noneMatch(key -> before.step(key).isPresent()))
                .toList();
        var candidates = new ArrayList<Candidate>();
        for (var from : gone) {
            for (var to : come) {
                if (from.type() == to.type()) {
                    var distance = Math.abs(
                            before.steps().indexOf(from) - after.steps().indexOf(to));
                    candidates.add(new Candidate(from, to, likeness(from, to), distance));
                }
            }
        }
        candidates.sort(
                Comparator.comparingDouble(Candidate::likeness).reversed().thenComparingInt(Candidate::distance));
        var sure = best(
                candidates.stream().filter(each -> each.likeness() >= LIKE_MIN).toList());
        var settled = sure.stream()
                .flatMap(pair -> List.of(pair.from(), pair.to()).stream())
                .toList();
        var doubtful = best(candidates.stream()
                .filter(each -> !settled.contains(each.from().key())
                        && !settled.contains(each.to().key()))
                .toList());
        return new Renames(sure, doubtful);
    }

    /** The pairs of both. */
    public Renames and(Renames others) {
        return new Renames(joined(sure, others.sure), joined(doubtful, others.doubtful));
    }

    /** Only the pairs that became one of these keys. */
    public Renames to(Collection<String> keys) {
        return new Renames(to(keys, sure), to(keys, doubtful));
    }

    private static List<Pair> to(Collection<String> keys, List<Pair> pairs) {
        return pairs.stream().filter(pair -> keys.contains(pair.to())).toList();
    }

    private static List<Pair> joined(List<Pair> some, List<Pair> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    /** The likest first, and nobody twice. */
    private static List<Pair> best(List<Candidate> candidates) {
        var pairs = new ArrayList<Pair>();
        for (var each : candidates) {
            var pair = each.pair();
            if (pairs.stream()
                    .noneMatch(taken ->
                            taken.from().equals(pair.from()) || taken.to().equals(pair.to()))) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    /** From 0, nothing in common, to 1, the same words as often: Dice's coefficient of the two bags of words. */
    private static double likeness(StepContents one, StepContents other) {
        var words = bag(one);
        var others = bag(other);
        var all = count(words) + count(others);
        if (all == 0) {
            return one.texts().equals(other.texts()) ? 1 : 0;
        }
        var common = words.entrySet().stream()
                .mapToLong(word -> Math.min(word.getValue(), others.getOrDefault(word.getKey(), 0L)))
                .sum();
        return 2.0 * common / all;
    }

    private static Map<String, Long> bag(StepContents step) {
        var said = new StringBuilder();
        step.texts().values().forEach(text -> said.append(text).append(' '));
        if (step.type() != Step.Type.EMAIL && !step.isUntitled()) {
            said.append(step.title()).append(' ');
        }
        said.append(step.instructions() == null ? "" : step.instructions());
        return NO_WORD.splitAsStream(said.toString().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), HashMap::new, Collectors.counting()));
    }

    private static long count(Map<String, Long> bag) {
        return bag.values().stream().mapToLong(Long::longValue).sum();
    }
}
