package kadens.results;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import kadens.results.Tally.Outcome;
import org.hibernate.StatelessSession;

/** Counts what came of the mails of a cadence, as they are read and corrected now. */
final class Counting {

    /** What made a mail. */
    record Made(String step, String variant) {}

    /** Rides message_of_variant alone. */
    private static final String SENT = """
            SELECT step_key, variant, COUNT(*), SUM(state = 'refused'), SUM(state <> 'refused' AND claimed_at <= :ripe)
            FROM message
            WHERE cadence = :cadence AND state IN ('sent', 'uncertain', 'refused')
            GROUP BY step_key, variant
            """;

    /** The number of an {@link Outcome}; null for what is none. */
    private static final String OUTCOME = """
            CASE
              WHEN i.verdict IN ('unsubscribe', 'complaint') THEN 0
              WHEN i.verdict = 'reply' AND i.intent IN ('interested', 'referral') THEN 1
              WHEN i.verdict = 'reply' AND i.intent IN ('not-interested', 'not-now') THEN 2
              WHEN i.verdict = 'reply' THEN 3
              WHEN i.verdict = 'bounce' AND i.outcome IN ('bad-address', 'refused') THEN 4
            END
            """;

    private static final String PLACED = """
            WITH told AS (
              SELECT i.answers AS message_id, m.enrollment_id, %1$s AS outcome, i.received_at AS at
              FROM inbound i JOIN message m ON m.id = i.answers
              WHERE m.%2$s AND i.doubtful = FALSE AND i.verdict IN ('reply', 'unsubscribe', 'complaint', 'bounce')
              UNION ALL
              SELECT NULL, e.id, %1$s, i.received_at
              FROM enrollment e JOIN inbound i ON i.enrollment_id = e.id
              WHERE e.%3$s AND i.answers IS NULL AND i.doubtful = FALSE
                AND i.verdict IN ('reply', 'unsubscribe', 'complaint', 'bounce')
              UNION ALL
              SELECT NULL, e.id, 0, e.unsubscribed_at FROM enrollment e WHERE e.%3$s AND e.unsubscribed_at IS NOT NULL
              UNION ALL
              SELECT NULL, e.id, 1, e.changed_at FROM enrollment e WHERE e.%3$s AND e.stop_reason = 'meeting-booked'%4$s
            ), first_of_each AS (
              SELECT told.*, ROW_NUMBER() OVER (PARTITION BY enrollment_id ORDER BY outcome, at) AS place
              FROM told WHERE outcome IS NOT NULL
            ), placed AS (
              SELECT enrollment_id, outcome, at, COALESCE(message_id, (
                SELECT m.id FROM message m
                WHERE m.enrollment_id = f.enrollment_id AND m.state IN ('sent', 'uncertain')
                  AND m.claimed_at <= f.at + INTERVAL 1 SECOND
                ORDER BY m.claimed_at DESC, m.id DESC LIMIT 1)) AS message_id
              FROM first_of_each f WHERE place = 1
            )
            """;

    /** Nothing but a call back: no outcome of a mail, and told apart by reports alone. */
    static final int CALLED_BACK = 5;

    private static final String OUTCOMES = placed("cadence = :cadence", "cadence = :cadence", "") + """
            SELECT m.step_key, m.variant, p.outcome, m.claimed_at <= :ripe AS settled, COUNT(*)
            FROM placed p JOIN message m ON m.id = p.message_id
            WHERE m.state IN ('sent', 'uncertain')
            GROUP BY m.step_key, m.variant, p.outcome, settled
            """;

    private static final int MANY = 20_000;

    /** Rides the primary key of mail_day. */
    private static final String SUMMED = """
            SELECT step_key, variant, day < :young AS settled, SUM(sent), SUM(refused),
              SUM(unsubscribed), SUM(positive), SUM(negative), SUM(other), SUM(bounced)
            FROM mail_day WHERE grain = 'step' AND cadence = :cadence AND sent > 0
            GROUP BY step_key, variant, settled
            """;

    private Counting() {}

    /**
     * For enrollments, which of their outcomes counts, since when, and for which mail: the table {@code placed}.
     *
     * <p>Rides inbound_of_result or inbound_answers, enrollment_of_result and message_once_a_step. INTERNALDATE has no fractions
     * (RFC 9051, 9): what answers a mail may seem to have come up to a second before it.
     *
     * @param ofMessage a condition on a column of their mails
     * @param ofEnrollment the same one on a column of theirs
     */
    private static String placed(String ofMessage, String ofEnrollment, String more) {
        return PLACED.formatted(OUTCOME, ofMessage, ofEnrollment, more);
    }

    /** @param ids of the enrollments, separated by commas */
    static String placedWithCallsBack(String ids) {
        var those = " IN (" + ids + ")";
        return placed("enrollment_id" + those, "id" + those, """

                UNION ALL
                SELECT NULL, e.id, %d, e.changed_at FROM enrollment e WHERE e.id%s AND e.stop_reason = 'called-back'
                """.formatted(CALLED_BACK, those));
    }

    /** @param ripe mails from until then are judged */
    static Map<Made, Tally> of(StatelessSession session, String cadence, Instant ripe) {
        var tallies = new HashMap<Made, Tally>();
        for (var row : session.createNativeQuery(SENT, Object[].class)
                .setParameter("cadence", cadence)
                .setParameter("ripe", ripe)
                .getResultList()) {
            tallies.merge(
                    made(row), Tally.NONE.withSent(number(row[2]), number(row[3]), number(row[4])), (_, now) -> now);
        }
        for (var row : session.createNativeQuery(OUTCOMES, Object[].class)
                .setParameter("cadence", cadence)
                .setParameter("ripe", ripe)
                .getResultList()) {
            var outcome = Outcome.values()[(int) number(row[2])];
            tallies.computeIfPresent(made(row), (_, tally) -> tally.with(outcome, number(row[4]), number(row[3]) == 1));
        }
        return tallies;
    }

    /** Whether so many mails of a cadence went out that counting them takes a while. */
    static boolean isMuch(StatelessSession session, String cadence) {
        return session.createNativeQuery(
                                "SELECT COUNT(*) FROM (SELECT 1 FROM message WHERE cadence = :cadence LIMIT " + MANY
                                        + ") AS some",
                                Long.class)
                        .setParameter("cadence", cadence)
                        .getSingleResult()
                == MANY;
    }

    /** From the sums that reports read. @param young mails of that day and later are not judged yet */
    static Map<Made, Tally> summed(StatelessSession session, String cadence, LocalDate young) {
        var tallies = new HashMap<Made, Tally>();
        for (var row : session.createNativeQuery(SUMMED, Object[].class)
                .setParameter("cadence", cadence)
                .setParameter("young", young)
                .getResultList()) {
            var isSettled = number(row[2]) == 1;
            var sent = number(row[3]);
            var refused = number(row[4]);
            var tally = Tally.NONE.withSent(sent, refused, isSettled ? sent - refused : 0);
            for (var outcome : Outcome.values()) {
                tally = tally.with(outcome, number(row[5 + outcome.ordinal()]), isSettled);
            }
            tallies.merge(made(row), tally, Tally::and);
        }
        return tallies;
    }

    private static Made made(Object[] row) {
        return new Made(row[0].toString(), row[1].toString());
    }

    private static long number(Object value) {
        return value instanceof Boolean yes ? (yes ? 1 : 0) : ((Number) value).longValue();
    }
}
