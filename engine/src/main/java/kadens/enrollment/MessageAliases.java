package kadens.enrollment;

import java.util.List;
import org.hibernate.StatelessSession;

/**
 * Other Message-IDs of our mails. Some relays and providers put their own in place of ours, and the answers name those.
 */
public final class MessageAliases {

    /** RFC 5322 sets no limit; no server makes longer ones. */
    private static final int ID_CHARS_MAX = 255;

    private MessageAliases() {}

    /** Where another id was seen. */
    public enum Source {
        /** In what the server said when it took the mail. */
        ANSWER("answer"),
        /** In a copy that the server filed. */
        COPY("copy");

        private final String word;

        Source(String word) {
            this.word = word;
        }
    }

    /** Remembers another id (without angle brackets) of a mail. */
    public static void learn(StatelessSession session, OutgoingMessage message, String otherId, Source source) {
        if (otherId.equals(message.messageId) || otherId.length() > ID_CHARS_MAX) {
            return;
        }
        session.createNativeMutationQuery("INSERT IGNORE INTO message_alias (other_id, message_id, learned_from)"
                        + " VALUES (:id, :message, :source)")
                .setParameter("id", otherId)
                .setParameter("message", message.id)
                .setParameter("source", source.word)
                .executeUpdate();
    }

    /** Our mails that have one of these ids as another one; rides the primary key. An id of two mails names neither. */
    static List<OutgoingMessage> amongst(StatelessSession session, List<String> ids) {
        return session.createNativeQuery("""
                        SELECT message.* FROM message JOIN message_alias alias ON alias.message_id = message.id
                        WHERE alias.other_id IN (:ids) AND NOT EXISTS (SELECT 1 FROM message_alias twin
                            WHERE twin.other_id = alias.other_id AND twin.message_id <> alias.message_id)
                        """, OutgoingMessage.class)
                .setParameterList("ids", ids)
                .getResultList();
    }
}
