package kadens.inbox;

import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.enrollment.TimelineEntry.Kind;
import kadens.enrollment.Whose;
import kadens.language.Sentence;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The ledger of mails that went out to somebody although their answer had come to the server. It should read 0. */
public final class LateStops {

    /** It came after the reading had begun on which the sending relied: seconds that nobody can close. */
    public static final String DURING_RUN = "during-run";

    /** It lay there when that reading began. Must never be: a fault, or a server that showed it late. */
    public static final String UNREAD = "unread";

    /** It had been read and was not taken for an answer; a person has corrected that since. */
    public static final String UNMATCHED = "unmatched";

    /** INTERNALDATE has no fractions (RFC 9051, 9): what came at 10:00:00.9 says 10:00:00. */
    private static final Duration INTERNAL_DATE_GRAIN = Duration.ofSeconds(1);

    private LateStops() {}

    /**
     * How late the stops were.
     *
     * @param answers stopped somebody: replies, wishes for no more mail, complaints
     * @param late of those, how many came too late for a mail, by why
     */
    public record Tally(long answers, Map<String, Long> late) {

        public long lateInAll() {
            return late.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public static Tally tally(StatelessSession session) {
        var late = new LinkedHashMap<String, Long>();
        List.of(DURING_RUN, UNREAD, UNMATCHED).forEach(why -> late.put(why, 0L));
        session.createNativeQuery("SELECT why, COUNT(*) FROM late_stop GROUP BY why", Object[].class)
                .getResultList()
                .forEach(row -> late.put((String) row[0], ((Number) row[1]).longValue()));
        var answers = session.createSelectionQuery(
                        "select count(*) from Inbound where verdict in ('reply', 'unsubscribe', 'complaint')"
                                + " and doubtful = false",
                        Long.class)
                .getSingleResult();
        return new Tally(answers, late);
    }

    /**
     * A mail that went out although an answer had come.
     *
     * @param why {@link #DURING_RUN}, {@link #UNREAD} or {@link #UNMATCHED}
     * @param messageId the first mail that went out after
     */
    public record LateStop(
            long inboundId, long enrollmentId, long messageId, Instant receivedAt, Instant sentAt, String why) {}

    /** The latest of some mailboxes, newest first. The ledger is short: it should be empty. */
    public static List<LateStop> latest(StatelessSession session, Whose whose, int max) {
        // Rides the primary key backwards.
        return session
                .createNativeQuery(
                        "SELECT l.inbound_id, l.enrollment_id, l.message_id, l.received_at, l.sent_at, l.why"
                                + " FROM late_stop l JOIN message m ON m.id = l.message_id WHERE "
                                + whose.condition("m.mailbox_id") + " ORDER BY l.inbound_id DESC LIMIT " + max,
                        Tuple.class)
                .addScalar("inbound_id", Long.class)
                .addScalar("enrollment_id", Long.class)
                .addScalar("message_id", Long.class)
                .addScalar("received_at", Instant.class)
                .addScalar("sent_at", Instant.class)
                .addScalar("why", String.class)
                .getResultList()
                .stream()
                .map(row -> new LateStop(
                        row.get("inbound_id", Long.class),
                        row.get("enrollment_id", Long.class),
                        row.get("message_id", Long.class),
                        row.get("received_at", Instant.class),
                        row.get("sent_at", Instant.class),
                        row.get("why", String.class)))
                .toList();
    }

    public static long count(StatelessSession session, Whose whose) {
        return session.createNativeQuery(
                        "SELECT COUNT(*) FROM late_stop l JOIN message m ON m.id = l.message_id WHERE "
                                + whose.condition("m.mailbox_id"),
                        Long.class)
                .getSingleResult();
    }

    /** @param answered the mail of ours that it refers to, which had arrived whatever the clocks say; or null */
    static void note(
            StatelessSession session,
            Enrollments enrollments,
            Enrollment enrollment,
            Inbound inbound,
            @Nullable OutgoingMessage answered) {
        OutgoingMessages.sentAfter(session, enrollment.prospectId(), inbound.receivedAt).stream()
                .filter(message -> answered == null || message.claimedAt().isAfter(answered.claimedAt()))
                .findFirst()
                .ifPresent(message -> {
                    insert(session, enrollment, inbound, message);
                    var what = Sentence.of("late." + why(inbound, message), message.subject(), inbound.subject);
                    enrollments.note(session, enrollment, Kind.NOTE, what, Evidence.NONE);
                });
    }

    /** It was no answer after all. */
    static void forget(StatelessSession session, Inbound inbound) {
        session.createNativeMutationQuery("DELETE FROM late_stop WHERE inbound_id = :inbound")
                .setParameter("inbound", inbound.id)
                .executeUpdate();
    }

    private static String why(Inbound inbound, OutgoingMessage message) {
        if (inbound.receivedAt.plus(INTERNAL_DATE_GRAIN).isAfter(message.horizonAt())) {
            return DURING_RUN;
        }
        return inbound.readAt.isAfter(message.claimedAt()) ? UNREAD : UNMATCHED;
    }

    private static void insert(
            StatelessSession session, Enrollment enrollment, Inbound inbound, OutgoingMessage message) {
        session.createNativeMutationQuery("INSERT IGNORE INTO late_stop (inbound_id, enrollment_id, message_id,"
                        + " received_at, sent_at, horizon_at, why)"
                        + " VALUES (:inbound, :enrollment, :message, :received, :sent, :horizon, :why)")
                .setParameter("inbound", inbound.id)
                .setParameter("enrollment", enrollment.id())
                .setParameter("message", message.id())
                .setParameter("received", inbound.receivedAt)
                .setParameter("sent", message.settledAt())
                .setParameter("horizon", message.horizonAt())
                .setParameter("why", why(inbound, message))
                .executeUpdate();
    }
}
