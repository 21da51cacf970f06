package kadens.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code kadens bench}: runs one benchmark or all, and ends with 1 where a figure is not reached. */
public final class Benches {

    private static final List<Bench> ALL = List.of(
            new SendBench(),
            new ScheduleBench(),
            new ScaleBench(),
            new InboxBench(),
            new ImportBench(),
            new ClassifyBench(),
            new StartBench(),
            new PagesBench());

    private static final int ROUNDS = 3;

    private Benches() {}

    public static void main(String[] arguments) throws Exception {
        var words = new ArrayList<>(Arrays.asList(arguments));
        var json = words.remove("--json");
        var small = words.remove("--small");
        var rounds = ROUNDS;
        var at = words.indexOf("--rounds");
        if (at >= 0 && at + 1 < words.size() && words.get(at + 1).matches("[1-9]\\d?")) {
            rounds = Integer.parseInt(words.get(at + 1));
            words.subList(at, at + 2).clear();
        }
        var name = words.isEmpty() ? "" : words.removeFirst();
        var chosen = ALL.stream()
                .filter(bench -> name.equals("all") || bench.name().equals(name))
                .toList();
        if (chosen.isEmpty()) {
            usage();
            System.exit(2);
        }
        System.exit(run(chosen, new Bench.Options(rounds, small, List.copyOf(words)), json) ? 0 : 1);
    }

    private static boolean run(List<Bench> chosen, Bench.Options options, boolean json) throws Exception {
        var reached = true;
        for (var bench : chosen) {
            System.out.printf("%n%s: %s%n", bench.name(), bench.what());
            try {
                var outcome = bench.run(options);
                outcome.print();
                if (json) {
                    System.out.println(outcome.json(bench.name()));
                }
                reached &= outcome.reached();
            } catch (Bench.Missing missing) {
                System.out.println("Not run: " + missing.getMessage());
                reached = false;
            }
        }
        return reached;
    }

    private static void usage() {
        System.out.println("kadens bench NAME|all [--rounds N] [--small] [--json]");
        System.out.println("  --rounds N  how often each contender has its turn; 3 where not said");
        System.out.println("  --small     a hundredth of the work, to see that it runs: says nothing about speed");
        System.out.println("  --json      the figures of each as one object in the last line");
        ALL.forEach(bench -> System.out.printf("  %-10s  %s%n", bench.name(), bench.what()));
    }
}
