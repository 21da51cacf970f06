package kadens.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a benchmark found.
 *
 * @param contenders each with its figure in every round
 * @param goals what is to be reached
 * @param notes what else was seen, such as statements a message
 */
record Outcome(String unit, List<Contender> contenders, List<Goal> goals, Map<String, Object> notes) {

    /** One of those that ran in turn. */
    record Contender(String name, List<Double> figures) {

        double median() {
            var sorted = figures.stream().sorted().toList();
            var middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }
    }

    /**
     * A figure that is to be reached.
     *
     * @param atLeast whether more is better
     */
    record Goal(String what, double found, double wanted, boolean atLeast) {

        boolean reached() {
            return atLeast ? found >= wanted : found <= wanted;
        }
    }

    boolean reached() {
        return goals.stream().allMatch(Goal::reached);
    }

    Contender contender(String name) {
        return contenders.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void print() {
        System.out.printf("%-28s %14s   %s%n", "", "median " + unit, "each round");
        for (var each : contenders) {
            System.out.printf("%-28s %14s   %s%n", each.name(), number(each.median()), rounds(each));
        }
        notes.forEach((what, found) -> System.out.printf("%s: %s%n", what, found));
        for (var goal : goals) {
            System.out.printf(
                    "%s: %.2f (%s %.2f wanted) %s%n",
                    goal.what(),
                    goal.found(),
                    goal.atLeast() ? "at least" : "at most",
                    goal.wanted(),
                    goal.reached() ? "reached" : "NOT reached");
        }
    }

    String json(String bench) {
        var all = new LinkedHashMap<String, Object>();
        all.put("bench", bench);
        all.put("unit", unit);
        var figures = new LinkedHashMap<String, Object>();
        contenders.forEach(each -> figures.put(each.name(), Map.of("median", each.median(), "rounds", each.figures())));
        all.put("figures", figures);
        var reached = new LinkedHashMap<String, Object>();
        goals.forEach(goal -> reached.put(
                goal.what(), Map.of("found", goal.found(), "wanted", goal.wanted(), "reached", goal.reached())));
        all.put("goals", reached);
        all.put("notes", notes);
        all.put("reached", reached());
        return JsonMapper.shared().writeValueAsString(all);
    }

    private static String rounds(Contender contender) {
        return String.join(
                " ", contender.figures().stream().map(Outcome::number).toList());
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, figure >= 100 ? "%,.0f" : "%.3f", figure);
    }
}
