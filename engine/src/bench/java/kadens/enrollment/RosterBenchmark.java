package kadens.enrollment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import kadens.enrollment.Duplicates.Likeness;
import kadens.enrollment.Roster.Order;
import kadens.enrollment.Roster.Standing;
import kadens.enrollment.Roster.Wanted;
import kadens.prospect.Suppressions;
import kadens.run.Engine;
import kadens.store.Database;
import kadens.store.EmbeddedMariaDb;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * How long each list, search and filter of prospects takes at 1,000,000 prospects and as many enrollments in the embedded
 * MariaDB, for a rep with few of their own, one with many, a manager and an admin.
 *
 * <p>Not a JMH benchmark: {@code java kadens.enrollment.RosterBenchmark} with the class path of the tests; a folder as its
 * argument keeps the data for the next time. What it prints
 * is what the database and Hibernate take for what a page shows; rendering comes on top.
 */
public final class RosterBenchmark {

    private static final int ROUNDS = Integer.getInteger("rounds", 40);
    private static final int ROWS = 50;

    /** Of the server; the embedded one begins with 128. */
    private static final int BUFFER_POOL_MB = Integer.getInteger("bufferPoolMb", 1024);

    /** With 300 prospects. */
    private static final long FEW = 1;

    /** With 300,000. */
    private static final long MANY = 2;

    private final String url;
    private final Database database;

    private RosterBenchmark(String url, Database database) {
        this.url = url;
        this.database = database;
    }

    public static void main(String[] arguments) throws Exception {
        var home = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("roster");
        try (var server = EmbeddedMariaDb.open(home);
                var database = Database.open(server.url("kadens"), Engine.ENTITIES)) {
            var benchmark = new RosterBenchmark(server.url("kadens"), database);
            benchmark.fill();
            benchmark.measure();
        }
    }

