package kadens.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import kadens.bench.Outcome.Contender;

/** Runs contenders one after the other, round after round, so that what the machine does meanwhile hits all alike. */
final class InTurn {

    private final Map<String, Callable<Double>> contenders = new LinkedHashMap<>();

    /** @param round runs it once and gives its figure */
    InTurn with(String name, Callable<Double> round) {
        contenders.put(name, round);
        return this;
    }

    /** @param warmUp rounds before, which do not count */
    List<Contender> run(int warmUp, int rounds) throws Exception {
        var figures = new LinkedHashMap<String, List<Double>>();
        for (int round = -warmUp; round < rounds; round++) {
            for (var contender : contenders.entrySet()) {
                var figure = contender.getValue().call();
                System.err.printf("%s%s: %,.1f%n", round < 0 ? "(warm-up) " : "", contender.getKey(), figure);
                if (round >= 0) {
                    figures.computeIfAbsent(contender.getKey(), _ -> new ArrayList<>())
                            .add(figure);
                }
            }
        }
        return figures.entrySet().stream()
                .map(each -> new Contender(each.getKey(), each.getValue()))
                .toList();
    }

    /** Since a moment of {@link System#nanoTime}. */
    static double seconds(long begunNanos) {
        return (System.nanoTime() - begunNanos) / 1e9;
    }
}
