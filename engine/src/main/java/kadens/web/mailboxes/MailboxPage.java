package kadens.web.mailboxes;

import java.util.List;
import kadens.web.Line;
import kadens.web.MailboxCard;
import kadens.web.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Is this mailbox healthy, and how far has it been read?
 *
 * @param card the short form
 * @param held what keeps it from sending one more now, or null
 * @param troubleSince when the trouble began, or null
 * @param ramp the climb to the daily cap, explained; null: there is none
 * @param waiting how many enrollments go on from it
 * @param midWay how many of those were written to from it
 * @param absences of its owner, now and to come
 * @param today for the form of an absence, as machines write it
 */
record MailboxPage(
        MailboxCard card,
        Health health,
        boolean connected,
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
        @Nullable String window,
        @Nullable Integer perMinute,
        @Nullable Integer newPerDay,
        String freshness,
        String sentCopy,
        String whenUncertain,
        List<Uncertain> uncertain,
        List<Folder> folders,
        List<Line> lines,
        long total,
        long waiting,
        long midWay,
        List<String> absences,
        String today,
        @Nullable String wrong) {

    /** A mail of which nobody knows whether it arrived. */
    record Uncertain(long enrollment, String recipient, String subject) {}

    /** How far one folder has been read. */
    record Folder(String name, long uid, long uidValidity, Moment readAt) {}
}
