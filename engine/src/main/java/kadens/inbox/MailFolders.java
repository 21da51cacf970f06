package kadens.inbox;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import kadens.mailbox.SentFolder;
import org.eclipse.angus.mail.imap.IMAPFolder;

/**
 * The folders in which an answer may lie: all but those for the rep's own mail, because rules and hands move mail
 * anywhere before it is read. Where one folder shows all mail (RFC 6154, 2: \All), that one, the inbox, Junk and Trash.
 */
final class MailFolders {

    private static final Set<String> OWN_USES = Set.of("\\sent", "\\drafts");

    /** What servers without SPECIAL-USE call them. */
    private static final Set<String> OWN_NAMES =
            Set.of("drafts", "outbox", "templates", "kladd", "kladder", "utkast", "utboks");

    private static final Set<String> BESIDE_ALL = Set.of("\\all", "\\junk", "\\trash");

    private MailFolders() {}

    static List<IMAPFolder> toRead(Store store) throws MessagingException {
        var others = new ArrayList<IMAPFolder>();
        var besideAll = new ArrayList<IMAPFolder>();
        var hasAll = false;
        for (var folder : store.getDefaultFolder().list("*")) {
            if (folder instanceof IMAPFolder imap && !isInbox(imap) && holdsMail(imap) && !isForOwnMail(imap)) {
                others.add(imap);
                hasAll |= isFor(imap, Set.of("\\all"));
                if (isFor(imap, BESIDE_ALL)) {
                    besideAll.add(imap);
                }
            }
        }
        var inbox = (IMAPFolder) store.getFolder("INBOX");
        return Stream.concat(Stream.of(inbox), (hasAll ? besideAll : others).stream())
                .toList();
    }

    private static boolean isInbox(IMAPFolder folder) {
        return folder.getFullName().equalsIgnoreCase("INBOX");
    }

    private static boolean holdsMail(IMAPFolder folder) throws MessagingException {
        return (folder.getType() & Folder.HOLDS_MESSAGES) != 0;
    }

    private static boolean isForOwnMail(IMAPFolder folder) throws MessagingException {
        return isFor(folder, OWN_USES)
                || SentFolder.isName(folder.getName())
                || OWN_NAMES.contains(folder.getName().toLowerCase(Locale.ROOT));
    }

    private static boolean isFor(IMAPFolder folder, Set<String> uses) throws MessagingException {
        return Stream.of(folder.getAttributes()).anyMatch(use -> uses.contains(use.toLowerCase(Locale.ROOT)));
    }
}
