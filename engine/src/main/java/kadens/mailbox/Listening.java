package kadens.mailbox;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits on INBOX by IDLE (RFC 2177) until something comes or the connection is wanted for something else. It is only a
 * hint to read: where it breaks off, the mailbox is read at its interval.
 */
final class Listening {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final IMAPFolder inbox;
    private volatile boolean came;
    private volatile boolean over;

    private Listening(IMAPFolder inbox, boolean came) {
        this.inbox = inbox;
        this.came = came;
    }

    /** Opens INBOX by EXAMINE; null where the server has no IDLE or does not let us. */
    static @Nullable Listening on(Store store, long nextUid) {
        try {
            if (!((IMAPStore) store).hasCapability("IDLE")) {
                return null;
            }
            var inbox = (IMAPFolder) store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            return new Listening(inbox, inbox.getUIDNext() != nextUid);
        } catch (MessagingException e) {
            LOG.debug("no IDLE, so this mailbox is read at its interval: {}", e.toString());
            return null;
        }
    }

    /** @param hint told once, when something has come */
    void start(Runnable hint) {
        Thread.ofVirtual().name("idle").start(() -> listen(hint));
    }

    /** Ends the IDLE; answers whether the connection can be used for something else. */
    boolean end() {
        over = true;
        try {
            if (inbox.isOpen()) {
                inbox.close(false);
            }
            return true;
        } catch (MessagingException | IllegalStateException e) {
            LOG.debug("the connection broke off during IDLE: {}", e.toString());
            return false;
        }
    }

    private void listen(Runnable hint) {
        try {
            inbox.addMessageCountListener(new MessageCountAdapter() {
                @Override
                public void messagesAdded(MessageCountEvent event) {
                    came = true;
                }
            });
            while (!came && !over) {
                inbox.idle(true);
            }
            if (!over) {
                hint.run();
            }
        } catch (MessagingException | RuntimeException e) {
            LOG.debug("IDLE ended, so this mailbox is read at its interval: {}", e.toString());
        }
    }
}
