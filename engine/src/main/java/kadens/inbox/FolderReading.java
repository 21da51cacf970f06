package kadens.inbox;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kadens.mailbox.Mailbox;
import kadens.mailbox.ServerTrouble;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.eclipse.angus.mail.imap.protocol.UIDSet;

/**
 * Finds what is new in one folder, opened by EXAMINE so that nothing in it changes.
 *
 * <p>New is what has a higher UID than the horizon. Where the horizon is worth nothing (the folder was never read, or
 * its UIDVALIDITY changed) mail of the time in question is looked at again; what is stored already is known by its
 * identity.
 */
final class FolderReading implements AutoCloseable {

    private static final Duration MARGIN = Duration.ofDays(2);

    /** Twice as a whole: what fails once may have been an accident. */
    private static final int WHOLE = 2;

    private static final List<Fetched.Way> WAYS =
            List.of(Fetched::from, Fetched::from, Fetched::byHeader, Fetched::byEnvelope);

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
        profile.add(FetchProfile.Item.SIZE);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        folder.fetch(batch.toArray(Message[]::new), profile);
    }

    /**
     * Fetches mails with one command, and those that are not to be had that way one by one. Those that have been taken away
     * meanwhile are missing.
     */
    List<Fetched> fetch(List<IMAPMessage> portion, Instant now) throws MessagingException {
        var together = portion.size() == 1 ? Map.<Long, byte[]>of() : together(portion);
        var fetched = new ArrayList<Fetched>();
        for (var message : portion) {
            var bytes = together.get(uid(message));
            var whole = bytes == null ? Optional.<Fetched>empty() : parsed(message, now, bytes);
            (whole.isPresent() ? whole : fetch(message, now)).ifPresent(fetched::add);
        }
        return fetched;
    }

    private Optional<Fetched> parsed(IMAPMessage message, Instant now, byte[] raw) throws MessagingException {
        try {
            return Optional.of(Fetched.whole(message, uid(message), now, raw));
        } catch (RuntimeException | StackOverflowError _) {
            return Optional.empty(); // the ways for one alone say what is wrong with it
        }
    }

    /** The bytes by UID, of those that the server gives; BODY.PEEK, so the mails stay unread (RFC 9051, 6.4.5). */
    private Map<Long, byte[]> together(List<IMAPMessage> portion) throws MessagingException {
        var uids = new ArrayList<Long>();
        for (var message : portion) {
            if (Fetched.isFetchedWhole(message)) {
                uids.add(uid(message));
            }
        }
        var found = new HashMap<Long, byte[]>();
        if (!uids.isEmpty()) {
            folder.doCommand(protocol -> {
                var answers = protocol.command(
                        "UID FETCH " + UIDSet.toString(UIDSet.createUIDSets(longs(uids))) + " (UID BODY.PEEK[])", null);
                for (var answer : answers) {
                    if (answer instanceof FetchResponse mail
                            && mail.getItem(UID.class) instanceof UID uid
                            && mail.getItem(BODY.class) instanceof BODY body
                            && body.getByteArray() instanceof ByteArray bytes
                            && bytes.getCount() > 0) {
                        found.put(uid.uid, bytes.getNewBytes());
                    }
                }
                protocol.notifyResponseHandlers(answers); // what else the server told: new mail, or that it hangs up
                return true;
            });
        }
        return found;
    }

    private static long[] longs(List<Long> uids) {
        return uids.stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * Fetches one mail, or as much of it as can be got; empty where it has been taken away meanwhile. What the server will
     * not give or nobody can parse, on a connection that stands, is the mail's own fault, and stops no other.
     */
    Optional<Fetched> fetch(IMAPMessage message, Instant now) throws MessagingException {
        var uid = uid(message);
        String why = null;
        for (int attempt = 0; attempt < WAYS.size(); attempt++) {
            try {
                var fetched = WAYS.get(attempt).fetch(message, uid, now);
                return Optional.of(attempt < WHOLE || why == null ? fetched : fetched.unreadable(why));
            } catch (MessagingException | RuntimeException | StackOverflowError e) {
                if (message.isExpunged()) {
                    return Optional.empty();
                }
                mustBeItsOwnFault(e);
                why = why == null ? ServerTrouble.words(e) : why;
            }
        }
        mustGiveOthers(message);
        return Optional.of(Fetched.nothing(message, uidValidity, uid, now).unreadable(String.valueOf(why)));
    }

    /** A server that gives nothing of any mail is in trouble itself: then nothing may be passed over. */
    private void mustGiveOthers(IMAPMessage message) throws MessagingException {
        var number = message.getMessageNumber();
        var neighbour = number > 1 ? number - 1 : number + 1;
        if (neighbour > folder.getMessageCount()
                || !(folder.getMessage(neighbour) instanceof IMAPMessage other)
                || Collections.list(other.getAllHeaders()).isEmpty()) {
            throw new MessagingException("nothing can be got of the only mail");
        }
    }

    private void mustBeItsOwnFault(Throwable failure) throws MessagingException {
        if (failure instanceof MessagingException mail && ServerTrouble.asksForRest(mail)) {
            throw mail;
        }
        folder.doCommand(protocol -> {
            protocol.noop();
            return true;
        });
        if (!folder.isOpen()) {
            throw new FolderClosedException(folder, ServerTrouble.words(failure));
        }
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
