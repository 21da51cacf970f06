package kadens.web;

import java.util.List;
import kadens.web.UncertainMails.Unsure;
import org.jspecify.annotations.Nullable;

/**
 * Where one prospect stands: what happened, what comes next, and why?
 *
 * @param since when it came to this state
 * @param next when the next step goes out, or a pause ends; null where nothing is planned
 * @param late whether that time has passed and nothing has gone out yet
 * @param heldUp what holds a late step now, in the order in which the sender meets it
 * @param reasons the planner's ordered reasons for the time
 * @param judging the mail that holds it, and what a person may say that it is; null where none does
 * @param successor whom a notice names instead of one who has left, to be enrolled; or null
 * @param theirMailbox where a visitor of the sandbox may answer as them, or null
 */
record EnrollmentPage(
        long id,
        Who who,
        String cadence,
        @Nullable String step,
        StateView state,
        Moment since,
        String why,
        @Nullable Moment next,
        boolean late,
        List<String> heldUp,
        List<String> reasons,
        @Nullable Todo todo,
        @Nullable Judging judging,
        @Nullable String successor,
        List<Unsure> unsure,
        Actions actions,
        TimelineView timeline,
        long mailboxId,
        String mailbox,
        @Nullable String theirMailbox) {

    /**
     * @param href the prospect's page; null where whoever asks may see the mailbox alone
     * @param alsoFrom the other addresses they write from, or null
     * @param localTime what the clock shows where they are
     */
    record Who(
            @Nullable String href,
            String name,
            String email,
            @Nullable String firstName,
            @Nullable String title,
            @Nullable String company,
            @Nullable String phone,
            @Nullable String alsoFrom,
            Moment localTime) {}

    /** The call or task that waits for somebody. */
    record Todo(String title, @Nullable String instructions) {}

    /** What makes sense to do now. */
    record Actions(boolean pause, boolean resume, boolean stop, boolean done) {}
}
