package kadens.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import kadens.bench.Outcome.Goal;
import kadens.prospect.Progress;
import kadens.prospect.ProspectImport;
import kadens.run.Engine;
import kadens.store.Database;
import kadens.store.EmbeddedMariaDb;

/** Rows of a CSV file a second, checked and with companies, beside MariaDB's own LOAD DATA into the same table. */
final class ImportBench implements Bench {

    private static final int ROWS = 1_000_000;
    private static final int PEOPLE_A_COMPANY = 5;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String what() {
        return "rows imported a second: 1,000,000 with their companies, beside LOAD DATA of the same file";
    }

    @Override
    public Outcome run(Options options) throws Exception {
        var rows = options.small() ? ROWS / 100 : ROWS;
        var folder = Files.createTempDirectory("bench-import");
        var file = file(folder, rows);
        try (var server = EmbeddedMariaDb.open(folder.resolve("home"))) {
            var contenders = new InTurn()
                    .with("kadens", () -> ours(server, file, rows))
                    .with("LOAD DATA", () -> loadData(server, file, rows))
                    .run(options.small() ? 0 : 1, options.rounds());
            var outcome = new Outcome("rows/s", contenders, List.of(), Map.of());
            var ratio = outcome.contender("kadens").median()
                    / outcome.contender("LOAD DATA").median();
            return new Outcome(
                    "rows/s",
                    contenders,
                    List.of(new Goal("kadens / LOAD DATA", ratio, 0.25, true)),
                    Map.of("rows", rows, "file", Files.size(file) / 1_000_000 + " MB"));
        } finally {
            Scratch.delete(folder);
        }
    }

    private static double ours(EmbeddedMariaDb server, Path file, int rows) {
        try (var database = Database.open(Scratch.fresh(server, "ours"), Engine.ENTITIES)) {
            var begun = System.nanoTime();
            var report = new ProspectImport(database, Clock.systemUTC()).run(file, Map.of(), Progress.NONE);
            if (report.created() != rows) {
                throw new IllegalStateException(report.created() + " were imported");
            }
            return rows / InTurn.seconds(begun);
        }
    }

    /** Into a table with the same columns and indexes; companies and checks are left out. */
    private static double loadData(EmbeddedMariaDb server, Path file, int rows) throws SQLException {
        var url = Scratch.fresh(server, "theirs");
        Database.open(url, Engine.ENTITIES).close();
        try (var connection = DriverManager.getConnection(url + "&allowLocalInfile=true");
                var statement = connection.createStatement()) {
            statement.execute("CREATE SEQUENCE loaded");
            var begun = System.nanoTime();
            var loaded = statement.executeUpdate("LOAD DATA LOCAL INFILE '" + file
                    + "' INTO TABLE prospect CHARACTER SET utf8mb4 FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\"'"
                    + " IGNORE 1 LINES (email, first_name, last_name, @company, @domain, title, phone, country)"
                    + " SET id = NEXT VALUE FOR loaded, fields = '{}', created_at = UTC_TIMESTAMP(6),"
                    + " changed_at = UTC_TIMESTAMP(6)");
            if (loaded != rows) {
                throw new IllegalStateException(loaded + " were loaded");
            }
            return rows / InTurn.seconds(begun);
        }
    }

    private static Path file(Path folder, int rows) throws IOException {
        var file = folder.resolve("prospects.csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("email,first_name,last_name,company,domain,title,phone,country\n");
            for (int i = 0; i < rows; i++) {
                var company = i / PEOPLE_A_COMPANY;
                out.write("p%d@firm%d.example,Kari%d,Hansen%d,\"Heis, Bygg %d\",firm%d.example,Director,+47 9%07d,NO\n"
                        .formatted(i, company, i % 977, i % 9973, company, company, i % 9_999_999));
            }
        }
        return file;
    }
}
