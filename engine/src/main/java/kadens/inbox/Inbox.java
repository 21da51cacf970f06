package kadens.inbox;

import jakarta.mail.MessagingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import kadens.enrollment.Enrollments;
import kadens.language.Sentence;
import kadens.mailbox.KeptConnections;
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
public final class Inbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int BATCH = 100;

    /** Reading all folders once takes seconds; a mailbox in which mail comes each time is read with the next run. */
    private static final int LOOKS_MAX = 10;

    /** What is known of UIDNEXT where the server does not tell it (RFC 3501, 6.3.1 leaves it to the server). */
    private static final long NO_UIDNEXT = -1;

    /** What one run holds in memory at most, but for a mail that is larger by itself. */
    private static final long PORTION_BYTES_MAX = 1024 * 1024;

    private final Mailboxes mailboxes;
    private final KeptConnections connections;
    private final Intake intake;
    private final InstantSource clock;
    private final Room room = new Room();

    public Inbox(Mailboxes mailboxes, KeptConnections connections, Enrollments enrollments, InstantSource clock) {
        this.mailboxes = mailboxes;
        this.connections = connections;
        this.intake = new Intake(enrollments, clock);
        this.clock = clock;
    }

    /** From now on, the ids of mailboxes to which something came between their readings are told here. */
    public void listen(LongConsumer hint) {
        connections.listen(hint);
    }

    /** Ends connections that nobody has used for long. */
    public void tidy() {
        connections.tidy();
    }

    /** Ends the connections that are kept between readings. */
    @Override
    public void close() {
        connections.close();
    }

    /** Ends the connection to a mailbox that is not read any more. */
    public void hangUp(long mailboxId) {
        connections.drop(mailboxId);
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
        if (mailbox.readingRestsAt(begunAt)) {
            return new NotRead(Objects.requireNonNull(mailbox.trouble()));
        }
        var server = mailboxes.imap(mailbox);
        var horizons = new KnownHorizons(lease);
        try (var connection = connections.take(mailbox.id(), server)) {
            connection.isWell(readAll(lease, horizons, MailFolders.toRead(connection.store()), begunAt));
        } catch (MessagingException e) {
            return notRead(lease, ServerTrouble.sentence(server, e), ServerTrouble.asksForRest(e));
        }
        lease.transactAlone(session -> {
            horizons.store(session);
            mailboxes.inboxRead(session, mailbox.id(), begunAt);
        });
        return new Read(begunAt);
    }

    private NotRead notRead(Lease lease, Sentence why, boolean rests) {
        var mailbox = lease.mailbox();
        LOG.warn("mailbox {}: {} Nothing is sent until it is read again.", mailbox.address(), why);
        lease.transactAlone(session -> {
            if (rests) {
                mailboxes.restReading(session, mailbox.id(), why, clock.instant());
            } else {
                mailboxes.troubled(session, mailbox.id(), why, clock.instant());
            }
        });
        return new NotRead(why);
    }

    /**
     * Reads until nothing has come anywhere since it was read: an answer that is moved meanwhile from a folder not yet
     * read into one that has been would be missed. UIDNEXT rises with every mail (RFC 9051, 2.3.1.1), so that one look at
     * all folders without a change is the proof. A folder whose server keeps it to itself is opened at each look.
     *
     * @return the UIDNEXT of INBOX, the first folder, up to which it has been read
     */
    private long readAll(Lease lease, KnownHorizons horizons, List<IMAPFolder> folders, Instant begunAt)
            throws MessagingException {
        var seen = new HashMap<String, Seen>();
        for (int look = 0; look < LOOKS_MAX; look++) {
            var changed = false;
            for (var folder : folders) {
                var known = seen.get(folder.getFullName());
                if (known == null || known.nextUid() == NO_UIDNEXT || known.nextUid() != folder.getUIDNext()) {
                    var now = read(lease, horizons, folder, begunAt);
                    seen.put(folder.getFullName(), now);
                    changed |= known == null || now.nextUid() != NO_UIDNEXT || now.mails() > 0;
                }
            }
            if (!changed || folders.size() == 1) {
                return Objects.requireNonNull(seen.get(folders.getFirst().getFullName()))
                        .nextUid();
            }
        }
        throw new MessagingException("mail came faster than it could be read");
    }

    /**
     * A folder as it was when it was opened.
     *
     * @param mails how many of them had not been read
     */
    private record Seen(long nextUid, int mails) {}

    private Seen read(Lease lease, KnownHorizons horizons, IMAPFolder imapFolder, Instant begunAt)
            throws MessagingException {
        var mailbox = lease.mailbox();
        try (var folder = FolderReading.open(imapFolder, mailbox)) {
            var horizon = horizons.of(folder.name());
            if (horizon.isEmpty() && mailbox.inboxReadAt() == null) {
                // The first reading ever: nothing has been sent, so nothing here is an answer.
                horizons.moves(folder.horizonAtItsEnd(begunAt));
                return new Seen(folder.nextUid(), 0);
            }
            // Taken before looking: what arrives meanwhile lies behind it, for the next run.
            var end = endOf(folder, horizon, begunAt);
            var unread = folder.unread(horizon);
            for (int from = 0; from < unread.size(); from += BATCH) {
                store(lease, horizons, folder, unread.subList(from, Math.min(unread.size(), from + BATCH)), begunAt);
            }
            if (unread.isEmpty()) {
                horizons.moves(end);
            }
            return new Seen(folder.nextUid(), unread.size());
        }
    }

    private static Horizon endOf(FolderReading folder, Optional<Horizon> horizon, Instant begunAt)
            throws MessagingException {
        return horizon.isPresent() && horizon.get().uidValidity() == folder.uidValidity()
                ? folder.horizon(horizon.get().uid(), begunAt)
                : folder.horizonAtItsEnd(begunAt);
    }

    private void store(
            Lease lease, KnownHorizons horizons, FolderReading folder, List<IMAPMessage> batch, Instant begunAt)
            throws MessagingException {
        folder.prefetch(batch);
        for (int from = 0; from < batch.size(); ) {
            var to = from;
            var bytes = 0L;
            do {
                bytes += Fetched.bytes(batch.get(to++));
            } while (to < batch.size() && bytes + Fetched.bytes(batch.get(to)) <= PORTION_BYTES_MAX);
            try (var _ = room.take(bytes)) {
                fetchAndStore(lease, horizons, folder, batch.subList(from, to), begunAt);
            }
            from = to;
        }
    }

    private void fetchAndStore(
            Lease lease, KnownHorizons horizons, FolderReading folder, List<IMAPMessage> portion, Instant begunAt)
            throws MessagingException {
        var fetched = folder.fetch(portion, begunAt);
        var end = folder.horizon(folder.uid(portion.getLast()), begunAt);
        lease.transactAlone(session -> {
            intake.take(session, lease.mailbox(), folder, fetched);
            Horizons.move(session, end);
        });
        horizons.moved(end);
    }
}
