package kadens.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is this mailbox healthy, and how far has it been read?
 *
 * @param card the short form
 * @param held what keeps it from sending one more now, or null
 * @param troubleSince when the trouble began, or null
 */
record MailboxPage(
        MailboxCard card,
        String owner,
        String smtp,
        String imap,
        String zone,
        @Nullable String held,
        @Nullable Moment troubleSince,
        @Nullable Moment lastSent,
        @Nullable Moment nextSend,
        int dailyCap,
        String gap,
        @Nullable String ramp,
        String freshness,
        String sentCopy,
        String whenUncertain,
        List<Uncertain> uncertain,
        List<Folder> folders,
        List<Line> lines,
        long total) {

    /** A mail of which nobody knows whether it arrived. */
    record Uncertain(long enrollment, String recipient, String subject) {}

    /** How far one folder has been read. */
    record Folder(String name, long uid, long uidValidity, Moment readAt) {}
}
