package kadens.results;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.StatelessSession;

/** Finds whose results and which days' sums may be others than before, by when rows say that they were changed. */
final class Changed {

    /** How long an uncertain mail may have waited until it was handed over again, and so counts for another day. */
    private static final String DAYS_BEFORE = IntStream.rangeClosed(1, 14)
            .mapToObj(days -> "SELECT " + days + " AS days")
            .collect(Collectors.joining(" UNION ALL ", "(", ")"));

    private static final String STATES = "('active', 'waiting', 'paused', 'held', 'finished', 'stopped')";

    private static final String DELIVERIES = "('sending', 'sent', 'deferred', 'refused', 'uncertain')";

    /** Each rides an index of its own: of when mail was read or corrected, of changes, and of what was sent and settled. */
    private static final List<String> RESULTS = List.of(
            "SELECT enrollment_id FROM inbound WHERE read_at > :since AND enrollment_id IS NOT NULL",
            "SELECT m.enrollment_id FROM inbound i JOIN message m ON m.id = i.answers WHERE i.read_at > :since",
            "SELECT enrollment_id FROM inbound WHERE corrected_at > :since AND enrollment_id IS NOT NULL",
            "SELECT m.enrollment_id FROM inbound i JOIN message m ON m.id = i.answers WHERE i.corrected_at > :since",
            "SELECT id FROM enrollment WHERE state IN " + STATES + " AND changed_at > :since",
            "SELECT enrollment_id FROM message WHERE claimed_at > :since",
            "SELECT enrollment_id FROM message WHERE state IN " + DELIVERIES + " AND settled_at > :since");

    private Changed() {}

    static void note(StatelessSession session, Instant since, LocalDays days) {
        for (var ids : RESULTS) {
            session.createNativeMutationQuery("INSERT IGNORE INTO result_due " + ids)
                    .setParameter("since", since)
                    .executeUpdate();
        }
        var sent = days.of("claimed_at");
        for (var which : List.of(
                sent + " FROM message WHERE claimed_at > :since",
                sent + " FROM message WHERE state IN " + DELIVERIES + " AND settled_at > :since",
                sent + " - INTERVAL days DAY FROM message, " + DAYS_BEFORE
                        + " AS before_it WHERE resent AND claimed_at > :since",
                days.of("enrolled_at") + " FROM enrollment WHERE enrolled_at > :since")) {
            session.createNativeMutationQuery("INSERT IGNORE INTO day_due SELECT DISTINCT " + which)
                    .setParameter("since", since)
                    .executeUpdate();
        }
    }
}
