package kadens.prospect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of one file from where an import begins, read and checked, in batches for the database. */
final class CheckedRows implements Supplier<CheckedRows.@Nullable Batch> {

    static final int ROWS_MAX = 500;

    /**
     * Some rows.
     *
     * @param good to be stored
     * @param problems of the others
     * @param refused how many the others are
     * @param line the last one
     * @param bytesRead of the file up to it
     * @param lookedAt rows of the file up to it, those that were stored before among them
     */
    record Batch(
            List<ProspectRow> good,
            List<RowProblem> problems,
            long refused,
            long line,
            long bytesRead,
            long lookedAt) {}

    private final CsvRows rows;
    private final RowReader reader;
    private final long startLine;
    private long lookedAt;

    /** @param startLine everything up to it is stored */
    CheckedRows(CsvRows rows, Columns columns, long startLine) {
        this.rows = rows;
        this.reader = new RowReader(columns, new FirstLines());
        this.startLine = startLine;
    }

    /** The next ones; null at the end. */
    @Override
    public @Nullable Batch get() {
        var good = new ArrayList<ProspectRow>();
        var problems = new Problems();
        var refused = 0L;
        var line = 0L;
        var bytesRead = 0L;
        var begun = lookedAt;
        while (lookedAt - begun < ROWS_MAX && problems.freshCount() < ROWS_MAX && rows.hasNext()) {
            var row = rows.next();
            if (row.blank()) {
                continue;
            }
            lookedAt++;
            bytesRead = rows.bytesRead();
            if (row.line() <= startLine) {
                reader.read(row, new Problems()); // only so that what is the same later on is known to be
                continue;
            }
            line = row.line();
            var read = reader.read(row, problems);
            read.ifPresent(good::add);
            refused += read.isPresent() ? 0 : 1;
        }
        return lookedAt == begun ? null : new Batch(good, problems.takeFresh(), refused, line, bytesRead, lookedAt);
    }
}
