package kadens.mailbox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import kadens.store.Database;
import org.hibernate.StatelessSession;

/** One stretch of this process's life in which it gave signs without a gap, as the other nodes see it. */
final class Node {

    /** How long a node is taken for alive after a sign, by the database's clock. */
    static final Duration LIFE = Duration.ofSeconds(20);

    /** Clocks don't run equally fast, and the last bytes of a mail take time. */
    private static final Duration SURE = LIFE.minusSeconds(2);

    private final Database database;
    private final LongSupplier elapsedNanos;
    private final String id = UUID.randomUUID().toString();
    private volatile long signedAt;

    private Node(Database database, LongSupplier elapsedNanos) {
        this.database = database;
        this.elapsedNanos = elapsedNanos;
    }

    static Node register(Database database, LongSupplier elapsedNanos) {
        var node = new Node(database, elapsedNanos);
        var at = elapsedNanos.getAsLong();
        database.transactAlone(session -> {
            session.createNativeMutationQuery("DELETE FROM node WHERE until < UTC_TIMESTAMP(6) - INTERVAL 1 DAY")
                    .executeUpdate();
            session.createNativeMutationQuery("INSERT INTO node (id, host, until) VALUES (:id, :host,"
                            + " UTC_TIMESTAMP(6) + INTERVAL :seconds SECOND)")
                    .setParameter("id", node.id)
                    .setParameter("host", host())
                    .setParameter("seconds", LIFE.toSeconds())
                    .executeUpdate();
        });
        node.signedAt = at;
        return node;
    }

    String id() {
        return id;
    }

    /** Gives a sign, and answers whether it came in time: a node that was taken for dead stays so. */
    boolean sign() {
        var at = elapsedNanos.getAsLong();
        var inTime = database.transact(session ->
                session.createNativeMutationQuery("UPDATE node SET until = UTC_TIMESTAMP(6) + INTERVAL :seconds SECOND"
                                        + " WHERE id = :id AND until > UTC_TIMESTAMP(6)")
                                .setParameter("seconds", LIFE.toSeconds())
                                .setParameter("id", id)
                                .executeUpdate()
                        == 1);
        if (inTime) {
            signedAt = at;
        }
        return inTime;
    }

    boolean signedWithin(Duration time) {
        return elapsedNanos.getAsLong() - signedAt < time.toNanos();
    }

    /** Whether nobody can have taken it for dead, told without asking the database. */
    boolean isSurelyAlive() {
        return signedWithin(SURE);
    }

    /** How long another node counts as alive; zero or less where it does not. */
    static Duration left(StatelessSession session, String id) {
        var micros = session.createNativeQuery(
                        "SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), until) FROM node WHERE id = :id",
                        Long.class)
                .setParameter("id", id)
                .getSingleResultOrNull();
        return micros == null ? Duration.ZERO : Duration.ofNanos(1000 * micros);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
