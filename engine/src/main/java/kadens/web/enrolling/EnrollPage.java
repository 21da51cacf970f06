package kadens.web.enrolling;

import java.util.List;
import kadens.web.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Those whom somebody has chosen, and what is to come of them, or has.
 *
 * @param phase the word of its phase
 * @param all how many were chosen
 * @param unknown addresses that belong to nobody we know
 * @param leftOut how many were asked for that are not there
 * @param choosing while nothing has begun; null after that
 * @param result once it has begun; null before that
 */
record EnrollPage(
        long id,
        String phase,
        boolean busy,
        long all,
        List<String> unknown,
        long leftOut,
        @Nullable Choosing choosing,
        @Nullable Result result) {

    /**
     * @param wrong why it can't begin like this; null: it can
     * @param plan what would come of it; null where no cadence or mailbox is chosen
     */
    record Choosing(
            List<Option> cadences,
            List<Option> mailboxes,
            boolean again,
            @Nullable String wrong,
            @Nullable Plan plan) {}

    /** @param trouble why it can't be chosen; null: it can */
    record Option(
            String value,
            String label,
            boolean chosen,
            @Nullable String trouble) {}

    /**
     * @param lookedAt how many of those chosen were looked at
     * @param can how many of them can be enrolled
     * @param standsStill why nothing of the cadence goes out at present
     * @param approval what still waits for approval; null: nothing
     * @param forecast where the forecast is to be had
     */
    record Plan(
            long lookedAt,
            long can,
            List<Group> cannot,
            List<String> standsStill,
            @Nullable String approval,
            List<Case> worst,
            @Nullable Mail mail,
            String forecast) {}

    /** @param names the first few; @param more how many others */
    record Group(String title, List<Named> names, long more) {}

    record Named(long id, String name, String why) {}

    record Case(String name, String why, String href, boolean current) {}

    /** @param problem why it can't be written; null: it can, and is at the address */
    record Mail(
            String from,
            String to,
            String subject,
            @Nullable String problem,
            String frame,
            int high) {}

    /**
     * @param cadence its title
     * @param untouched how many have got nothing yet, so that they can be stopped
     */
    record Result(
            String cadence,
            @Nullable Moment endedAt,
            long done,
            long enrolled,
            long notEnrolled,
            long held,
            long untouched,
            List<Group> reasons) {}
}
