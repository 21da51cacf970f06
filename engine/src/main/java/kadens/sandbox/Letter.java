package kadens.sandbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One email as the owner of a mailbox sees it.
 *
 * @param uid what finds it again in this mailbox: the IMAP UID of a received letter; of a letter the owner sent, the
 *     UID in the Sent folder with a minus sign, because folders count for themselves
 * @param at what the letter's Date header says
 * @param html the body as HTML, unsanitized, where there is one
 * @param text the body as plain text; made from the HTML where there is no other
 * @param listUnsubscribe where List-Unsubscribe leads: the first web address in it, else the first address of any kind
 * @param outgoing whether the owner of the mailbox sent it
 */
public record Letter(
        long uid,
        String from,
        @Nullable String fromName,
        String to,
        String subject,
        Instant at,
        @Nullable String messageId,
        @Nullable String inReplyTo,
        List<String> references,
        @Nullable String html,
        String text,
        @Nullable String listUnsubscribe,
        boolean outgoing) {}
