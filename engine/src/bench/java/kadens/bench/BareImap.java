package kadens.bench;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.UID;

/** EXAMINE, UID FETCH of everything new, CLOSE, on a connection that is kept as ours is; nothing is done with the bytes. */
final class BareImap implements AutoCloseable {

    private final IMAPStore store;
    private long last;

    BareImap(int port, String user, String password) throws MessagingException {
        store = (IMAPStore) Session.getInstance(new Properties()).getStore("imap");
        store.connect("127.0.0.1", port, user, password);
    }

    /** What lies there is not new. */
    void skip() throws MessagingException {
        var inbox = (IMAPFolder) store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        last = inbox.getUIDNext() - 1;
        inbox.close(false);
    }

    /** How many mails were fetched. */
    int fetchNew() throws MessagingException {
        var inbox = (IMAPFolder) store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        var found = (Integer) inbox.doCommand(protocol -> {
            var count = 0;
            var before = last;
            for (var response :
                    protocol.command("UID FETCH " + (last + 1) + ":* (UID RFC822.SIZE INTERNALDATE BODY.PEEK[])", null)) {
                if (response instanceof FetchResponse mail && mail.getItem(UID.class).uid > before) {
                    last = Math.max(last, mail.getItem(UID.class).uid);
                    count += mail.getItem(BODY.class).getByteArray().getCount() > 0 ? 1 : 0;
                }
            }
            return count;
        });
        inbox.close(false);
        return found;
    }

    @Override
    public void close() throws MessagingException {
        store.close();
    }
}