    private void fill() {
        sql("SET GLOBAL innodb_flush_log_at_trx_commit = 0");
        sql("SET GLOBAL innodb_buffer_pool_size = " + BUFFER_POOL_MB + " * 1024 * 1024");
        fillOnce("person", "INSERT INTO person (id, email, name, created_at) SELECT seq, CONCAT('rep', seq, '@rute.example'),"
                + " CONCAT('Rep ', seq), UTC_TIMESTAMP() FROM seq_1_to_12");
        fillOnce("mailbox", "INSERT INTO mailbox (id, address, owner_id, smtp_server, imap_server, time_zone, daily_cap, gap_seconds_min,"
                + " gap_seconds_max, freshness_seconds, created_at) SELECT seq, CONCAT('rep', seq, '@rute.example'), seq,"
                + " '', '', 'Europe/Oslo', 40, 1, 2, 60, UTC_TIMESTAMP() FROM seq_1_to_12");
        fillOnce("account", "INSERT INTO account (id, name, domain, fields, created_at) SELECT seq, CONCAT(ELT(1 + seq MOD 5, 'Fjord',"
                + " 'Nordic', 'Heis', 'Bygg', 'Data'), ' ', seq), CONCAT('firm', seq, '.example'), '{}', UTC_TIMESTAMP()"
                + " FROM seq_1_to_100000");
        fillOnce("prospect", "INSERT INTO prospect (id, account_id, owner_id, email, first_name, last_name, title, phone, country, fields,"
                + " created_at, changed_at) SELECT seq, 1 + seq MOD 100000,"
                + " CASE WHEN seq MOD 3333 = 0 THEN 1 WHEN seq MOD 10 < 3 THEN 2 WHEN seq MOD 10 < 5 THEN NULL"
                + " ELSE 3 + seq MOD 9 END,"
                + " CONCAT('p', seq, '@firm', 1 + seq MOD 100000, '.example'), CONCAT('First', seq * 7919 MOD 500),"
                + " CONCAT(ELT(1 + seq MOD 3, 'Hansen', 'Berg', 'Lie'), seq * 104729 MOD 2000), 'Director',"
                + " CONCAT('+47 9', LPAD(seq MOD 999000, 7, '0')), IF(seq MOD 5000 = 0, 'IS', ELT(1 + seq MOD 4, 'NO',"
                + " 'SE', 'DK', 'GB')), '{\"trade\":\"lifts\"}', '2026-01-01' + INTERVAL seq SECOND, UTC_TIMESTAMP()"
                + " FROM seq_1_to_1000000");
        fillOnce("enrollment", "INSERT INTO enrollment (id, prospect_id, mailbox_id, cadence, state, stop_reason, step_key, due_at, lane,"
                + " due_since, seed,"
                + " unsubscribe_token, enrolled_at, changed_at, version) SELECT seq, seq, 1 + seq MOD 12,"
                + " ELT(1 + seq MOD 4, 'cold-outreach', 'warm', 'upsell', 'rare'),"
                + " CASE WHEN seq MOD 2000 = 0 THEN 'held' WHEN seq MOD 100 < 1 THEN 'waiting' WHEN seq MOD 100 < 3 THEN"
                + " 'paused' WHEN seq MOD 10 < 5 THEN 'active' WHEN seq MOD 10 < 8 THEN 'finished' ELSE 'stopped' END,"
                + " IF(seq MOD 2000 <> 0 AND seq MOD 100 >= 3 AND seq MOD 10 >= 8, 'replied', NULL), 'intro',"
                + " UTC_TIMESTAMP(), 'follow-up', UTC_TIMESTAMP(), seq, CONCAT('t', seq), UTC_TIMESTAMP(), UTC_TIMESTAMP(), 0 FROM seq_1_to_1000000");
        sql("INSERT IGNORE INTO suppression (id, target, reason, created_at) SELECT seq, CONCAT('p', seq * 37, '@firm', 1 + seq *"
                + " 37 MOD 100000, '.example'), 'unsubscribed', UTC_TIMESTAMP() FROM seq_1_to_20000");
        sql("INSERT IGNORE INTO suppression (id, target, reason, created_at) SELECT 30000 + seq, CONCAT('firm', seq * 91,"
                + " '.example'), 'by-hand', UTC_TIMESTAMP() FROM seq_1_to_50");
        fillOnce("prospect_address", "INSERT INTO prospect_address (address, prospect_id, learned_from, at) SELECT CONCAT('p', seq * 11, '@firm', 1"
                + " + seq * 11 MOD 100000, '.example'), seq, 'reference', UTC_TIMESTAMP() FROM seq_1_to_5000");
        sql("ANALYZE TABLE prospect, enrollment, account, suppression");
    }

    private void measure() {
        System.out.printf("%-50s %8s %8s %8s %8s%n", "what, ms", "best", "median", "95 %", "max");
        of("rep with few", new Owners(List.of(FEW), false), new Owners(List.of(FEW), true));
        of("rep with many", new Owners(List.of(MANY), false), new Owners(List.of(MANY), true));
        of(
                "manager of ten",
                new Owners(List.of(3L), false),
                new Owners(LongStream.rangeClosed(1, 10).boxed().toList(), true));
        of("admin", new Owners(List.of(4L), false), new Owners(null, true));
        time("suppressions", session -> Suppressions.page(session, "", null, ROWS));
        time("suppressions beginning", session -> Suppressions.page(session, "p37", null, ROWS));
    }

