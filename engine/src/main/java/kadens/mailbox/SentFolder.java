package kadens.mailbox;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.HeaderTerm;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;

/** Where a mailbox keeps what was sent from it; there may be none. */
public final class SentFolder implements AutoCloseable {

    /** What servers without SPECIAL-USE call it, in the languages that we know of. */
    private static final Set<String> NAMES = Set.of(
            "sent",
            "sent items",
            "sent mail",
            "sent messages",
            "sendt",
            "sendte",
            "sendte elementer",
            "sendt e-post",
            "skickat",
            "skickade objekt",
            "gesendet",
            "gesendete elemente");

    private static final String PARENT = "In-Reply-To";
    private static final String LINK = "List-Unsubscribe";

    /** Copies are looked for soon after the sending. */
    private static final int NEWEST = 50;

    private static final Duration DATES_APART_MAX = Duration.ofMinutes(10);

    private final Store store;
    private final @Nullable Folder folder;

    private SentFolder(Store store, @Nullable Folder folder) {
        this.store = store;
        this.folder = folder;
    }

    /** Logs in and looks for the folder; the caller closes it. */
    public static SentFolder open(ServerUrl imap) throws MessagingException {
        var store = Connections.imap(imap);
        try {
            return new SentFolder(store, find(store).orElse(null));
        } catch (MessagingException e) {
            store.close();
            throw e;
        }
    }

    /** Whether a folder without SPECIAL-USE is one for sent mail, by its name. */
    public static boolean isName(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Its full name; empty where there is none. */
    public Optional<String> name() {
        return folder == null ? Optional.empty() : Optional.of(folder.getFullName());
    }

    /** Whether a mail with this Message-ID (without angle brackets) lies in it. Opened by EXAMINE: nothing changes. */
    public boolean holds(String messageId) throws MessagingException {
        if (folder == null) {
            return false;
        }
        folder.open(Folder.READ_ONLY);
        try {
            // RFC 9051, 6.4.4: the server searches, and finds parts of a header too.
            for (var found : folder.search(new HeaderTerm("Message-ID", messageId))) {
                if (isIt(found, messageId)) {
                    return true;
                }
            }
            return false;
        } finally {
            folder.close(false);
        }
    }

    /**
     * The Message-ID under which the server keeps a mail of ours: the one we gave it, or its own. Then the copy is known by
     * its unsubscribe link, which no other prospect's mail has, by its subject and time. Empty where there is no copy.
     */
    public Optional<String> idOf(String messageId, byte[] raw) throws MessagingException {
        return holds(messageId) ? Optional.of(messageId) : idOfTwin(parsed(raw));
    }

    private Optional<String> idOfTwin(MimeMessage ours) throws MessagingException {
        if (folder == null) {
            return Optional.empty();
        }
        folder.open(Folder.READ_ONLY);
        try {
            var count = folder.getMessageCount();
            var newest = count == 0 ? new Message[0] : folder.getMessages(Math.max(1, count - NEWEST + 1), count);
            var headers = new FetchProfile();
            headers.add(FetchProfile.Item.ENVELOPE);
            headers.add(LINK);
            headers.add("Message-ID");
            headers.add(PARENT);
            folder.fetch(newest, headers);
            for (var each : newest) {
                if (isTwin(each, ours)) {
                    return Stream.of(each.getHeader("Message-ID"))
                            .map(id -> id.strip().replaceAll("^<|>$", ""))
                            .findFirst();
                }
            }
            return Optional.empty();
        } finally {
            folder.close(false);
        }
    }

    /** Amazon SES and others write Date anew. Follow-ups share link and subject; what they continue differs. */
    private static boolean isTwin(Message copy, MimeMessage ours) throws MessagingException {
        var link = copy.getHeader(LINK);
        var date = copy.getSentDate();
        return link != null
                && copy.getHeader("Message-ID") != null
                && unfolded(link).equals(unfolded(ours.getHeader(LINK)))
                && Objects.equals(copy.getSubject(), ours.getSubject())
                && unfolded(copy.getHeader(PARENT)).equals(unfolded(ours.getHeader(PARENT)))
                && date != null
                && Duration.between(date.toInstant(), ours.getSentDate().toInstant())
                                .abs()
                                .compareTo(DATES_APART_MAX)
                        <= 0;
    }

    private static String unfolded(String @Nullable [] values) {
        return values == null ? "" : String.join("", values).replaceAll("\\s", "");
    }

    private static MimeMessage parsed(byte[] raw) throws MessagingException {
        return new MimeMessage(LocalMail.SESSION, new ByteArrayInputStream(raw));
    }

    /** Puts the exact bytes there, read, and dated as the mail is (RFC 9051, 6.3.12). There must be a folder. */
    public void append(byte[] raw) throws MessagingException {
        var copy = parsed(raw);
        copy.setFlag(Flags.Flag.SEEN, true);
        Objects.requireNonNull(folder).appendMessages(new Message[] {copy});
    }

    @Override
    public void close() throws MessagingException {
        store.close();
    }

    private static boolean isIt(Message message, String messageId) throws MessagingException {
        var ids = message.getHeader("Message-ID");
        return ids != null && Stream.of(ids).anyMatch(id -> id.strip().equals("<" + messageId + ">"));
    }

    /** RFC 6154, 2: the server may say which one it is; else its name does. */
    private static Optional<Folder> find(Store store) throws MessagingException {
        Folder named = null;
        for (var each : store.getDefaultFolder().list("*")) {
            if ((each.getType() & Folder.HOLDS_MESSAGES) == 0) {
                continue;
            }
            if (each instanceof IMAPFolder imap
                    && Stream.of(imap.getAttributes()).anyMatch("\\Sent"::equalsIgnoreCase)) {
                return Optional.of(each);
            }
            if (named == null && isName(each.getName())) {
                named = each;
            }
        }
        return Optional.ofNullable(named);
    }
}
