package kadens.prospect;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import kadens.prospect.CheckedRows.Batch;
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
        var turn = new Turn(csv, start, manner, progress);
        try (var rows = csv.rows();
                var batches = new ReadAhead<>("import", new CheckedRows(rows, columns, start.line()))) {
            for (var batch = batches.next(); batch != null; batch = batches.next()) {
                turn.take(batch);
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
        private final Problems problems = new Problems();
        private final Manner manner;
        private ImportSums sums;
        private long lookedAt;

        Turn(CsvFile file, Start start, Manner manner, Progress progress) {
            this.manner = manner;
            this.sums = start.sums();
            this.file = file;
            this.progress = progress;
        }

        void take(Batch batch) {
            batch.problems().forEach(problems::add);
            sums = sums.plusRefused(batch.refused());
            if (!batch.good().isEmpty() || !batch.problems().isEmpty()) {
                var outcome = attempt(batch, 1);
                sums = sums.plus(outcome.sums());
                outcome.problems().forEach(problems::add);
            }
            lookedAt = batch.lookedAt();
            progress.at(lookedAt, batch.bytesRead(), file.bytes());
        }

        ImportReport end() {
            progress.at(lookedAt, file.bytes(), file.bytes());
            return new ImportReport(
                    sums.created(),
                    sums.updated(),
                    sums.unchanged(),
                    problems.kept(),
                    problems.count(),
                    sums.refused());
        }

        /** What another import committed in between is known the next time, so that nothing of either is lost. */
        private ImportBatch.Outcome attempt(Batch batch, int number) {
            TURNS.lock();
            try {
                return database.transact(session -> {
                    manner.journal().begins(session);
                    var outcome = ImportBatch.write(session, batch.good(), firsts, manner, clock.instant());
                    var fresh = Stream.concat(batch.problems().stream(), outcome.problems().stream())
                            .toList();
                    manner.journal().stored(session, sums.plus(outcome.sums()), fresh, batch.line(), batch.bytesRead());
                    return outcome;
                });
            } catch (RuntimeException e) {
                if (number == ATTEMPTS_MAX || !Collision.caused(e)) {
                    throw e;
                }
            } finally {
                TURNS.unlock();
            }
            return attempt(batch, number + 1);
        }
    }
}
