package kadens.web.reports;

import java.util.ArrayList;
import java.util.List;

/**
 * Bars under each other, drawn with the labels on their left and the numbers on their right.
 *
 * @param title what they show
 * @param words the same in a sentence, for whoever does not see them
 * @param height in pixels
 */
record Bars(String title, String words, int height, List<Bar> bars) {

    private static final int ROW = 32;

    /**
     * @param y of its upper edge
     * @param width in hundredths
     * @param note beside the number, such as a share
     */
    record Bar(String label, String number, String note, int y, double width) {}

    /** What a bar shows, before it has a place. */
    record Value(String label, long many, String number, String note) {}

    static Bars of(String title, String words, List<Value> values) {
        var most = Math.max(1, values.stream().mapToLong(Value::many).max().orElse(1));
        var bars = new ArrayList<Bar>();
        for (var value : values) {
            // What is there at all is seen.
            var width = value.many == 0 ? 0 : Math.max(0.5, Math.round(1000.0 * value.many / most) / 10.0);
            bars.add(new Bar(value.label, value.number, value.note, 6 + ROW * bars.size(), width));
        }
        return new Bars(title, words, ROW * bars.size(), List.copyOf(bars));
    }
}
