package kadens.web;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRow.Tag;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;

/** Two versions of a text as lines that went, came or stayed, with the words that differ marked. */
final class DiffLines {

    /** Lines that stayed, around those that did not. */
    private static final int AROUND = 2;

    private static final String MARK = "\u0001";

    private DiffLines() {}

    /**
     * A line.
     *
     * @param kind {@code gone}, {@code come}, {@code same}, or {@code left-out} for lines that are not shown
     */
    record Line(String kind, List<Piece> pieces) {}

    /** Words of a line. */
    record Piece(String words, boolean marked) {}

    static List<Line> of(String before, String after) {
        var rows = DiffRowGenerator.create()
                .showInlineDiffs(true)
                .inlineDiffByWord(true)
                .reportLinesUnchanged(true)
                .lineNormalizer(line -> line) // FreeMarker escapes
                .oldTag(_ -> MARK)
                .newTag(_ -> MARK)
                .build()
                .generateDiffRows(lines(before), lines(after));
        var lines = new ArrayList<Line>();
        for (int i = 0; i < rows.size(); i++) {
            if (isNear(rows, i)) {
                add(lines, rows.get(i));
            } else if (lines.isEmpty() || !lines.getLast().kind().equals("left-out")) {
                lines.add(new Line("left-out", List.of()));
            }
        }
        return lines;
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : text.replace(MARK, "").lines().toList();
    }

    private static boolean isNear(List<DiffRow> rows, int at) {
        var from = Math.max(0, at - AROUND);
        var to = Math.min(rows.size(), at + AROUND + 1);
        return rows.subList(from, to).stream().anyMatch(row -> row.getTag() != Tag.EQUAL);
    }

    private static void add(List<Line> lines, DiffRow row) {
        switch (row.getTag()) {
            case EQUAL -> lines.add(line("same", row.getNewLine()));
            case DELETE -> lines.add(line("gone", row.getOldLine()));
            case INSERT -> lines.add(line("come", row.getNewLine()));
            case CHANGE -> {
                lines.add(line("gone", row.getOldLine()));
                lines.add(line("come", row.getNewLine()));
            }
        }
    }

    /** What stands between two marks is marked. */
    private static Line line(String kind, String text) {
        var pieces = new ArrayList<Piece>();
        var parts = text.split(MARK, -1);
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                pieces.add(new Piece(parts[i], i % 2 == 1));
            }
        }
        return new Line(kind, pieces);
    }
}
