package kadens.mailbox;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import kadens.store.Database;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that one node works a mailbox at a time, whatever is killed, frozen or cut off.
 *
 * <p>A node that holds leases gives a sign every few seconds. When it does not, others take its mailboxes, each under a
 * higher number, and the node finds that out before it writes or sends anything more.
 */
public final class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(5);
    private static final Duration MISSED_A_SIGN = Node.LIFE.minus(BETWEEN_SIGNS.multipliedBy(2));

    private final Database database;
    private final Database forRuns;
    private final LongSupplier elapsedNanos;
    private final Set<Lease> open = ConcurrentHashMap.newKeySet();
    private final Set<Lease> unreleased = ConcurrentHashMap.newKeySet();
    private @Nullable Node node;
    private boolean signing;

    /**
     * @param database for the signs of life, which wait for nobody
     * @param forRuns the same {@link Database#inTurns}
     * @param elapsedNanos an {@link Elapsed}, or what a test puts in its place
     */
    public Leases(Database database, Database forRuns, LongSupplier elapsedNanos) {
        this.database = database;
        this.forRuns = forRuns;
        this.elapsedNanos = elapsedNanos;
    }

    private sealed interface Attempt {}

    private record Taken(Lease lease) implements Attempt {}

    /** @param left until its holder counts as dead */
    private record Busy(Duration left) implements Attempt {}

    /** This very node is at it, somebody holds its row, or there is no such mailbox. */
    private record NotNow() implements Attempt {}

    /**
     * Takes a mailbox; empty where another run is at it, or there is none with this id. Where its holder has missed a sign,
     * its end is waited for: Quartz may have found out before the database's time was up.
     */
    public Optional<Lease> take(long mailboxId) {
        var attempt = attempt(mailboxId);
        if (attempt instanceof Busy(var left) && left.compareTo(MISSED_A_SIGN) < 0 && pause(left)) {
            attempt = attempt(mailboxId);
        }
        return attempt instanceof Taken(var lease) ? Optional.of(lease) : Optional.empty();
    }

    private Attempt attempt(long mailboxId) {
        var self = self();
        var attempt = forRuns.transact(session -> new MailboxRows_(session)
                .byId(mailboxId)
                .map(mailbox -> attempt(session, self, mailbox))
                .orElseGet(NotNow::new));
        if (attempt instanceof Taken(var lease)) {
            open.add(lease);
            keepSigning();
        }
        return attempt;
    }

    private Attempt attempt(StatelessSession session, Node self, Mailbox mailbox) {
        if (!hasRow(session, mailbox)) {
            session.createNativeMutationQuery(
                            "INSERT IGNORE INTO mailbox_lease (mailbox_id, number) VALUES (:mailbox, 0)")
                    .setParameter("mailbox", mailbox.id)
                    .executeUpdate();
        }
        var locked = lockedUnlessBusy(session, mailbox);
        if (locked.isEmpty()) {
            return new NotNow(); // its holder is in a transaction, or was when it was frozen
        }
        var found = locked.get();
        var holder = (String) found[1];
        if (self.id().equals(holder)) {
            return new NotNow();
        }
        var left = holder == null ? Duration.ZERO : Node.left(session, holder);
        if (left.isPositive()) {
            return new Busy(left);
        }
        var number = ((Number) found[0]).longValue() + 1;
        session.createNativeMutationQuery(
                        "UPDATE mailbox_lease SET number = :number, node = :node WHERE mailbox_id = :mailbox")
                .setParameter("number", number)
                .setParameter("node", self.id())
                .setParameter("mailbox", mailbox.id)
                .executeUpdate();
        return new Taken(new Lease(forRuns, mailbox, number, self::isSurelyAlive, this::end));
    }

    private static boolean hasRow(StatelessSession session, Mailbox mailbox) {
        return session.createNativeQuery("SELECT COUNT(*) FROM mailbox_lease WHERE mailbox_id = :mailbox", Long.class)
                        .setParameter("mailbox", mailbox.id)
                        .getSingleResult()
                > 0;
    }

    private static Optional<Object[]> lockedUnlessBusy(StatelessSession session, Mailbox mailbox) {
        return session.createNativeQuery(
                        "SELECT number, node FROM mailbox_lease WHERE mailbox_id = :mailbox FOR UPDATE SKIP LOCKED",
                        Object[].class)
                .setParameter("mailbox", mailbox.id)
                .uniqueResultOptional();
    }

    private synchronized Node self() {
        var self = node;
        if (self == null || !(self.signedWithin(BETWEEN_SIGNS) || self.sign())) {
            self = Node.register(database, elapsedNanos);
            node = self;
        }
        return self;
    }

    private void end(Lease lease) {
        try {
            release(lease);
            unreleased.remove(lease);
        } catch (RuntimeException e) {
            LOG.debug(
                    "{} could not be let go ({}); it is tried again.",
                    lease.mailbox().address(),
                    e.toString());
            unreleased.add(lease);
        }
        open.remove(lease);
    }

    /** By the database that waits for nobody: the signs of life come behind it. */
    private void release(Lease lease) {
        database.transactAlone(session -> session.createNativeMutationQuery(
                        "UPDATE mailbox_lease SET node = NULL WHERE mailbox_id = :mailbox AND number = :number")
                .setParameter("mailbox", lease.mailbox().id())
                .setParameter("number", lease.number())
                .executeUpdate());
    }

    private synchronized void keepSigning() {
        if (!signing) {
            signing = true;
            Thread.ofVirtual().name("leases").start(this::signWhileNeeded);
        }
    }

    private void signWhileNeeded() {
        try {
            while (pause(BETWEEN_SIGNS) && isNeeded() && database.isOpen()) {
                sign();
            }
        } finally {
            signingEnded();
        }
    }

    private void sign() {
        try {
            self();
            unreleased.forEach(this::end);
        } catch (RuntimeException e) {
            LOG.warn("This node could not give a sign to the others ({}); it is tried again.", e.toString());
        }
    }

    private synchronized boolean isNeeded() {
        signing = !open.isEmpty() || !unreleased.isEmpty();
        return signing;
    }

    /** However it ended: the next lease begins it again. */
    private synchronized void signingEnded() {
        signing = false;
    }

    private static boolean pause(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
