package kadens.inbox;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.IMAPFolder;

/** The folders in which an answer may lie: the inbox, Junk, and where mail is archived (RFC 6154 SPECIAL-USE). */
final class MailFolders {

    private static final Set<String> USES = Set.of("\\junk", "\\archive", "\\all");

    /** What servers without SPECIAL-USE call them. */
    private static final Set<String> NAMES = Set.of(
            "junk", "spam", "junk email", "junk e-mail", "bulk mail", "archive", "archives", "søppelpost", "arkiv");

    private MailFolders() {}

    static List<IMAPFolder> toRead(Store store) throws MessagingException {
        var folders = new ArrayList<IMAPFolder>();
        folders.add((IMAPFolder) store.getFolder("INBOX"));
        for (var folder : store.getDefaultFolder().list("*")) {
            if (folder instanceof IMAPFolder imap && !isInbox(imap) && holdsMail(imap) && mayHoldAnswers(imap)) {
                folders.add(imap);
            }
        }
        return folders;
    }

    private static boolean isInbox(IMAPFolder folder) {
        return folder.getFullName().equalsIgnoreCase("INBOX");
    }

    private static boolean holdsMail(IMAPFolder folder) throws MessagingException {
        return (folder.getType() & Folder.HOLDS_MESSAGES) != 0;
    }

    private static boolean mayHoldAnswers(IMAPFolder folder) throws MessagingException {
        return Stream.of(folder.getAttributes())
                        .anyMatch(attribute -> USES.contains(attribute.toLowerCase(Locale.ROOT)))
                || NAMES.contains(folder.getName().toLowerCase(Locale.ROOT));
    }
}
