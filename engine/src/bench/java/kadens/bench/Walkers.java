package kadens.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The least that a program with a trigger for each prospect has of its own: a row that says at which step each is, and when
 * the next is due. Advancing one is one update in a transaction of its own.
 */
final class Walkers implements AutoCloseable {

    static final Duration DELAY = Duration.ofDays(3);

    private static final int CONNECTIONS = 60;
    private static final int MINUTES_MAX = 10;

    private final HikariDataSource pool;
    private final int number;
    private final AtomicInteger left;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong begunNanos = new AtomicLong();
    private volatile long endedNanos;

    private Walkers(HikariDataSource pool, int number) {
        this.pool = pool;
        this.number = number;
        this.left = new AtomicInteger(number);
    }

    /** So many of them, all due, with the ids from 1. */
    static Walkers fill(String url, int number) throws SQLException {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        var pool = new HikariDataSource(config);
        var walkers = new Walkers(pool, number);
        walkers.execute("CREATE OR REPLACE TABLE walker (id BIGINT NOT NULL PRIMARY KEY, step INT NOT NULL, due_at DATETIME(6) NOT NULL)"
                + " ENGINE = InnoDB");
        walkers.execute("INSERT INTO walker SELECT seq, 0, UTC_TIMESTAMP(6) FROM seq_1_to_" + number);
        return walkers;
    }

    HikariDataSource pool() {
        return pool;
    }

    void execute(String... statements) throws SQLException {
        try (var connection = pool.getConnection();
                var sql = connection.createStatement()) {
            for (var statement : statements) {
                sql.execute(statement);
            }
        }
    }

    /** What a job does. */
    void advance(long id) {
        begunNanos.compareAndSet(0, System.nanoTime());
        try (var connection = pool.getConnection();
                var update =
                        connection.prepareStatement("UPDATE walker SET step = step + 1, due_at = ? WHERE id = ?")) {
            update.setTimestamp(1, Timestamp.from(Instant.now().plus(DELAY)));
            update.setLong(2, id);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A job is done. */
    void advanced() {
        if (left.decrementAndGet() == 0) {
            endedNanos = System.nanoTime();
            ended.countDown();
        }
    }

    /** How many advanced a second, from the beginning of the first job: how long a program waits before it looks is left out. */
    double rate() throws InterruptedException, SQLException {
        if (!ended.await(MINUTES_MAX, TimeUnit.MINUTES)) {
            throw new IllegalStateException(left.get() + " of " + number + " are left after " + MINUTES_MAX + " minutes");
        }
        try (var connection = pool.getConnection();
                var sql = connection.createStatement();
                var rows = sql.executeQuery("SELECT COUNT(*) FROM walker WHERE step <> 1")) {
            rows.next();
            if (rows.getInt(1) > 0) {
                throw new IllegalStateException(rows.getInt(1) + " walkers were not advanced once");
            }
        }
        return number / ((endedNanos - begunNanos.get()) / 1e9);
    }

    @Override
    public void close() {
        pool.close();
    }
}
