package kadens.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file as it is written, with what is wrong at its lines.
 *
 * @param file relative to the templates folder, with slashes
 * @param whole what is wrong with all of it
 */
record SourceView(String file, List<FindingView> whole, List<Line> lines) {

    private static final int AROUND = 3;

    /** @param number from 1 */
    record Line(int number, String anchor, String text, List<FindingView> findings) {}

    static SourceView of(Path file, @Nullable String source, List<FindingView> findings) {
        var lines = new ArrayList<Line>();
        if (source != null) {
            for (var text : source.split("\n", -1)) {
                var number = lines.size() + 1;
                lines.add(new Line(number, anchor(file, number), text, at(number, findings)));
            }
        }
        var last = lines.size();
        return new SourceView(
                slashed(file),
                findings.stream()
                        .filter(finding -> finding.line() < 1 || finding.line() > last)
                        .toList(),
                lines);
    }

    /** The lines around what is wrong, and no others. */
    SourceView excerpt() {
        var near = lines.stream()
                .filter(line -> lines.stream()
                        .anyMatch(other ->
                                !other.findings().isEmpty() && Math.abs(other.number() - line.number()) <= AROUND))
                .toList();
        return new SourceView(file, whole, near);
    }

    static String anchor(Path file, int line) {
        return "at-" + slashed(file).replaceAll("[^\\p{L}\\p{N}]+", "-") + "-" + line;
    }

    private static String slashed(Path file) {
        return file.toString().replace('\\', '/');
    }

    private static List<FindingView> at(int number, List<FindingView> findings) {
        return findings.stream().filter(finding -> finding.line() == number).toList();
    }
}
