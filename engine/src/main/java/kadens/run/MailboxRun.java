package kadens.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongConsumer;
import kadens.inbox.Inbox;
import kadens.language.Refusal;
import kadens.language.Sentence;
import kadens.mailbox.Lease;
import kadens.mailbox.LeaseLost;
import kadens.mailbox.Leases;
import kadens.mailbox.Mailboxes;
import kadens.outbox.Outbox;
import kadens.store.Database;
import kadens.store.Fence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn of one mailbox: read what came in, then send what is due. Nothing is sent where the inbox could not be read,
 * and nothing from a copy of the database; its inboxes are read all the same, for what came in stops enrollments.
 *
 * <p>Never throws: what goes wrong is kept on the mailbox or in the log, and the next run goes on from what is stored.
 */
public final class MailboxRun {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxRun.class);

    private final Database database;
    private final Fence fence;
    private final Leases leases;
    private final Mailboxes mailboxes;
    private final Inbox inbox;
    private final Outbox outbox;
    private final InstantSource clock;
    private volatile LongConsumer hint = _ -> {};
    private volatile boolean stopping;

    public MailboxRun(
            Database database,
            Fence fence,
            Leases leases,
            Mailboxes mailboxes,
            Inbox inbox,
            Outbox outbox,
            InstantSource clock) {
        this.database = database;
        this.fence = fence;
        this.leases = leases;
        this.mailboxes = mailboxes;
        this.inbox = inbox;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Lets running turns end after the message they are at. */
    void stop() {
        stopping = true;
    }

    /** From now on, the ids of mailboxes to which something came between their runs are told here. */
    void listen(LongConsumer hint) {
        this.hint = hint;
        inbox.listen(hint);
    }

    /** Somebody waits for what a mailbox has to send: its next run is now, where runs are further apart than moments. */
    public void soon(long mailboxId) {
        Thread.ofVirtual().start(() -> hint.accept(mailboxId));
    }

    /** Ends connections that nobody has used for long. */
    void tidy() {
        inbox.tidy();
    }

    /** Ends the connections that are kept between runs. */
    void hangUp() {
        inbox.close();
    }

    /** Runs the mailbox with this id; one that is gone, or that another run is at, is passed over. */
    public void run(long mailboxId) {
        try {
            leases.take(mailboxId).ifPresent(this::runAndRelease);
        } catch (LeaseLost lost) {
            LOG.warn("mailbox {}: this run ends, for {}.", mailboxId, lost.getMessage());
        } catch (Refusal refusal) {
            LOG.warn("mailbox {}: {} It is tried again with the next run.", mailboxId, refusal.words());
            tell(mailboxId, Sentence.verbatim(refusal.words()));
        } catch (RuntimeException e) {
            if (Database.isPassing(e)) { // the database says so itself, once for all mailboxes
                LOG.debug("mailbox {}: this run broke off; the next goes on from what is stored.", mailboxId, e);
                return;
            }
            LOG.warn("mailbox {}: this run broke off ({}); the next goes on from what is stored.", mailboxId, e, e);
            tell(mailboxId, Sentence.of("trouble.broke-off", e.getClass().getSimpleName()));
        }
    }

    /** Where not even this can be stored, the database is what is wrong, and says so in the log. */
    private void tell(long mailboxId, Sentence why) {
        try {
            database.transactAlone(session -> mailboxes.troubled(session, mailboxId, why, clock.instant()));
        } catch (RuntimeException e) {
            LOG.warn("mailbox {}: its trouble could not be stored ({}).", mailboxId, e.toString());
        }
    }

    private void runAndRelease(Lease lease) {
        try (lease) {
            run(lease);
        }
    }

    private void run(Lease lease) {
        var mailbox = lease.mailbox();
        if (mailbox.disconnectedAt() != null) {
            outbox.settleCutOff(lease);
            inbox.hangUp(mailbox.id());
            outbox.settleUnseen(lease);
            LOG.debug("{} is disconnected: neither read nor sent from.", mailbox.address());
            return;
        }
        outbox.prepare(lease);
        switch (inbox.read(lease)) {
            case Inbox.Read(var begunAt) -> send(lease, begunAt);
            case Inbox.NotRead(var why) -> LOG.debug("{}: nothing sent: {}", mailbox.address(), why);
        }
    }

    private void send(Lease lease, Instant readAt) {
        if (outbox.isIdle(lease, readAt)) {
            return;
        }
        var mailbox = lease.mailbox();
        var fenced = lease.transact(session -> fence.standing(session).why());
        if (fenced.isPresent()) {
            keep(lease, fenced.get()); // a copy of the database writes nothing anywhere
            return;
        }
        outbox.settleUncertain(lease);
        var kept = lease.transact(session -> Mailboxes.mayNotSend(session, mailbox));
        if (kept.isPresent()) {
            keep(lease, kept.get());
        } else {
            outbox.send(lease, readAt, () -> stopping);
        }
        outbox.copyToSent(lease, () -> stopping);
    }

    private void keep(Lease lease, Sentence why) {
        var mailbox = lease.mailbox();
        LOG.debug("{}: nothing sent: {}", mailbox.address(), why);
        lease.transactAlone(session -> mailboxes.well(session, mailbox.id()));
    }
}
