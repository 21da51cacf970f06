package kadens.enrollment;

import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kadens.plan.Sendings;
import org.hibernate.StatelessSession;

/** The mails that left, as the caps count them. One that is being sent counts too, so that nobody counts past it. */
public final class SentMails implements Sendings {

    private static final Duration MONTH = Duration.ofDays(30);

    private static final String LAST_OPENER =
            "(SELECT cadence, claimed_at, id FROM message WHERE mailbox_id = :mailbox AND opener = TRUE"
                    + " AND cadence = :cadence%d AND state IN ('sent', 'uncertain') AND settled_at > :since"
                    + " ORDER BY settled_at DESC, id DESC LIMIT 1)";

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
     * Which turn the last opener of each of these cadences had in a mailbox: the higher, the later. A cadence that has had
     * none for a month has no turn. Reads the last entry of each in message_opener, however much has been sent.
     */
    public static Map<String, Long> openerTurns(
            StatelessSession session, long mailboxId, Collection<String> cadences, Instant now) {
        var names = List.copyOf(cadences);
        if (names.isEmpty()) {
            return Map.of();
        }
        var lasts = session.createNativeQuery(
                        IntStream.range(0, names.size())
                                .mapToObj(LAST_OPENER::formatted)
                                .collect(Collectors.joining(" UNION ALL ")),
                        Tuple.class)
                .addScalar("cadence", String.class)
                .addScalar("claimed_at", Instant.class)
                .addScalar("id", Long.class)
                .setParameter("mailbox", mailboxId)
                .setParameter("since", now.minus(MONTH));
        for (int i = 0; i < names.size(); i++) {
            lasts.setParameter("cadence" + i, names.get(i));
        }
        var turns = new HashMap<String, Long>();
        lasts.getResultStream()
                .sorted(Comparator.comparing((Tuple last) -> last.get("claimed_at", Instant.class))
                        .thenComparing(last -> last.get("id", Long.class)))
                .forEach(last -> turns.put(last.get("cadence", String.class), turns.size() + 1L));
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
