package kadens.inbox;

import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** The incoming mail that was stored, for people to read. */
public final class InboundMails {

    private InboundMails() {}

    public static Optional<Inbound> byId(StatelessSession session, long id) {
        return new InboundRows_(session).byId(id);
    }

    /** The enrollments that a mail has had to do with, in the order of their ids. */
    public static List<Long> concerned(StatelessSession session, long inboundId) {
        // Rides timeline_inbound.
        return session.createSelectionQuery(
                        "select distinct enrollmentId from TimelineEntry where inboundId = :id order by enrollmentId",
                        Long.class)
                .setParameter("id", inboundId)
                .getResultList();
    }

    /** What waits for a person to say whom it is about, newest first. */
    public static List<Inbound> doubtful(StatelessSession session, int max) {
        return list(session, "from Inbound where doubtful = true order by receivedAt desc", max);
    }

    /** What keeps enrollments held, newest first. */
    public static List<Inbound> holding(StatelessSession session, int max) {
        return list(
                session,
                "from Inbound where id in (select becauseInbound from Enrollment where state = HELD)"
                        + " order by receivedAt desc",
                max);
    }

    /** What has to do with prospects, newest first. */
    public static List<Inbound> latest(StatelessSession session, int max) {
        return list(
                session, "from Inbound where enrollmentId is not null or verdict = 'unreadable' order by id desc", max);
    }

    /**
     * How often a person has corrected what the engine took a mail for.
     *
     * @param corrected to another kind of mail
     * @param judged have to do with a prospect
     */
    public record Judged(long corrected, long judged) {}

    public static Judged judged(StatelessSession session) {
        var corrected = count(
                session,
                "select count(*) from Inbound where correctedAt is not null"
                        + " and (verdict <> firstVerdict or coalesce(outcome, '') <> coalesce(firstOutcome, ''))");
        return new Judged(corrected, count(session, "select count(*) from Inbound where enrollmentId is not null"));
    }

    private static long count(StatelessSession session, String query) {
        return session.createSelectionQuery(query, Long.class).getSingleResult();
    }

    private static List<Inbound> list(StatelessSession session, String query, int max) {
        return session.createSelectionQuery(query, Inbound.class)
                .setMaxResults(max)
                .getResultList();
    }

    /** Those with these ids, in no order. */
    public static List<Inbound> amongst(StatelessSession session, List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : session.createSelectionQuery("from Inbound where id in :ids", Inbound.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }
}