    private void of(String who, Owners own, Owners all) {
        list(who + ", own, newest", wanted(own, "", null, null, null, null, Order.NEWEST));
        list(who + ", own, by name", wanted(own, "", null, null, null, null, Order.NAME));
        list(who + ", own active", wanted(own, "", Standing.ACTIVE, null, null, null, Order.NAME));
        for (var order : Order.values()) {
            var by = order == Order.NAME ? ", by name" : "";
            list(who + ", all" + by, wanted(all, "", null, null, null, null, order));
            list(who + ", search Hansen" + by, wanted(all, "Hansen", null, null, null, null, order));
            list(who + ", search Hansen77" + by, wanted(all, "Hansen77", null, null, null, null, order));
            list(who + ", search First3 Berg" + by, wanted(all, "First3 Berg", null, null, null, null, order));
            list(who + ", search company Fjord 5" + by, wanted(all, "Fjord 5", null, null, null, null, order));
            list(who + ", search an address" + by, wanted(all, "p123456@", null, null, null, null, order));
            list(who + ", search nobody" + by, wanted(all, "Xyzzy", null, null, null, null, order));
            list(who + ", active" + by, wanted(all, "", Standing.ACTIVE, null, null, null, order));
            list(who + ", held" + by, wanted(all, "", Standing.HELD, null, null, null, order));
            list(who + ", not enrolled" + by, wanted(all, "", Standing.NONE, null, null, null, order));
            list(who + ", waiting in a cadence" + by, wanted(all, "", Standing.WAITING, "rare", null, null, order));
            list(who + ", active in NO" + by, wanted(all, "", Standing.ACTIVE, null, "NO", null, order));
            list(who + ", IS" + by, wanted(all, "", null, null, "IS", null, order));
            list(who + ", suppressed" + by, wanted(all, "", null, null, null, true, order));
            list(who + ", not suppressed" + by, wanted(all, "", null, null, null, false, order));
            list(who + ", Hansen active in SE" + by, wanted(all, "Hansen", Standing.ACTIVE, null, "SE", false, order));
        }
        time(who + ", companies", session -> companies(session, all, ""));
        time(who + ", companies Fjord 9", session -> companies(session, all, "Fjord 9"));
        for (var likeness : Likeness.values()) {
            time(
                    who + ", duplicates by " + likeness.word(),
                    session -> Duplicates.find(session, likeness, all, "400000", 25));
        }
    }

    private static void companies(StatelessSession session, Owners seen, String typed) {
        var found = Companies.page(session, typed, seen, null, ROWS);
        Companies.people(session, seen, found.companies());
    }

    /** The first page, and one far down. */
    private void list(String what, Wanted wanted) {
        var after = database.transact(session -> {
            Long next = null;
            for (int i = 0; i < 5; i++) {
                var page = Roster.page(session, wanted, next, ROWS);
                if (page.next() == null) {
                    break;
                }
                next = page.next();
            }
            return new Long[] {next};
        });
        time(what, session -> page(session, wanted, null));
        if (after[0] != null) {
            time(what + ", page 6", session -> page(session, wanted, after[0]));
        }
    }

    private static void page(StatelessSession session, Wanted wanted, @Nullable Long after) {
        Standings.of(session, Roster.page(session, wanted, after, ROWS).ids());
    }

    private static Wanted wanted(
            Owners owners,
            String words,
            @Nullable Standing standing,
            @Nullable String cadence,
            @Nullable String country,
            @Nullable Boolean suppressed,
            Order order) {
        return new Wanted(
                Wanted.words(words), owners, standing, cadence, country, suppressed, (Instant) null, order);
    }

    private void time(String what, Consumer<StatelessSession> work) {
        database.transactAlone(work);
        var times = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            var begin = System.nanoTime();
            database.transactAlone(work);
            times[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(times);
        System.out.printf(
                "%-50s %8.1f %8.1f %8.1f %8.1f%n",
                what, times[0], times[ROUNDS / 2], times[(int) (ROUNDS * 0.95)], times[ROUNDS - 1]);
    }

    private void fillOnce(String table, String statement) {
        var there = database.transact(
                session -> session.createNativeQuery("SELECT COUNT(*) FROM (SELECT 1 FROM " + table + " LIMIT 1) AS n", Long.class)
                        .getSingleResult());
        if (there == 0) {
            sql(statement);
        }
    }

    /** Outside the pool, whose connections give up on a statement that takes a minute. */
    private void sql(String statement) {
        var begin = System.nanoTime();
        try (var connection = DriverManager.getConnection(url);
                var made = connection.createStatement()) {
            made.execute("SET unique_checks = 0, foreign_key_checks = 0");
            made.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
        System.out.printf("%.0f s: %.60s%n", (System.nanoTime() - begin) / 1e9, statement);
    }
}
