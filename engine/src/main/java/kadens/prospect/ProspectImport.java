package kadens.prospect;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import kadens.prospect.ImportBatch.Manner;
import kadens.store.Database;

/**
 * Brings prospects and their accounts from a CSV file into the database.
 *
 * <p>A file that can't be read as a whole is refused before its first row is taken; a row that is wrong is reported and
 * the others are taken. Nothing is erased by an empty cell. Importing the same file again changes nothing, so an import
 * that broke off is simply run again.
 */
public final class ProspectImport {

    static final int BATCH_ROWS = 500;

    /** An import beside this one can be in the way more than once, as its batches begin elsewhere. */
    private static final int ATTEMPTS_MAX = 10;

    /**
     * One batch at a time in this JVM. Hibernate may flush pending inserts while it holds the lock of its id generator;
     * if they wait for a row of a transaction that waits for that lock, the database sees no deadlock, and both hang
     * until its lock timeout. Imports of other nodes have a generator of their own: they collide, and try again.
     */
    private static final ReentrantLock TURNS = new ReentrantLock(true);

    private final Database database;
    private final InstantSource clock;

    public ProspectImport(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param mapping what columns mean whose header doesn't say so: column to field, {@code fields.NAME} for a custom
     *     field, {@code account.NAME} for one of the account, {@code -} to leave the column out
     * @throws kadens.language.Refusal if the file or the mapping can't be used; no row was imported then
     */
    public ImportReport run(Path file, Map<String, String> mapping, Progress progress) {
        var csv = CsvFile.open(file);
        return run(csv, Columns.of(csv, mapping), Start.AT_THE_TOP, Manner.USUAL, progress);
    }

    /** The same, in some manner, and from wherever it begins. */
    ImportReport run(CsvFile csv, Columns columns, Start start, Manner manner, Progress progress) {
        var turn = new Turn(csv, columns, start, manner, progress);
        try (var rows = csv.rows()) {
            while (rows.hasNext()) {
                turn.take(rows.next(), rows.bytesRead());
            }
        }
        return turn.end();
    }

    /**
     * Where an import begins: at the top, or where one broke off.
     *
     * @param line everything up to it is stored
     * @param sums of what is stored
     */
    record Start(long line, ImportSums sums) {

        static final Start AT_THE_TOP = new Start(0, ImportSums.NONE);
    }

    /**
     * The addresses of the rows of a file that can be imported, in their order, in lower case, each with the line on
     * which it first stands.
     *
     * @throws kadens.language.Refusal if the file can't be used
     */
    public static SequencedMap<String, Long> addresses(Path file) {
        var csv = CsvFile.open(file);
        var reader = new RowReader(Columns.of(csv, Map.of()), new FirstLines());
        var addresses = new LinkedHashMap<String, Long>();
        try (var rows = csv.rows()) {
            while (rows.hasNext()) {
                var row = rows.next();
                if (!row.blank()) {
                    reader.read(row, new Problems())
                            .ifPresent(found -> addresses.putIfAbsent(found.email(), row.line()));
                }
            }
        }
        return addresses;
    }

    /** One run over one file. */
    private final class Turn {

        private final CsvFile file;
        private final Progress progress;
        private final FirstLines firsts = new FirstLines();
        private final RowReader reader;
        private final Problems problems = new Problems();
        private final List<ProspectRow> batch = new ArrayList<>();
        private final Start start;
        private final Manner manner;
        private ImportSums sums;
        private long rows;
        private long line;
        private long bytesRead;

        Turn(CsvFile file, Columns columns, Start start, Manner manner, Progress progress) {
            this.start = start;
            this.manner = manner;
            this.sums = start.sums();
            this.file = file;
            this.progress = progress;
            this.reader = new RowReader(columns, firsts);
        }

        void take(CsvRow row, long bytesRead) {
            if (row.blank()) {
                return;
            }
            if (row.line() <= start.line()) {
                reader.read(row, new Problems()); // only so that what is the same later on is known to be
            } else {
                line = row.line();
                this.bytesRead = bytesRead;
                reader.read(row, problems).ifPresentOrElse(batch::add, () -> sums = sums.plusRefused(1));
            }
            if (batch.size() == BATCH_ROWS || problems.freshCount() >= BATCH_ROWS) {
                write();
            }
            if (++rows % BATCH_ROWS == 0) {
                progress.at(rows, bytesRead, file.bytes());
            }
        }

        ImportReport end() {
            write();
            progress.at(rows, file.bytes(), file.bytes());
            return new ImportReport(
                    sums.created(),
                    sums.updated(),
                    sums.unchanged(),
                    problems.kept(),
                    problems.count(),
                    sums.refused());
        }

        private void write() {
            var unreadable = problems.takeFresh();
            if (batch.isEmpty() && unreadable.isEmpty()) {
                return;
            }
            var outcome = attempt(List.copyOf(batch), unreadable, 1);
            batch.clear();
            sums = sums.plus(outcome.sums());
            outcome.problems().forEach(problems::add);
            problems.takeFresh(); // the journal was told of them
        }

        /** What another import committed in between is known the next time, so that nothing of either is lost. */
        private ImportBatch.Outcome attempt(List<ProspectRow> rows, List<RowProblem> unreadable, int number) {
            TURNS.lock();
            try {
                return database.transact(session -> {
                    manner.journal().begins(session);
                    var outcome = ImportBatch.write(session, rows, firsts, manner, clock.instant());
                    var fresh = Stream.concat(unreadable.stream(), outcome.problems().stream())
                            .toList();
                    manner.journal().stored(session, sums.plus(outcome.sums()), fresh, line, bytesRead);
                    return outcome;
                });
            } catch (RuntimeException e) {
                if (number == ATTEMPTS_MAX || !Collision.caused(e)) {
                    throw e;
                }
            } finally {
                TURNS.unlock();
            }
            return attempt(rows, unreadable, number + 1);
        }
    }
}
