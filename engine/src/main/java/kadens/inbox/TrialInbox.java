package kadens.inbox;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kadens.inbox.Rehearsal.Played;
import kadens.mailbox.Connections;
import kadens.mailbox.Mailbox;
import kadens.mailbox.ServerUrl;
import org.eclipse.angus.mail.imap.AppendUID;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox during a stop drill: trial mails are put into its inbox, played as a run would read them, and taken out
 * again. Nothing else in the mailbox is touched.
 */
final class TrialInbox implements AutoCloseable {

    private final Mailbox mailbox;
    private final Rehearsal rehearsal;
    private final Store store;
    private final Map<String, Long> nextUids = new HashMap<>();
    private final Map<TrialMail, Put> put = new EnumMap<>(TrialMail.class);

    /** @param uid null where the server does not tell (it lacks UIDPLUS, RFC 4315) */
    private record Put(
            String messageId, String probeId, @Nullable AppendUID uid) {}

    /** Logs in; the caller closes it. */
    TrialInbox(Mailbox mailbox, ServerUrl imap, Rehearsal rehearsal) throws MessagingException {
        this.mailbox = mailbox;
        this.rehearsal = rehearsal;
        this.store = Connections.imap(imap);
        for (var folder : MailFolders.toRead(store)) {
            nextUids.put(folder.getFullName(), folder.getUIDNext()); // -1 where the server does not tell
        }
    }

    /**
     * Puts a trial mail into the inbox, unread, as if it had come by itself (RFC 9051, 6.3.12).
     *
     * @param probeId the Message-ID that it is about, without angle brackets
     */
    void put(TrialMail trial, String probeId, Instant now) throws MessagingException {
        var id = UUID.randomUUID() + ".kadens-trial@stop-drill.invalid";
        var mail = RawMail.parse(trial.write(mailbox.address(), probeId, id, now));
        var uids = inbox().appendUIDMessages(new Message[] {mail});
        put.put(trial, new Put(id, probeId, uids == null || uids.length == 0 ? null : uids[0]));
    }

    /** What that trial mail would do; empty while it is not to be seen. */
    Optional<Played> play(TrialMail trial) throws MessagingException {
        var wanted = Objects.requireNonNull(put.get(trial));
        return play(
                TrialMail.PERSON,
                wanted.probeId(),
                each -> wanted.messageId().equals(each.mail().messageId()));
    }

    /**
     * What the newest mail would do that a person, or a machine, has really sent about a probe.
     *
     * @param person whom the probe was sent to, in lower case
     * @param since when it was sent
     */
    Optional<Played> playAnswer(String person, String probeId, Instant since) throws MessagingException {
        var wholeSecond = since.truncatedTo(ChronoUnit.SECONDS); // as INTERNALDATE counts (RFC 9051, 2.3.3)
        return play(
                person,
                probeId,
                each -> isAbout(probeId, each.mail())
                        || each.mail().fromAddress().equals(person)
                                && !each.receivedAt().isBefore(wholeSecond));
    }

    private Optional<Played> play(String person, String probeId, Predicate<Fetched> isWanted)
            throws MessagingException {
        return rehearsal.play(mailbox, MailFolders.toRead(store), nextUids, person, probeId, isWanted);
    }

    private boolean isAbout(String probeId, IncomingMail mail) {
        return !mail.fromAddress().equals(mailbox.address())
                && Stream.of(mail.inReplyTo(), mail.references(), mail.returnedIds())
                        .anyMatch(ids -> ids.contains(probeId));
    }

    /**
     * Takes out what was put in, and only that (UID EXPUNGE, RFC 4315).
     *
     * @return whether nothing is left; else they are for the mailbox's owner to delete
     */
    boolean clear() throws MessagingException {
        if (put.values().stream().anyMatch(each -> each.uid() == null)) {
            return false;
        }
        var inbox = inbox();
        inbox.open(Folder.READ_WRITE);
        try {
            var all = true;
            for (var each : put.values()) {
                all &= takeOut(inbox, each);
            }
            return all;
        } finally {
            inbox.close(false);
        }
    }

    /** The mail under that UID is taken out only where it is the one that was put in. */
    private static boolean takeOut(IMAPFolder inbox, Put each) throws MessagingException {
        var uid = Objects.requireNonNull(each.uid());
        var message = uid.uidvalidity == inbox.getUIDValidity() ? inbox.getMessageByUID(uid.uid) : null;
        var ids = message == null ? null : message.getHeader("Message-ID");
        if (message == null || ids == null || !ids[0].contains(each.messageId())) {
            return false;
        }
        message.setFlag(Flags.Flag.DELETED, true);
        inbox.expunge(new Message[] {message});
        return true;
    }

    private IMAPFolder inbox() throws MessagingException {
        return (IMAPFolder) store.getFolder("INBOX");
    }

    @Override
    public void close() throws MessagingException {
        store.close();
    }
}
