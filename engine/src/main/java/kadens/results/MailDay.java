package kadens.results;

import java.time.LocalDate;
import java.util.List;
import org.hibernate.StatelessSession;

/** Adds up what was enrolled and sent in one day, and what came of it, at four grains. */
final class MailDay {

    /** In the order of Tally.Outcome, with what else is counted around them. */
    static final String COUNTS = "enrolled, sent, unsubscribed, positive, negative, other, bounced, refused, booked";

    private static final String SUMS = "SUM(" + COUNTS.replace(", ", "), SUM(") + ")";

    private static final String INTO = "INSERT INTO mail_day (grain, day, mailbox_id, cadence, step_key, variant, " + COUNTS + ") ";

    /** Rides message_when and mail_result_when alone. */
    private static final String BOTH = INTO + "SELECT 'both', :day, mailbox_id, cadence, step_key, variant, " + SUMS + """
             FROM (
              SELECT mailbox_id, cadence, step_key, variant, 0 AS enrolled, 1 AS sent, 0 AS unsubscribed, 0 AS positive, 0 AS negative,
                0 AS other, 0 AS bounced, state = 'refused' AS refused, 0 AS booked
              FROM message
              WHERE claimed_at >= :from AND claimed_at < :to AND state IN ('sent', 'uncertain', 'refused')
              UNION ALL
              SELECT mailbox_id, cadence, step_key, variant, 0, 0, outcome = 0, outcome = 1, outcome = 2, outcome = 3, outcome = 4, 0, booked
              FROM mail_result WHERE day = :day
            ) AS happened
            GROUP BY mailbox_id, cadence, step_key, variant
            """;

    private static final String STEP = INTO + "SELECT 'step', :day, 0, cadence, step_key, variant, " + SUMS + """
             FROM mail_day WHERE grain = 'both' AND day = :day
            GROUP BY cadence, step_key, variant
            """;

    /** Rides enrollment_when alone. */
    private static final String MAILBOX = INTO + "SELECT 'mailbox', :day, mailbox_id, cadence, '', '', " + SUMS + " FROM ("
            + "SELECT mailbox_id, cadence, " + COUNTS + """
               FROM mail_day WHERE grain = 'both' AND day = :day
              UNION ALL
              SELECT mailbox_id, cadence, 1, 0, 0, 0, 0, 0, 0, 0, 0 FROM enrollment WHERE enrolled_at >= :from AND enrolled_at < :to
            ) AS happened
            GROUP BY mailbox_id, cadence
            """;

    private static final String ALL = INTO + "SELECT 'all', :day, 0, cadence, '', '', " + SUMS + """
             FROM mail_day WHERE grain = 'mailbox' AND day = :day
            GROUP BY cadence
            """;

    private MailDay() {}

    static void count(StatelessSession session, LocalDate day, LocalDays days) {
        session.createNativeMutationQuery(
                        "DELETE FROM mail_day WHERE grain IN ('all', 'step', 'mailbox', 'both') AND day = :day")
                .setParameter("day", day)
                .executeUpdate();
        for (var sums : List.of(BOTH, STEP, MAILBOX, ALL)) {
            var query = session.createNativeMutationQuery(sums).setParameter("day", day);
            if (sums.contains(":from")) {
                query.setParameter("from", days.begin(day)).setParameter("to", days.begin(day.plusDays(1)));
            }
            query.executeUpdate();
        }
    }
}
