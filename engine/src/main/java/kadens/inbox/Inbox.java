package kadens.inbox;

import jakarta.mail.MessagingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import kadens.enrollment.Enrollments;
import kadens.language.Sentence;
import kadens.mailbox.Connections;
import kadens.mailbox.Lease;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.ServerTrouble;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first half of a run: reads everything new, and hands it to the {@link Intake}.
 *
 * <p>What was stored, what follows and the horizon are one transaction a batch: a crash loses and doubles nothing.
 */
public final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int BATCH = 20;

    /** Reading all folders once takes seconds; a mailbox in which mail comes each time is read with the next run. */
    private static final int LOOKS_MAX = 10;

    /** What one run holds in memory at most, but for a mail that is larger by itself. */
    private static final long PORTION_BYTES_MAX = 1024 * 1024;

    private final Mailboxes mailboxes;
    private final Intake intake;
    private final InstantSource clock;
    private final Room room = new Room();

    public Inbox(Mailboxes mailboxes, Enrollments enrollments, InstantSource clock) {
        this.mailboxes = mailboxes;
        this.intake = new Intake(enrollments, clock);
        this.clock = clock;
    }

    /** What came of reading a mailbox. */
    public sealed interface Reading {}

    /** Everything that was there when the reading began is stored. */
    public record Read(Instant begunAt) implements Reading {}

    /** Something is not read, so nothing may be sent. */
    public record NotRead(Sentence why) implements Reading {}

    /** Reads all folders in which an answer may lie. */
    public Reading read(Lease lease) {
        var mailbox = lease.mailbox();
        var begunAt = clock.instant();
        var server = mailboxes.imap(mailbox);
        try (var store = Connections.imap(server)) {
            readAll(lease, MailFolders.toRead(store), begunAt);
        } catch (MessagingException e) {
            var why = ServerTrouble.sentence(server, e);
            LOG.warn("mailbox {}: {} Nothing is sent until it is read again.", mailbox.address(), why);
            lease.transactAlone(session -> mailboxes.troubled(session, mailbox.id(), why, clock.instant()));
            return new NotRead(why);
        }
        lease.transactAlone(session -> mailboxes.inboxRead(session, mailbox.id(), begunAt));
        return new Read(begunAt);
    }

    /**
     * Reads until nothing has come anywhere since it was read: an answer that is moved meanwhile from a folder not yet
     * read into one that has been would be missed. UIDNEXT rises with every mail (RFC 9051, 2.3.1.1), so that one look at
     * all folders without a change is the proof.
     */
    private void readAll(Lease lease, List<IMAPFolder> folders, Instant begunAt) throws MessagingException {
        var nextUids = new HashMap<String, Long>();
        for (int look = 0; look < LOOKS_MAX; look++) {
            var changed = false;
            for (var folder : folders) {
                var known = nextUids.get(folder.getFullName());
                if (known == null || known != folder.getUIDNext()) {
                    nextUids.put(folder.getFullName(), read(lease, folder, begunAt));
                    changed = true;
                }
            }
            if (!changed || folders.size() == 1) {
                return;
            }
        }
        throw new MessagingException("mail came faster than it could be read");
    }

    /** Answers the folder's UIDNEXT when it was opened. */
    private long read(Lease lease, IMAPFolder imapFolder, Instant begunAt) throws MessagingException {
        var mailbox = lease.mailbox();
        try (var folder = FolderReading.open(imapFolder, mailbox)) {
            var horizon = lease.transact(session -> Horizons.of(session, mailbox.id(), folder.name()));
            if (horizon.isEmpty() && mailbox.inboxReadAt() == null) {
                // The first reading ever: nothing has been sent, so nothing here is an answer.
                move(lease, folder.horizonAtItsEnd(begunAt));
                return folder.nextUid();
            }
            // Taken before looking: what arrives meanwhile lies behind it, for the next run.
            var end = endOf(folder, horizon, begunAt);
            var unread = folder.unread(horizon);
            for (int from = 0; from < unread.size(); from += BATCH) {
                store(lease, folder, unread.subList(from, Math.min(unread.size(), from + BATCH)), begunAt);
            }
            if (unread.isEmpty()) {
                move(lease, end);
            }
            return folder.nextUid();
        }
    }

    private static Horizon endOf(FolderReading folder, Optional<Horizon> horizon, Instant begunAt)
            throws MessagingException {
        return horizon.isPresent() && horizon.get().uidValidity() == folder.uidValidity()
                ? folder.horizon(horizon.get().uid(), begunAt)
                : folder.horizonAtItsEnd(begunAt);
    }

    private void store(Lease lease, FolderReading folder, List<IMAPMessage> batch, Instant begunAt)
            throws MessagingException {
        folder.prefetch(batch);
        for (int from = 0; from < batch.size(); ) {
            var to = from;
            var bytes = 0L;
            do {
                bytes += Fetched.bytes(batch.get(to++));
            } while (to < batch.size() && bytes + Fetched.bytes(batch.get(to)) <= PORTION_BYTES_MAX);
            try (var _ = room.take(bytes)) {
                fetchAndStore(lease, folder, batch.subList(from, to), begunAt);
            }
            from = to;
        }
    }

    private void fetchAndStore(Lease lease, FolderReading folder, List<IMAPMessage> portion, Instant begunAt)
            throws MessagingException {
        var fetched = new ArrayList<Fetched>();
        for (var message : portion) {
            fetched.add(Fetched.from(message, folder.uid(message), begunAt));
        }
        lease.transactAlone(session -> {
            intake.take(session, lease.mailbox(), folder, fetched);
            Horizons.move(session, folder.horizon(fetched.getLast().uid(), begunAt));
        });
    }

    private void move(Lease lease, Horizon horizon) {
        lease.transactAlone(session -> Horizons.move(session, horizon));
    }
}
