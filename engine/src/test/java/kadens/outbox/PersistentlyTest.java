package kadens.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import kadens.run.Engine;
import kadens.store.Database;
import kadens.store.TestDatabase;
import org.hibernate.StatelessSession;
import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How long a transaction is tried, and how often. */
class PersistentlyTest {

    private static Database database;

    private final List<Duration> pauses = new ArrayList<>();

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh(Engine.ENTITIES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void the_loser_of_a_deadlock_tries_again() throws Exception {
        database.transactAlone(session -> {
            change(session, "CREATE TABLE pair (id INT PRIMARY KEY, n INT) ENGINE = InnoDB");
            change(session, "INSERT INTO pair VALUES (1, 0), (2, 0)");
        });
        var meeting = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var forth = CompletableFuture.runAsync(() -> raise(meeting, 1, 2), threads);
            var back = CompletableFuture.runAsync(() -> raise(meeting, 2, 1), threads);
            CompletableFuture.allOf(forth, back).get();
        }

        var sum = database.transact(session -> session.createNativeQuery("SELECT SUM(n) FROM pair", Integer.class)
                .getSingleResult());
        assertThat(sum).isEqualTo(4);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void it_is_given_up_when_the_database_stays_away_for_minutes() {
        var attempts = new AtomicInteger();

        assertThatThrownBy(() -> persistently().transact(() -> false, _ -> {
                    attempts.incrementAndGet();
                    throw away();
                }))
                .isInstanceOf(JDBCConnectionException.class);

        assertThat(attempts).hasValue(pauses.size() + 1);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void an_engine_that_stops_waits_for_no_database() {
        assertThatThrownBy(() -> persistently().transact(() -> true, _ -> {
                    throw away();
                }))
                .isInstanceOf(JDBCConnectionException.class);

        assertThat(pauses).isEmpty();
    }

    @Test
    void a_bug_is_tried_once() {
        assertThatThrownBy(() -> persistently().transact(() -> false, _ -> {
                    throw new IllegalStateException("a bug");
                }))
                .hasMessage("a bug");

        assertThat(pauses).isEmpty();
    }

    private Persistently persistently() {
        return new Persistently(database, (time, _) -> pauses.add(time));
    }

    /** Takes one row, waits until the other has taken the other, and then wants that: one of the two must lose. */
    private void raise(CyclicBarrier meeting, int first, int second) {
        var met = new AtomicInteger();
        persistently().transact(() -> false, session -> {
            change(session, "UPDATE pair SET n = n + 1 WHERE id = " + first);
            if (met.getAndIncrement() == 0) {
                meet(meeting);
            }
            return change(session, "UPDATE pair SET n = n + 1 WHERE id = " + second);
        });
    }

    private static void meet(CyclicBarrier meeting) {
        try {
            meeting.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int change(StatelessSession session, String statement) {
        return session.createNativeMutationQuery(statement).executeUpdate();
    }

    private static RuntimeException away() {
        return new JDBCConnectionException("away", new SQLNonTransientConnectionException("gone", "08000"));
    }
}
