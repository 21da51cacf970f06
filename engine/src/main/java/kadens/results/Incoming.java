package kadens.results;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/**
 * What came in within some days, mail by mail, whichever mails it answers; and whether any of it came too late to stop what
 * went out after.
 *
 * @param refused how many mails the server of the recipient refused while they were handed over, in these days
 * @param links how many used the unsubscribe link
 * @param late how many stops were late, by why
 */
public record Incoming(List<Kind> kinds, long refused, long links, Map<String, Long> late) {

    private static final String WANTED = "'reply', 'auto-reply', 'bounce', 'unsubscribe', 'complaint'";

    /** @param outcome what kind of bounce or auto-reply; empty for others */
    public record Kind(String verdict, String outcome, long many) {}

    public Incoming {
        kinds = List.copyOf(kinds);
    }

    public long of(String verdict) {
        return kinds.stream()
                .filter(kind -> kind.verdict.equals(verdict))
                .mapToLong(Kind::many)
                .sum();
    }

    public long lateInAll() {
        return late.values().stream().mapToLong(Long::longValue).sum();
    }

    public static Incoming of(StatelessSession session, Asked asked, ZoneId zone) {
        var refused = asked.bind(session.createNativeQuery(
                        "SELECT SUM(refused), 1 FROM mail_day WHERE grain = '"
                                + (asked.mailboxes() == null ? "all" : "mailbox") + "' AND "
                                + asked.where("day", "mailbox_id", "cadence"),
                        Object[].class))
                .getSingleResult()[0];
        return new Incoming(
                kinds(session, asked, zone),
                refused == null ? 0 : ((Number) refused).longValue(),
                links(session, asked, zone),
                late(session, asked, zone));
    }

    private static List<Kind> kinds(StatelessSession session, Asked asked, ZoneId zone) {
        // Rides inbound_when alone, and where a cadence is asked for looks up each enrollment.
        var rows = within(asked, zone, session.createNativeQuery(
                        "SELECT i.verdict, COALESCE(i.outcome, ''), COUNT(*) FROM inbound i"
                                + (asked.cadence() == null ? "" : " JOIN enrollment e ON e.id = i.enrollment_id")
                                + " WHERE i.received_at >= :begin AND i.received_at < :end AND i.doubtful = FALSE"
                                + " AND i.enrollment_id IS NOT NULL AND i.verdict IN (" + WANTED + ")"
                                + asked.and("i.mailbox_id", "e.cadence")
                                + " GROUP BY i.verdict, i.outcome ORDER BY FIELD(i.verdict, " + WANTED + "), 3 DESC",
                        Object[].class))
                .getResultList();
        var kinds = new ArrayList<Kind>();
        rows.forEach(row -> kinds.add(new Kind(row[0].toString(), row[1].toString(), ((Number) row[2]).longValue())));
        return kinds;
    }

    private static long links(StatelessSession session, Asked asked, ZoneId zone) {
        // Rides enrollment_cadence from one to the next, then enrollment_of_result, a cadence at a time.
        var cadences = asked.cadence() != null
                ? List.of(asked.cadence())
                : session.createNativeQuery("SELECT DISTINCT cadence FROM enrollment", String.class)
                        .getResultList();
        if (cadences.isEmpty()) {
            return 0;
        }
        var query = session.createNativeQuery(
                        "SELECT COUNT(*), 1 FROM enrollment e WHERE e.cadence IN (:cadences)"
                                + " AND e.unsubscribed_at >= :begin AND e.unsubscribed_at < :end"
                                + asked.and("e.mailbox_id", "e.cadence"),
                        Object[].class)
                .setParameterList("cadences", cadences);
        return ((Number) within(asked, zone, query).getSingleResult()[0]).longValue();
    }

    private static Map<String, Long> late(StatelessSession session, Asked asked, ZoneId zone) {
        var late = new LinkedHashMap<String, Long>();
        // The ledger is short.
        within(asked, zone, session.createNativeQuery(
                        "SELECT l.why, COUNT(*) FROM late_stop l JOIN enrollment e ON e.id = l.enrollment_id"
                                + " WHERE l.received_at >= :begin AND l.received_at < :end"
                                + asked.and("e.mailbox_id", "e.cadence") + " GROUP BY l.why ORDER BY l.why",
                        Object[].class))
                .getResultList()
                .forEach(row -> late.put(row[0].toString(), ((Number) row[1]).longValue()));
        return late;
    }

    private static NativeQuery<Object[]> within(Asked asked, ZoneId zone, NativeQuery<Object[]> query) {
        Instant begin = asked.from().atStartOfDay(zone).toInstant();
        Instant end = asked.to().plusDays(1).atStartOfDay(zone).toInstant();
        query.setParameter("begin", begin).setParameter("end", end);
        return asked.bindCadence(query);
    }
}
