package kadens.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import kadens.mailbox.Mailbox;
import org.hibernate.StatelessSession;

/** The messages of which a copy is still to be put into their mailbox's Sent folder, or to be found there. */
public final class SentCopies {

    /** Between the attempts; after the last one no copy is kept. */
    private static final List<Duration> BACK_OFF =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(6));

    private SentCopies() {}

    /** Remembers that a message that left needs a copy, where its mailbox wants one or learns from one. */
    static void want(StatelessSession session, OutgoingMessage message, Instant now) {
        var mailbox = session.get(Mailbox.class, message.mailboxId);
        if (mailbox != null) {
            want(session, mailbox, List.of(message), now);
        }
    }

    /** The same for several messages of a mailbox. */
    public static void want(
            StatelessSession session, Mailbox mailbox, Collection<OutgoingMessage> messages, Instant now) {
        if (!messages.isEmpty() && (mailbox.wantsSentCopies() || mailbox.learnsIds())) {
            session.createNativeMutationQuery("INSERT IGNORE INTO sent_copy (message_id, mailbox_id, try_at)"
                            + " SELECT id, mailbox_id, :at FROM message WHERE id IN (:messages)")
                    .setParameter("at", now.plus(mailbox.sentCopyDelay()))
                    .setParameterList(
                            "messages",
                            messages.stream().map(OutgoingMessage::id).toList())
                    .executeUpdate();
        }
    }

    /** Those to be tried now, the oldest first; rides sent_copy_due. */
    public static List<OutgoingMessage> due(StatelessSession session, long mailboxId, Instant now, int max) {
        return session.createNativeQuery("""
                        SELECT message.* FROM message JOIN sent_copy ON sent_copy.message_id = message.id
                        WHERE sent_copy.mailbox_id = :mailbox AND sent_copy.try_at <= :now
                        ORDER BY sent_copy.try_at, message.id LIMIT :max
                        """, OutgoingMessage.class)
                .setParameter("mailbox", mailboxId)
                .setParameter("now", now)
                .setParameter("max", max)
                .getResultList();
    }

    /** A copy is there, or none is wanted any more. */
    public static void done(StatelessSession session, OutgoingMessage message) {
        session.createNativeMutationQuery("DELETE FROM sent_copy WHERE message_id = :message")
                .setParameter("message", message.id)
                .executeUpdate();
    }

    /** It could not be put there. Answers whether it is tried again. */
    public static boolean failed(StatelessSession session, OutgoingMessage message, Instant now) {
        var attempts = session.createNativeQuery(
                        "SELECT attempts FROM sent_copy WHERE message_id = :message", Integer.class)
                .setParameter("message", message.id)
                .getSingleResultOrNull();
        if (attempts == null || attempts >= BACK_OFF.size()) {
            done(session, message);
            return false;
        }
        session.createNativeMutationQuery(
                        "UPDATE sent_copy SET attempts = attempts + 1, try_at = :at" + " WHERE message_id = :message")
                .setParameter("at", now.plus(BACK_OFF.get(attempts)))
                .setParameter("message", message.id)
                .executeUpdate();
        return true;
    }
}
