package kadens.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/**
 * The database with its schema migrated and its mapping checked. {@link #transact} is the only way to it.
 *
 * <p>Times are kept in UTC with microseconds, whatever zone this machine or the server is in.
 */
public final class Database implements AutoCloseable {

    private static final int CONNECTIONS_MAX = 20;

    /** Of the connections, those that runs may use at once: the signs of life and people find one. */
    private static final int IN_TURNS_MAX = 15;

    /** Quartz waits for its own locks while it has a connection: these are its, and all that it may have. */
    private static final int FOR_QUARTZ_MAX = 4;

    /** Thousands of jobs may end at once, and wait for the same lock. */
    private static final Duration QUARTZ_WAIT = Duration.ofSeconds(30);

    /** Without a connection for so long the database counts as away. In front of it, {@link #inTurns} waits without end. */
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(3);

    /** A server that hangs holds up a transaction no longer; it waits 20 seconds for a lock. */
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(60);

    /**
     * A node that is frozen in the middle of a transaction keeps its locks, Quartz's among them, until the server ends the
     * transaction (idle_transaction_timeout); meanwhile nobody shall wait for a lock so long that others find no connection.
     */
    private static final String LOCKS_END = "idle_transaction_timeout=15,innodb_lock_wait_timeout=20";

    /** For single statements that are committed at once; each takes a millisecond or two. */
    private static final int AT_ONCE_MAX = 4;

    private final HikariDataSource pool;
    private final HikariDataSource atOnce;
    private final SessionFactory sessions;
    private final Watch watch;
    private final Semaphore turns;

    private Database(
            HikariDataSource pool, HikariDataSource atOnce, SessionFactory sessions, Watch watch, Semaphore turns) {
        this.pool = pool;
        this.atOnce = atOnce;
        this.sessions = sessions;
        this.watch = watch;
        this.turns = turns;
    }

    /**
     * Connects, migrates and checks the mapping.
     *
     * @param url {@code jdbc:mariadb://…} with user and password
     * @param entities the mapped classes
     * @throws kadens.language.Refusal if the server can't be reached, refuses us, or holds a newer schema
     */
    public static Database open(String url, List<Class<?>> entities) {
        var pool = connect(url, CONNECTIONS_MAX, CONNECTION_WAIT);
        try {
            Migrations.run(url);
            var sessions = map(pool, entities);
            return new Database(pool, atOnce(url), sessions, new Watch(), new Semaphore(Integer.MAX_VALUE));
        } catch (RuntimeException e) {
            pool.close();
            throw DatabaseTrouble.refusal(url, e);
        }
    }

    /**
     * The same database for the runs of mailboxes, of which there may be thousands at once: they wait for each other,
     * without end and without failing, so that no more of them are in a transaction than there are connections.
     */
    public Database inTurns() {
        return new Database(pool, atOnce, sessions, watch, new Semaphore(IN_TURNS_MAX, true));
    }

    /** Runs the work in one transaction: committed when it returns, rolled back on any exception. */
    public <T> T transact(Function<StatelessSession, T> work) {
        turns.acquireUninterruptibly();
        try {
            var result = sessions.fromStatelessTransaction(work);
            watch.worked();
            return result;
        } catch (RuntimeException e) {
            watch.failed(e);
            throw e;
        } finally {
            turns.release();
        }
    }

    /** {@link #transact} for work that writes many rows: they are sent together, before anything is read after them. */
    public <T> T transactInBulk(Function<StatelessSession, T> work) {
        return transact(session -> WriteBehind.in(session, work));
    }

    /** {@link #transact} for work without a result. */
    public void transactAlone(Consumer<StatelessSession> work) {
        transact(session -> {
            work.accept(session);
            return true;
        });
    }

    /**
     * Runs one statement and commits it, by one round trip: for what is stored before each mail.
     *
     * @param numbers its parameters
     * @return how many rows it found
     * @throws UncheckedSqlException if the database failed; {@link #isPassing} tells whether it is over the next time
     */
    public int atOnce(String statement, long... numbers) {
        try (var connection = atOnce.getConnection();
                var prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < numbers.length; i++) {
                prepared.setLong(i + 1, numbers[i]);
            }
            var found = prepared.executeUpdate();
            watch.worked();
            return found;
        } catch (SQLException e) {
            var failure = new UncheckedSqlException(e);
            watch.failed(failure);
            throw failure;
        }
    }

    /** Whether the database failed in a way that is over the next time: a lost connection, a deadlock, a wait too long. */
    public static boolean isPassing(Throwable failure) {
        return passing(failure).isPresent();
    }

    /** What is wrong with the database for a while, where that is what made the work fail. */
    public static Optional<PassingTrouble> passing(Throwable failure) {
        return DatabaseTrouble.passing(failure);
    }

    /** What is wrong with the database, as far as this process has noticed at its work. */
    public Optional<Outage> outage() {
        return watch.outage();
    }

    /** Why the database takes nothing new, found out by writing a row that is taken back; empty where it does. */
    public Optional<PassingTrouble> whyNoWrites() {
        try (var session = sessions.openStatelessSession()) {
            var trial = session.beginTransaction();
            try {
                session.createNativeMutationQuery("INSERT INTO write_trial (filler) VALUES (REPEAT('.', 7000))")
                        .executeUpdate();
            } finally {
                trial.rollback();
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            watch.failed(e);
            return Optional.of(passing(e).orElseThrow(() -> e));
        }
    }

    /** Connections for Quartz, which keeps its own tables in the same database; the caller closes them. */
    public HikariDataSource forQuartz() {
        return connect(pool.getJdbcUrl(), FOR_QUARTZ_MAX, QUARTZ_WAIT);
    }

    /** Whether it has not been closed. */
    public boolean isOpen() {
        return !pool.isClosed();
    }

    @Override
    public void close() {
        sessions.close();
        atOnce.close();
        pool.close();
    }

    private static HikariDataSource connect(String url, int connectionsMax, Duration wait) {
        try {
            return new HikariDataSource(config(url, connectionsMax, wait, false));
        } catch (RuntimeException e) {
            throw DatabaseTrouble.refusal(url, e);
        }
    }

    /** Connects when it is first used: most commands send nothing. */
    private static HikariDataSource atOnce(String url) {
        var config = config(url, AT_ONCE_MAX, CONNECTION_WAIT, true);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static HikariConfig config(String url, int connectionsMax, Duration wait, boolean autoCommit) {
        var config = new HikariConfig();
        config.setAutoCommit(autoCommit);
        config.setPoolName("kadens");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connectionsMax);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(wait.toMillis());
        // The driver's own defaults wait for ever. What the URL says goes before these.
        config.addDataSourceProperty("connectTimeout", CONNECTION_WAIT.toMillis());
        config.addDataSourceProperty("socketTimeout", ANSWER_WAIT.toMillis());
        config.addDataSourceProperty("sessionVariables", LOCKS_END);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return config;
    }

    private static SessionFactory map(DataSource pool, List<Class<?>> entities) {
        return new HibernatePersistenceConfiguration("kadens")
                .managedClasses(entities)
                .property(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .property(AvailableSettings.JDBC_TIME_ZONE, "UTC")
                .property(AvailableSettings.PHYSICAL_NAMING_STRATEGY, new PhysicalNamingStrategySnakeCaseImpl())
                .property(AvailableSettings.HBM2DDL_AUTO, "validate")
                .property(AvailableSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, true)
                .createEntityManagerFactory();
    }
}
