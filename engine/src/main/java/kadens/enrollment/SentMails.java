package kadens.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import kadens.plan.Sendings;
import org.hibernate.StatelessSession;

/** The mails that left, as the caps count them. One that is being sent counts too, so that nobody counts past it. */
public final class SentMails implements Sendings {

    private static final Duration MONTH = Duration.ofDays(30);

    private final StatelessSession session;
    private final String which;
    private final Object value;

    private SentMails(StatelessSession session, String which, Object value) {
        this.session = session;
        this.which = which;
        this.value = value;
    }

    /** All that left a mailbox. Rides message_sent and message_in_flight. */
    public static SentMails from(StatelessSession session, long mailboxId) {
        return new SentMails(session, "mailboxId = :value", mailboxId);
    }

    /** The first mails of enrollments that left a mailbox. Rides message_opener. */
    public static SentMails openersFrom(StatelessSession session, long mailboxId) {
        return new SentMails(session, "mailboxId = :value and opener = true", mailboxId);
    }

    /** All that went to a company from anywhere. Rides message_to_company. */
    public static SentMails toCompany(StatelessSession session, long accountId) {
        return new SentMails(session, "accountId = :value", accountId);
    }

    /** All that went to a recipient domain from anywhere. Rides message_to_domain. */
    public static SentMails toDomain(StatelessSession session, String domain) {
        return new SentMails(session, "recipientDomain = :value", domain);
    }

    /**
     * Which turn the last opener of each cadence had in a mailbox: the higher, the later. A cadence that has had none for
     * a month has no turn. Rides message_sent.
     */
    public static Map<String, Long> openerTurns(StatelessSession session, long mailboxId, Instant now) {
        var cadences = session.createSelectionQuery(
                        "select cadence from OutgoingMessage where mailboxId = :mailbox and opener = true"
                                + " and delivery in (SENT, UNCERTAIN) and settledAt > :since"
                                + " group by cadence order by max(claimedAt), max(id)",
                        String.class)
                .setParameter("mailbox", mailboxId)
                .setParameter("since", now.minus(MONTH))
                .getResultList();
        var turns = new HashMap<String, Long>();
        cadences.forEach(cadence -> turns.put(cadence, turns.size() + 1L));
        return turns;
    }

    @Override
    public int countAfter(Instant instant) {
        return Math.toIntExact(sending()
                + session.createSelectionQuery(
                                "select count(*) from OutgoingMessage where " + which
                                        + " and delivery in (SENT, UNCERTAIN) and settledAt > :instant",
                                Long.class)
                        .setParameter("value", value)
                        .setParameter("instant", instant)
                        .getSingleResult());
    }

    @Override
    public Instant newest(int n) {
        var sending = sending();
        return n <= sending ? latestClaim() : settled(n - (int) sending);
    }

    private Instant settled(int n) {
        return session.createSelectionQuery(
                        "select settledAt from OutgoingMessage where " + which
                                + " and delivery in (SENT, UNCERTAIN) and settledAt is not null"
                                + " order by settledAt desc",
                        Instant.class)
                .setParameter("value", value)
                .setFirstResult(n - 1)
                .setMaxResults(1)
                .getSingleResult();
    }

    private Instant latestClaim() {
        return session.createSelectionQuery(
                        "select max(claimedAt) from OutgoingMessage where " + which + " and delivery = SENDING",
                        Instant.class)
                .setParameter("value", value)
                .getSingleResult();
    }

    private long sending() {
        return session.createSelectionQuery(
                        "select count(*) from OutgoingMessage where " + which + " and delivery = SENDING", Long.class)
                .setParameter("value", value)
                .getSingleResult();
    }
}
