package kadens.inbox;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import kadens.language.Sentence;
import kadens.mailbox.Connections;
import kadens.mailbox.SentFolder;
import kadens.mailbox.ServerTrouble;
import kadens.mailbox.ServerUrl;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;

/** Looks for a probe among the newest mails of a mailbox, which shows that it can be read. */
public final class Probing {

    private static final int NEWEST = 20;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private Probing() {}

    /** Whether the IMAP server lets us in and opens the inbox; empty when it does. */
    public static Optional<Sentence> connect(ServerUrl server) {
        try (var store = Connections.imap(server)) {
            try (var inbox = inbox(store)) {
                inbox.getMessageCount();
            }
            return Optional.empty();
        } catch (MessagingException e) {
            return Optional.of(ServerTrouble.sentence(server, e));
        }
    }

    /** What came of one look. */
    public sealed interface Look {}

    /** It is there: in which folder, and what the judge says of it. */
    public record Seen(String folder, Classification classification) implements Look {}

    /** It has not arrived. */
    public record NotYet() implements Look {}

    /** The mailbox can't be read. */
    public record Unreadable(Sentence why) implements Look {}

    /** Looks for the mail with this Message-ID (without angle brackets) in every folder that runs read. */
    public static Look look(ServerUrl server, String messageId, Instant now) {
        try (var store = Connections.imap(server)) {
            for (var folder : MailFolders.toRead(store)) {
                folder.open(Folder.READ_ONLY);
                var seen = look(folder, messageId, now);
                folder.close(false);
                if (seen.isPresent()) {
                    return seen.get();
                }
            }
            return new NotYet();
        } catch (MessagingException e) {
            return new Unreadable(ServerTrouble.sentence(server, e));
        }
    }

    /** What came of looking for folders. */
    public sealed interface Listing {}

    /** The names of those that runs read. */
    public record Folders(List<String> read) implements Listing {}

    /** They can't be listed. */
    public record FoldersUnreadable(Sentence why) implements Listing {}

    /** Which folders runs read. */
    public static Listing folders(ServerUrl server) {
        try (var store = Connections.imap(server)) {
            return new Folders(
                    MailFolders.toRead(store).stream().map(Folder::getFullName).toList());
        } catch (MessagingException e) {
            return new FoldersUnreadable(ServerTrouble.sentence(server, e));
        }
    }

    /** Whether the server has put a copy into Sent. */
    public sealed interface Filing {}

    /** It has, into this folder. */
    public record Filed(String folder) implements Filing {}

    /** It has not, though there is this folder. */
    public record NotFiled(String folder) implements Filing {}

    /** There is no folder for sent mail. */
    public record NoFolder() implements Filing {}

    /** It can't be looked into. */
    public record SentUnreadable(Sentence why) implements Filing {}

    /** Looks for the mail with this Message-ID (without angle brackets) in Sent until it is there or the time is over. */
    public static Filing lookInSent(ServerUrl server, String messageId, Duration max) {
        try (var sent = SentFolder.open(server)) {
            var folder = sent.name();
            if (folder.isEmpty()) {
                return new NoFolder();
            }
            var end = System.nanoTime() + max.toNanos();
            while (!sent.holds(messageId)) {
                if (System.nanoTime() >= end) {
                    return new NotFiled(folder.get());
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
            return new Filed(folder.get());
        } catch (MessagingException e) {
            return new SentUnreadable(ServerTrouble.sentence(server, e));
        }
    }

    private static Optional<Seen> look(IMAPFolder folder, String messageId, Instant now) throws MessagingException {
        var count = folder.getMessageCount();
        for (int number = count; number > Math.max(0, count - NEWEST); number--) {
            if (folder.getMessage(number) instanceof IMAPMessage message
                    && ("<" + messageId + ">").equals(message.getMessageID())) {
                var raw = Fetched.from(message, folder.getUID(message), now).raw();
                var day = now.atZone(ZoneOffset.UTC).toLocalDate();
                return Optional.of(new Seen(folder.getFullName(), Classification.of(raw, day)));
            }
        }
        return Optional.empty();
    }

    private static IMAPFolder inbox(Store store) throws MessagingException {
        var inbox = (IMAPFolder) store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        return inbox;
    }
}
