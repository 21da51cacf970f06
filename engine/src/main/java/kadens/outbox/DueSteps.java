package kadens.outbox;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import kadens.enrollment.Enrollment;
import kadens.mailbox.RefusalPauses;
import kadens.plan.Lane;
import kadens.plan.Waiting;
import org.hibernate.StatelessSession;

/** What has fallen due for a mailbox. */
final class DueSteps {

    private static final int TASKS_A_RUN_MAX = 500;

    private DueSteps() {}

    /** The oldest due mails of each lane and cadence, so many of each; rides enrollment_turn. */
    static List<Waiting> oldest(StatelessSession session, long mailboxId, Instant horizonAt, int max) {
        return session.createNativeQuery("""
                        SELECT id, lane, cadence, due_since FROM (
                            SELECT id, lane, cadence, due_since,
                                ROW_NUMBER() OVER (PARTITION BY lane, cadence ORDER BY due_since, id) AS place
                            FROM enrollment
                            WHERE mailbox_id = :mailbox AND state = 'active' AND lane IN ('follow-up', 'opener')
                                AND due_at <= :horizon
                                AND NOT EXISTS (SELECT 1 FROM refusal_pause r
                                    WHERE r.target = CONCAT('cadence:', enrollment.cadence) AND r.ended_at IS NULL)
                                AND NOT EXISTS (SELECT 1 FROM cadence_pause c WHERE c.cadence = enrollment.cadence)
                        ) AS due
                        WHERE place <= :max
                        """, Object[].class)
                .setParameter("mailbox", mailboxId)
                .setParameter("horizon", horizonAt)
                .setParameter("max", max)
                .getResultStream()
                .map(row -> new Waiting(
                        ((Number) row[0]).longValue(),
                        Lane.ofWord((String) row[1]),
                        (String) row[2],
                        ((LocalDateTime) row[3]).toInstant(ZoneOffset.UTC)))
                .toList();
    }

    /** The enrollments whose call or task is due, the oldest first; rides enrollment_turn. */
    static List<Long> byHand(StatelessSession session, long mailboxId, Instant horizonAt) {
        return session.createNativeQuery("""
                        SELECT id FROM enrollment
                        WHERE mailbox_id = :mailbox AND state = 'active' AND lane = 'by-hand' AND due_at <= :horizon
                            AND NOT EXISTS (SELECT 1 FROM cadence_pause c WHERE c.cadence = enrollment.cadence)
                        ORDER BY due_since, id LIMIT :max
                        """, Long.class)
                .setParameter("mailbox", mailboxId)
                .setParameter("horizon", horizonAt)
                .setParameter("max", TASKS_A_RUN_MAX)
                .getResultList();
    }

    /** Whether one of these cadences stands still by now. */
    static boolean anyStands(StatelessSession session, Collection<String> cadences) {
        return session.createNativeQuery("""
                        SELECT EXISTS (SELECT 1 FROM cadence_pause WHERE cadence IN (:cadences))
                            OR EXISTS (SELECT 1 FROM refusal_pause WHERE target IN (:targets) AND ended_at IS NULL)
                        """, Integer.class)
                        .setParameterList("cadences", cadences)
                        .setParameterList(
                                "targets",
                                cadences.stream()
                                        .map(cadence -> RefusalPauses.Target.cadence(cadence)
                                                .key())
                                        .toList())
                        .getSingleResult()
                > 0;
    }

    /** The cadences that somebody is on the way in; rides enrollment_turn. */
    static List<String> ongoing(StatelessSession session, long mailboxId) {
        return session.createNativeQuery(
                        "SELECT DISTINCT cadence FROM enrollment WHERE mailbox_id = :mailbox"
                                + " AND state NOT IN ('finished', 'stopped')",
                        String.class)
                .setParameter("mailbox", mailboxId)
                .getResultList();
    }

    /** The cadences that have mails due; rides enrollment_turn. */
    static List<String> cadences(StatelessSession session, long mailboxId, Instant horizonAt) {
        return session.createNativeQuery("""
                        SELECT DISTINCT cadence FROM enrollment
                        WHERE mailbox_id = :mailbox AND state = 'active' AND lane IN ('follow-up', 'opener')
                            AND due_at <= :horizon
                        """, String.class)
                .setParameter("mailbox", mailboxId)
                .setParameter("horizon", horizonAt)
                .getResultList();
    }

    /** The enrollments of a cadence whose mail is due, by their ids; rides enrollment_turn. */
    static List<Long> ofCadence(
            StatelessSession session, long mailboxId, String cadence, Instant horizonAt, long after, int max) {
        return session.createNativeQuery("""
                        SELECT id FROM enrollment
                        WHERE mailbox_id = :mailbox AND state = 'active' AND lane IN ('follow-up', 'opener')
                            AND cadence = :cadence AND due_at <= :horizon AND id > :after
                        ORDER BY id LIMIT :max
                        """, Long.class)
                .setParameter("mailbox", mailboxId)
                .setParameter("cadence", cadence)
                .setParameter("horizon", horizonAt)
                .setParameter("after", after)
                .setParameter("max", max)
                .getResultList();
    }

    /** How many mails of the same mailbox are due and go before this one; rides enrollment_turn. */
    static long before(StatelessSession session, Enrollment enrollment, Instant now) {
        var since = enrollment.dueSince();
        var lane = enrollment.lane();
        if (since == null || lane == null || lane == Lane.BY_HAND) {
            return 0;
        }
        return session.createNativeQuery("""
                        SELECT COUNT(*) FROM enrollment
                        WHERE mailbox_id = :mailbox AND state = 'active' AND due_at <= :now AND id <> :id
                            AND (lane = :lane AND (due_since < :since OR due_since = :since AND id < :id)
                                OR :lane = 'opener' AND lane = 'follow-up')
                        """, Long.class)
                .setParameter("mailbox", enrollment.mailboxId())
                .setParameter("now", now)
                .setParameter("id", enrollment.id())
                .setParameter("lane", lane.word())
                .setParameter("since", since)
                .getSingleResult();
    }
}
