package kadens.web.today;

import java.util.List;
import kadens.web.Invite;
import kadens.web.Judging;
import kadens.web.Line;
import kadens.web.Moment;
import kadens.web.UncertainMails.Unsure;
import kadens.web.VerdictView;
import org.jspecify.annotations.Nullable;

/**
 * What needs me, and what goes out by itself?
 *
 * @param sells whether whoever asks sells; others are led to their own room
 * @param choice whose work is shown; null where there is only one's own
 * @param here the address of the page as it is, for its buttons to come back to
 * @param needs how much waits for somebody, all sorts together
 * @param trouble mailboxes that do not read or send
 */
record TodayPage(
        boolean sells,
        @Nullable Choice choice,
        String here,
        int needs,
        Part<Reply> replies,
        Part<Held> held,
        Part<Todo> todos,
        Going going,
        List<Late> late,
        long lateInAll,
        List<Trouble> trouble,
        boolean hasMailbox,
        @Nullable Invite invite) {

    record Choice(boolean team) {}

    /**
     * The first of a kind.
     *
     * @param more whether there are at least as many as the number says
     * @param all where all of them are
     */
    record Part<T>(List<T> lines, int count, boolean more, String all) {}

    /** An answer that nobody has dealt with yet. */
    record Reply(
            long id,
            String name,
            String company,
            String text,
            VerdictView verdict,
            @Nullable String intent,
            Moment at,
            @Nullable String assignee) {}

    /**
     * An enrollment that waits for a person, and what settles it.
     *
     * @param resume whether it may simply go on
     * @param studio where its text is mended; null where that is not it, or not for who asks
     */
    record Held(
            Line line,
            long prospect,
            @Nullable Judging judging,
            List<Unsure> unsure,
            boolean resume,
            @Nullable String studio) {}

    /** @param phone as it was given; null where none is known */
    record Todo(
            long enrollment,
            String name,
            String company,
            String cadence,
            boolean call,
            String title,
            @Nullable String instructions,
            @Nullable String phone,
            Moment since) {}

    /**
     * What goes out without anybody.
     *
     * @param today how many fall due until midnight
     * @param next the first of them
     * @param overdue how many should have gone out by now
     * @param holdUp the first of those, with what holds them
     * @param left how many more the mailboxes may send in these 24 hours; null where they are too many to ask
     */
    record Going(
            int today,
            boolean more,
            List<Line> next,
            int overdue,
            boolean moreOverdue,
            List<Line> holdUp,
            @Nullable Integer left) {}

    /** A mail that went out although an answer had come. */
    record Late(long inbound, long message, long enrollment, String name, String why, Moment received, Moment sent) {}

    record Trouble(long mailbox, String address, String why) {}
}
