package kadens.web.prospects;

import java.util.List;
import kadens.web.Moment;
import kadens.web.StateView;
import kadens.web.TimelineView;
import org.jspecify.annotations.Nullable;

/**
 * A prospect: who they are, where they stand, and what was written.
 *
 * @param company the end of its address and its name; null: none is known
 * @param localTime what the clock shows where they are; null where nobody knows where that is
 * @param owner null: everybody's
 * @param now their ongoing enrollment; null: there is none
 * @param suppression what forbids writing to them; null: nothing does
 * @param stories of their latest enrollments
 * @param older their other enrollments, without their stories
 * @param people to whom they may be given
 */
record OnePage(
        long id,
        String name,
        String email,
        @Nullable String title,
        @Nullable Company company,
        @Nullable Moment localTime,
        @Nullable String owner,
        List<Fact> facts,
        List<Fact> fields,
        @Nullable Now now,
        @Nullable Suppressed suppression,
        List<Story> stories,
        List<Story> older,
        List<MailLine> mails,
        List<Choice> people) {

    record Company(long id, String name) {}

    record Fact(String label, String value) {}

    /**
     * @param next when the next step goes out, or a pause ends; null where nothing is planned
     * @param reasons why then, by the planner
     */
    record Now(
            long enrollment,
            StateView state,
            String cadence,
            @Nullable Moment next,
            boolean late,
            Moment since,
            String why,
            List<String> heldUp,
            List<String> reasons,
            long mailboxId,
            String mailbox,
            boolean pause,
            boolean resume) {}

    /**
     * @param target their address, or its domain or one above
     * @param own whether it is their address, so that it can be taken off here
     */
    record Suppressed(String target, String reason, Moment at, boolean own) {}

    /** @param timeline null where it is not told here */
    record Story(
            long enrollment,
            String cadence,
            StateView state,
            Moment changed,
            String mailbox,
            @Nullable TimelineView timeline) {}

    record MailLine(String href, boolean sent, String subject, Moment at) {}
}
