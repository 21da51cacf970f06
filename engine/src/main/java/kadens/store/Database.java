package kadens.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
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

    private final HikariDataSource pool;
    private final SessionFactory sessions;

    private Database(HikariDataSource pool, SessionFactory sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    /**
     * Connects, migrates and checks the mapping.
     *
     * @param url {@code jdbc:mariadb://…} with user and password
     * @param entities the mapped classes
     * @throws kadens.language.Refusal if the server can't be reached, refuses us, or holds a newer schema
     */
    public static Database open(String url, List<Class<?>> entities) {
        var pool = connect(url);
        try {
            Migrations.run(pool);
            return new Database(pool, map(pool, entities));
        } catch (RuntimeException e) {
            pool.close();
            throw DatabaseTrouble.refusal(url, e);
        }
    }

    /** Runs the work in one transaction: committed when it returns, rolled back on any exception. */
    public <T> T transact(Function<StatelessSession, T> work) {
        return sessions.fromStatelessTransaction(work);
    }

    /** {@link #transact} for work without a result. */
    public void transactAlone(Consumer<StatelessSession> work) {
        sessions.inStatelessTransaction(work);
    }

    /** Whether the database failed in a way that is over the next time: a lost connection, a deadlock, a wait too long. */
    public static boolean isPassing(Throwable failure) {
        return DatabaseTrouble.isPassing(failure);
    }

    /** The pool itself, for Quartz, which keeps its own tables in the same database. */
    public DataSource dataSource() {
        return pool;
    }

    /** Whether it has not been closed. */
    public boolean isOpen() {
        return !pool.isClosed();
    }

    @Override
    public void close() {
        sessions.close();
        pool.close();
    }

    private static HikariDataSource connect(String url) {
        var config = new HikariConfig();
        config.setPoolName("kadens");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(24);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(10_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw DatabaseTrouble.refusal(url, e);
        }
    }

    private static SessionFactory map(DataSource pool, List<Class<?>> entities) {
        return new HibernatePersistenceConfiguration("kadens")
                .managedClasses(entities)
                .property(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .property(AvailableSettings.JDBC_TIME_ZONE, "UTC")
                .property(AvailableSettings.PHYSICAL_NAMING_STRATEGY, new PhysicalNamingStrategySnakeCaseImpl())
                .property(AvailableSettings.HBM2DDL_AUTO, "validate")
                .property(AvailableSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, false)
                .createEntityManagerFactory();
    }
}
