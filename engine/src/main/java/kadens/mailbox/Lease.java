package kadens.mailbox;

import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import kadens.store.Database;
import org.hibernate.StatelessSession;

/**
 * The right to work one mailbox, until it is closed or its node is taken for dead. Whoever reads or sends for a mailbox
 * does so by {@link #transact}.
 */
public final class Lease implements AutoCloseable {

    private final Database database;
    private final Mailbox mailbox;
    private final long number;
    private final BooleanSupplier nodeIsAlive;
    private final Consumer<Lease> ending;

    Lease(Database database, Mailbox mailbox, long number, BooleanSupplier nodeIsAlive, Consumer<Lease> ending) {
        this.database = database;
        this.mailbox = mailbox;
        this.number = number;
        this.nodeIsAlive = nodeIsAlive;
        this.ending = ending;
    }

    /** As it was when it was taken. */
    public Mailbox mailbox() {
        return mailbox;
    }

    /** Higher than that of any earlier lease of this mailbox. */
    public long number() {
        return number;
    }

    /**
     * Runs the work in one transaction in which nobody else can take the mailbox.
     *
     * @throws LeaseLost if somebody has
     */
    public <T> T transact(Function<StatelessSession, T> work) {
        return database.transact(session -> whileHeld(session, work));
    }

    /** {@link #transact} by {@link Database#transactInBulk}. */
    public <T> T transactInBulk(Function<StatelessSession, T> work) {
        return database.transactInBulk(session -> whileHeld(session, work));
    }

    private <T> T whileHeld(StatelessSession session, Function<StatelessSession, T> work) {
        if (!holds(session)) {
            throw new LeaseLost(mailbox);
        }
        return work.apply(session);
    }

    /** {@link #transact} for work without a result. */
    public void transactAlone(Consumer<StatelessSession> work) {
        transact(session -> {
            work.accept(session);
            return true;
        });
    }

    /** Whether it is still ours. Where it is, it stays so until the transaction ends. */
    public boolean holds(StatelessSession session) {
        return session.createNativeQuery(
                        "SELECT number FROM mailbox_lease WHERE mailbox_id = :mailbox FOR UPDATE", Long.class)
                .setParameter("mailbox", mailbox.id())
                .getSingleResult()
                .equals(number);
    }

    /**
     * Notes that the mail with this row is being handed over now, and that the server has taken those claimed before it.
     *
     * @return whether the mailbox is still ours
     */
    public boolean begins(long messageId) {
        return database.atOnce(
                        "UPDATE mailbox_lease SET begun = ? WHERE mailbox_id = ? AND number = ?",
                        messageId,
                        mailbox.id(),
                        number)
                > 0;
    }

    /** The same in a transaction of the caller's. */
    public boolean begins(StatelessSession session, long messageId) {
        return session.createNativeMutationQuery(
                                "UPDATE mailbox_lease SET begun = :message WHERE mailbox_id = :mailbox AND number = :number")
                        .setParameter("message", messageId)
                        .setParameter("mailbox", mailbox.id())
                        .setParameter("number", number)
                        .executeUpdate()
                > 0;
    }

    /** The mail that was begun last under this lease or an earlier one; empty where none was. */
    public Optional<Long> begun(StatelessSession session) {
        return session.createNativeQuery("SELECT begun FROM mailbox_lease WHERE mailbox_id = :mailbox", Long.class)
                .setParameter("mailbox", mailbox.id())
                .getResultStream()
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Whether nobody can have taken it, told without asking the database: for the last moment before a mail is gone. */
    public boolean isSure() {
        return nodeIsAlive.getAsBoolean();
    }

    /** Lets others have it. Never throws: where the database can't be told now, it is told later. */
    @Override
    public void close() {
        ending.accept(this);
    }
}
