package kadens.web.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import kadens.results.Funnel;
import kadens.results.Tally;

/**
 * A number week by week, as columns or as a line, on a scale from 0.
 *
 * @param title what it shows
 * @param words the same in a sentence, for whoever does not see it
 * @param top what the upper edge is
 * @param points of a line, in hundredths of width and height; empty where it is columns
 */
record Weeks(String title, String words, String top, String first, String last, List<Column> columns, String points) {

    private static final int WIDTH = 100;
    private static final int HEIGHT = 40;
    private static final int WEEKS_MAX = 600;

    record Column(double x, double y, double width, double height) {}

    /** The lines with the weeks between them in which nothing went out. */
    static List<Funnel.Line> withoutGaps(List<Funnel.Line> lines) {
        var all = new ArrayList<Funnel.Line>();
        for (var line : lines) {
            var week = LocalDate.parse(line.key().first());
            while (!all.isEmpty()
                    && all.size() < WEEKS_MAX
                    && LocalDate.parse(all.getLast().key().first()).plusWeeks(1).isBefore(week)) {
                var between = LocalDate.parse(all.getLast().key().first()).plusWeeks(1);
                all.add(new Funnel.Line(new Funnel.Key(between.toString(), "", ""), 0, Tally.NONE, 0));
            }
            all.add(line);
        }
        return all;
    }

    static List<Column> columns(List<Funnel.Line> lines, ToDoubleFunction<Funnel.Line> value, double top) {
        var step = (double) WIDTH / lines.size();
        var columns = new ArrayList<Column>();
        for (int i = 0; i < lines.size(); i++) {
            var height = top == 0 ? 0 : HEIGHT * value.applyAsDouble(lines.get(i)) / top;
            columns.add(new Column(
                    rounded(i * step + step * 0.1), rounded(HEIGHT - height), rounded(step * 0.8), rounded(height)));
        }
        return columns;
    }

    static String points(List<Funnel.Line> lines, ToDoubleFunction<Funnel.Line> value, double top) {
        var step = (double) WIDTH / lines.size();
        var at = new int[] {0};
        return lines.stream()
                .map(line -> String.format(
                        Locale.ROOT,
                        "%.2f,%.2f",
                        step * (at[0]++ + 0.5),
                        HEIGHT - (top == 0 ? 0 : HEIGHT * value.applyAsDouble(line) / top)))
                .collect(Collectors.joining(" "));
    }

    private static double rounded(double number) {
        return Math.round(number * 100) / 100.0;
    }
}
