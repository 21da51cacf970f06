package kadens.results;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import kadens.store.Database;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the sums that reports read. What changed since the last look is counted anew from the mails: enrollments that
 * something happened to, and days whose mails did. Several nodes may do so at once, each takes other rows.
 *
 * <p>Counting is begun by whoever looks at a report, takes no more than a tenth of the time, and goes on beside where there is
 * much to count.
 */
public final class Recount {

    private static final Logger LOG = LoggerFactory.getLogger(Recount.class);

    private static final int ENROLLMENTS_AT_ONCE = 2_000;

    /** A transaction may end so long after the moment that it writes down. */
    private static final Duration LATE_COMMIT = Duration.ofMinutes(10);

    /** How long whoever looks waits for newer numbers. */
    private static final Duration WAIT = Duration.ofMillis(75);

    private static final int REST_FACTOR = 10;

    private final Database database;
    private final InstantSource clock;
    private final ZoneId zone;
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile long restsUntilNanos = System.nanoTime();

    public Recount(Database database, InstantSource clock, ZoneId zone) {
        this.database = database;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * How new the sums are.
     *
     * @param until changes until then are in them; null: nothing has been counted yet
     * @param goesOn whether some are being counted still
     */
    public record Standing(@Nullable Instant until, boolean goesOn) {}

    /** Counts what changed, as far as that is quick; the rest is counted beside. */
    public Standing freshen() {
        if (System.nanoTime() - restsUntilNanos >= 0 && counting.compareAndSet(false, true)) {
            var beside = Thread.startVirtualThread(this::count);
            try {
                beside.join(WAIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return database.transact(this::standing);
    }

    private void count() {
        var begun = System.nanoTime();
        try {
            now();
        } catch (RuntimeException e) {
            if (database.isOpen()) {
                LOG.warn("The sums of the reports could not be brought up to date; the next who looks tries again", e);
            }
        } finally {
            var ended = System.nanoTime();
            restsUntilNanos = ended + REST_FACTOR * (ended - begun);
            counting.set(false);
        }
    }

    /** Counts all that changed. */
    public void now() {
        var days = new LocalDays(zone, clock.instant());
        database.transactAlone(session -> note(session, days));
        countDays(days);
        while (database.transact(session -> countSome(session, days))) {
            // some enrollments a transaction
        }
        countDays(days);
    }

    private void countDays(LocalDays days) {
        while (database.transact(session -> countADay(session, days))) {
            // one day a transaction
        }
    }

    private Standing standing(StatelessSession session) {
        var until = session.createNativeQuery("SELECT until FROM counted WHERE id = 1", Instant.class)
                .getResultList();
        var due = session.createNativeQuery(
                        "SELECT EXISTS (SELECT 1 FROM day_due) OR EXISTS (SELECT 1 FROM result_due)", Object.class)
                .getSingleResult();
        return new Standing(
                until.isEmpty() || until.getFirst().equals(Instant.EPOCH) ? null : until.getFirst(),
                until.isEmpty() || !List.of("0", "false").contains(due.toString()));
    }

    /** What changed since the last time is to be counted. */
    private void note(StatelessSession session, LocalDays days) {
        session.createNativeMutationQuery("INSERT IGNORE INTO counted (id, until) VALUES (1, '1970-01-01')")
                .executeUpdate();
        var last = session.createNativeQuery(
                        "SELECT until FROM counted WHERE id = 1 FOR UPDATE SKIP LOCKED", Instant.class)
                .getResultList();
        if (last.isEmpty()) {
            return; // another node does
        }
        var now = clock.instant();
        if (last.getFirst().equals(Instant.EPOCH)) {
            noteAll(session, days, now);
        } else {
            Changed.note(session, last.getFirst().minus(LATE_COMMIT), days);
        }
        session.createNativeMutationQuery("UPDATE counted SET until = :now WHERE id = 1")
                .setParameter("now", now)
                .executeUpdate();
    }

    private static void noteAll(StatelessSession session, LocalDays days, Instant now) {
        session.createNativeMutationQuery("INSERT IGNORE INTO result_due SELECT id FROM enrollment")
                .executeUpdate();
        // Rides message_when and enrollment_when.
        var first = session.createNativeQuery(
                        "SELECT LEAST((SELECT MIN(enrolled_at) FROM enrollment),"
                                + " COALESCE((SELECT MIN(claimed_at) FROM message), UTC_TIMESTAMP(6)))",
                        Instant.class)
                .getSingleResultOrNull();
        if (first != null) {
            var all = days.day(first)
                    .datesUntil(days.day(now).plusDays(2))
                    .map(day -> "('" + day + "')")
                    .collect(Collectors.joining(", "));
            session.createNativeMutationQuery("INSERT IGNORE INTO day_due (day) VALUES " + all)
                    .executeUpdate();
        }
    }

    /** The newest first: they are looked at most. */
    private static boolean countADay(StatelessSession session, LocalDays days) {
        var due = session.createNativeQuery(
                        "SELECT CAST(day AS CHAR) FROM day_due ORDER BY day DESC LIMIT 1 FOR UPDATE SKIP LOCKED",
                        String.class)
                .getResultList();
        if (due.isEmpty()) {
            return false;
        }
        var day = LocalDate.parse(due.getFirst());
        MailDay.count(session, day, days);
        session.createNativeMutationQuery("DELETE FROM day_due WHERE day = :day")
                .setParameter("day", day)
                .executeUpdate();
        return true;
    }

    private static boolean countSome(StatelessSession session, LocalDays days) {
        var due = session.createNativeQuery(
                        "SELECT enrollment_id FROM result_due ORDER BY enrollment_id DESC LIMIT " + ENROLLMENTS_AT_ONCE
                                + " FOR UPDATE SKIP LOCKED",
                        Long.class)
                .getResultList();
        if (due.isEmpty()) {
            return false;
        }
        var ids = due.stream().map(String::valueOf).collect(Collectors.joining(", "));
        var theirDays =
                "INSERT IGNORE INTO day_due SELECT DISTINCT day FROM mail_result WHERE enrollment_id IN (" + ids + ")";
        session.createNativeMutationQuery(theirDays).executeUpdate();
        session.createNativeMutationQuery("DELETE FROM mail_result WHERE enrollment_id IN (" + ids + ")")
                .executeUpdate();
        session.createNativeMutationQuery("""
                        INSERT INTO mail_result (enrollment_id, message_id, outcome, booked, day, minutes, mailbox_id, cadence,
                          step_key, variant)
                        %s
                        SELECT p.enrollment_id, m.id, p.outcome,
                          COALESCE(e.stop_reason IN ('meeting-booked', 'called-back'), FALSE), %s,
                          GREATEST(0, TIMESTAMPDIFF(MINUTE, m.claimed_at, p.at)), m.mailbox_id, m.cadence, m.step_key, m.variant
                        FROM placed p JOIN message m ON m.id = p.message_id JOIN enrollment e ON e.id = p.enrollment_id
                        WHERE m.state IN ('sent', 'uncertain')
                        """.formatted(Counting.placedWithCallsBack(ids), days.of("m.claimed_at")))
                .executeUpdate();
        session.createNativeMutationQuery(theirDays).executeUpdate();
        session.createNativeMutationQuery("DELETE FROM result_due WHERE enrollment_id IN (" + ids + ")")
                .executeUpdate();
        return true;
    }
}
