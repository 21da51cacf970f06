package kadens.results;

import java.time.Instant;
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

    /**
     * Rides inbound_of_result, enrollment_of_result and message_before. INTERNALDATE has no fractions
     * (RFC 9051, 9): what answers a mail may seem to have come up to a second before it.
     */
    private static final String OUTCOMES = """
            WITH told AS (
              SELECT i.answers AS message_id, m.enrollment_id, %1$s AS outcome, i.received_at AS at
              FROM inbound i JOIN message m ON m.id = i.answers
              WHERE m.cadence = :cadence AND i.doubtful = FALSE AND i.verdict IN ('reply', 'unsubscribe', 'complaint', 'bounce')
              UNION ALL
              SELECT NULL, e.id, %1$s, i.received_at
              FROM enrollment e JOIN inbound i ON i.enrollment_id = e.id
              WHERE e.cadence = :cadence AND i.answers IS NULL AND i.doubtful = FALSE
                AND i.verdict IN ('reply', 'unsubscribe', 'complaint', 'bounce')
              UNION ALL
              SELECT NULL, id, 0, unsubscribed_at FROM enrollment WHERE cadence = :cadence AND unsubscribed_at IS NOT NULL
              UNION ALL
              SELECT NULL, id, 1, changed_at FROM enrollment WHERE cadence = :cadence AND stop_reason = 'meeting-booked'
            ), first_of_each AS (
              SELECT told.*, ROW_NUMBER() OVER (PARTITION BY enrollment_id ORDER BY outcome, at) AS place
              FROM told WHERE outcome IS NOT NULL
            ), placed AS (
              SELECT outcome, COALESCE(message_id, (
                SELECT m.id FROM message m
                WHERE m.enrollment_id = f.enrollment_id AND m.state IN ('sent', 'uncertain')
                  AND m.claimed_at <= f.at + INTERVAL 1 SECOND
                ORDER BY m.claimed_at DESC, m.id DESC LIMIT 1)) AS message_id
              FROM first_of_each f WHERE place = 1
            )
            SELECT m.step_key, m.variant, p.outcome, m.claimed_at <= :ripe AS settled, COUNT(*)
            FROM placed p JOIN message m ON m.id = p.message_id
            WHERE m.state IN ('sent', 'uncertain')
            GROUP BY m.step_key, m.variant, p.outcome, settled
            """.formatted(OUTCOME);

    private Counting() {}

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

    private static Made made(Object[] row) {
        return new Made(row[0].toString(), row[1].toString());
    }

    private static long number(Object value) {
        return value instanceof Boolean yes ? (yes ? 1 : 0) : ((Number) value).longValue();
    }
}
