package kadens.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kadens.language.Sentence;
import kadens.mailbox.RefusalPauses;
import kadens.mailbox.RefusalPauses.Target;
import org.hibernate.StatelessSession;

/**
 * Counts the mails that were refused for what they say or who sends them, not for their address. One server may have a rule
 * of its own; several that refuse within a day say something about the mailbox or the text, and sending on makes it worse.
 */
public final class Refusals {

    /** Providers judge senders by the day (Google's and Microsoft's limits are rolling 24 hours). */
    private static final Duration WITHIN = Duration.ofDays(1);

    /** Independent servers that agree: two may be chance, three are not at 30 to 50 mails a day. */
    private static final int DOMAINS_MAX = 3;

    /** A tenth of a usual day's 50 mails; the field stops at half of that of bounces of any kind. */
    private static final int REFUSED_MAX = 5;

    /** It is the text, where it is refused whichever mailbox sends it. */
    private static final int MAILBOXES_MAX = 2;

    /** More are not counted. */
    private static final int COUNTED_MAX = 100;

    private record Refusal(long mailboxId, String domain) {}

    private Refusals() {}

    /** One more was refused: pauses the mailbox or the cadence where it is enough. */
    public static void count(StatelessSession session, Enrollment enrollment, Instant now) {
        var mailbox = Target.mailbox(enrollment.mailboxId);
        var ofMailbox = refused(session, "mailbox_id", enrollment.mailboxId, since(session, mailbox, now));
        var domains = ofMailbox.stream().map(Refusal::domain).distinct().count();
        if (domains >= DOMAINS_MAX || ofMailbox.size() >= REFUSED_MAX) {
            RefusalPauses.begin(
                    session, mailbox, Sentence.of("refusals.mailbox", ofMailbox.size(), (int) domains), now);
        }
        var cadence = Target.cadence(enrollment.cadence);
        var ofCadence = refused(session, "cadence", enrollment.cadence, since(session, cadence, now));
        var mailboxes = ofCadence.stream().map(Refusal::mailboxId).distinct().count();
        if (mailboxes >= MAILBOXES_MAX && ofCadence.size() >= REFUSED_MAX) {
            RefusalPauses.begin(
                    session,
                    cadence,
                    Sentence.of("refusals.cadence", enrollment.cadence, ofCadence.size(), (int) mailboxes),
                    now);
        }
    }

    private static Instant since(StatelessSession session, Target target, Instant now) {
        var day = now.minus(WITHIN);
        return RefusalPauses.endedAt(session, target)
                .filter(ended -> ended.isAfter(day))
                .orElse(day);
    }

    /** By mail that came back, and by servers that refused it at once; an address that does not exist is neither. */
    private static List<Refusal> refused(StatelessSession session, String column, Object value, Instant since) {
        // Rides inbound_verdict and message_refusals.
        return session.createNativeQuery("""
                        SELECT mailbox_id, domain FROM (
                            SELECT e.mailbox_id, e.cadence, SUBSTRING_INDEX(p.email, '@', -1) AS domain
                            FROM inbound i
                                JOIN enrollment e ON e.id = i.enrollment_id
                                JOIN prospect p ON p.id = e.prospect_id
                            WHERE i.verdict = 'bounce' AND i.outcome = 'refused' AND i.received_at > :since
                            UNION ALL
                            SELECT m.mailbox_id, m.cadence, m.recipient_domain
                            FROM message m
                            WHERE m.state = 'refused' AND m.settled_at > :since
                                AND NOT EXISTS (SELECT 1 FROM suppression s WHERE s.target = m.recipient)) AS refused
                        WHERE %s = :value LIMIT %d
                        """.formatted(column, COUNTED_MAX), Object[].class)
                .setParameter("since", since)
                .setParameter("value", value)
                .getResultStream()
                .map(row -> new Refusal(((Number) row[0]).longValue(), (String) row[1]))
                .toList();
    }
}
