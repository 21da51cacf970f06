package kadens.web;

import java.time.Instant;
import kadens.enrollment.OutgoingMessages;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * How a mailbox is doing, in short.
 *
 * @param readAt when its inbox was last read; null before the first time
 * @param cap how many mails it may send in 24 hours now
 * @param percent of the cap, at most 100
 * @param trouble why it does not read or send, by somebody's wish or by a fault, or null
 */
public record MailboxCard(
        long id,
        String address,
        @Nullable Moment readAt,
        long sent,
        int cap,
        long percent,
        @Nullable String trouble) {

    /** As it is now. */
    public static MailboxCard of(StatelessSession session, Mailbox mailbox, Instant now, Texts texts) {
        var readAt = mailbox.inboxReadAt();
        var trouble = Mailboxes.mayNotSend(session, mailbox).orElse(mailbox.trouble());
        var sent = OutgoingMessages.sentInLastDay(session, mailbox.id(), now);
        var cap = mailbox.limits().capAt(now, mailbox.firstSentAt());
        return new MailboxCard(
                mailbox.id(),
                mailbox.address(),
                readAt == null ? null : Moment.ago(readAt, mailbox.timeZone(), now, texts),
                sent,
                cap,
                Math.min(100, sent * 100 / cap),
                trouble == null ? null : Moment.sentence(trouble, texts));
    }
}
