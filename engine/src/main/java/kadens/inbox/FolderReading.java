package kadens.inbox;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import kadens.mailbox.Mailbox;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;

/**
 * Finds what is new in one folder, opened by EXAMINE so that nothing in it changes.
 *
 * <p>New is what has a higher UID than the horizon. Where the horizon is worth nothing (the folder was never read, or
 * its UIDVALIDITY changed) mail of the time in question is looked at again; what is stored already is known by its
 * identity.
 */
final class FolderReading implements AutoCloseable {

    private static final Duration MARGIN = Duration.ofDays(2);

    private final IMAPFolder folder;
    private final Mailbox mailbox;
    private final long uidValidity;

    private FolderReading(IMAPFolder folder, Mailbox mailbox) throws MessagingException {
        this.folder = folder;
        this.mailbox = mailbox;
        this.uidValidity = folder.getUIDValidity();
    }

    static FolderReading open(IMAPFolder folder, Mailbox mailbox) throws MessagingException {
        folder.open(Folder.READ_ONLY);
        return new FolderReading(folder, mailbox);
    }

    /** Mails not yet read by the horizon, by rising UID. */
    List<IMAPMessage> unread(Optional<Horizon> horizon) throws MessagingException {
        var found = new ArrayList<IMAPMessage>();
        for (var message : candidates(horizon)) {
            if (message instanceof IMAPMessage imap
                    && (!valid(horizon) || uid(imap) > horizon.orElseThrow().uid())) {
                found.add(imap);
            }
        }
        found.sort(Comparator.comparingLong(this::uidOrZero));
        return found;
    }

    /** Asks for sizes, dates and UIDs of a batch in one round trip. */
    void prefetch(List<IMAPMessage> batch) throws MessagingException {
        var profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add(FetchProfile.Item.ENVELOPE);
        folder.fetch(batch.toArray(Message[]::new), profile);
    }

    long uid(IMAPMessage message) throws MessagingException {
        return folder.getUID(message);
    }

    /** The horizon once everything up to this UID is stored. */
    Horizon horizon(long uid, Instant readAt) {
        return new Horizon(mailbox.id(), folder.getFullName(), uidValidity, uid, readAt);
    }

    /** The horizon of a folder whose present mail is not to be read. */
    Horizon horizonAtItsEnd(Instant readAt) throws MessagingException {
        var count = folder.getMessageCount();
        return horizon(count == 0 ? 0 : folder.getUID(folder.getMessage(count)), readAt);
    }

    long uidValidity() {
        return uidValidity;
    }

    /** UIDNEXT as the server said when the folder was opened. */
    long nextUid() throws MessagingException {
        return folder.getUIDNext();
    }

    String name() {
        return folder.getFullName();
    }

    @Override
    public void close() throws MessagingException {
        folder.close(false);
    }

    private Message[] candidates(Optional<Horizon> horizon) throws MessagingException {
        if (valid(horizon)) {
            // RFC 9051, 6.4.8: n:* always names the last message, even below n; unread() drops it.
            return folder.getMessagesByUID(horizon.orElseThrow().uid() + 1, UIDFolder.LASTUID);
        }
        var since = horizon.map(Horizon::readAt).orElse(mailbox.createdAt()).minus(MARGIN);
        var found = folder.search(new ReceivedDateTerm(ComparisonTerm.GE, Date.from(since)));
        var uids = new FetchProfile();
        uids.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(found, uids);
        return found;
    }

    private boolean valid(Optional<Horizon> horizon) {
        return horizon.filter(known -> known.uidValidity() == uidValidity).isPresent();
    }

    private long uidOrZero(IMAPMessage message) {
        try {
            return uid(message);
        } catch (MessagingException _) {
            return 0;
        }
    }
}
