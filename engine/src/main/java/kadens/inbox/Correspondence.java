package kadens.inbox;

import java.time.Instant;
import java.util.List;
import org.hibernate.StatelessSession;

/** All mail with one prospect, whichever enrollment it belongs to. */
public final class Correspondence {

    private Correspondence() {}

    /**
     * A mail without its text.
     *
     * @param sent whether we sent it; else it came in
     * @param at when it was claimed or came
     */
    public record Mail(long id, boolean sent, String subject, Instant at) {}

    /** The latest mails, newest first. */
    public static List<Mail> with(StatelessSession session, long prospectId, int limit) {
        // Rides enrollment_prospect, then message_once_a_step and inbound_enrollment.
        return session.createNativeQuery("""
                        SELECT g.id, 1 AS sent, g.subject, g.claimed_at AS at
                        FROM enrollment e JOIN message g ON g.enrollment_id = e.id WHERE e.prospect_id = :prospect
                        UNION ALL SELECT i.id, 0, i.subject, i.received_at
                        FROM enrollment e JOIN inbound i ON i.enrollment_id = e.id WHERE e.prospect_id = :prospect
                        ORDER BY at DESC LIMIT :limit
                        """, Object[].class)
                .addScalar("id", Long.class)
                .addScalar("sent", Integer.class)
                .addScalar("subject", String.class)
                .addScalar("at", Instant.class)
                .setParameter("prospect", prospectId)
                .setParameter("limit", limit)
                .getResultStream()
                .map(row -> new Mail((long) row[0], (int) row[1] == 1, (String) row[2], (Instant) row[3]))
                .toList();
    }
}
