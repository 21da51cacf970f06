package kadens.enrollment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import kadens.cadence.Cadence;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.mailbox.Mailboxes;
import kadens.store.Database;
import org.hibernate.StatelessSession;

/**
 * Lets a cadence go on that a person had paused. What fell due meanwhile is planned anew from now, so that nothing leaves
 * outside its window, and is held where it became later than the cadence allows; the mailboxes' own pace spreads the rest.
 */
public final class GoingOn {

    private static final int BATCH = 200;

    private final Database database;
    private final Enrollments enrollments;
    private final NextSteps nextSteps;
    private final Mailboxes mailboxes;
    private final InstantSource clock;

    public GoingOn(
            Database database,
            Enrollments enrollments,
            NextSteps nextSteps,
            Mailboxes mailboxes,
            InstantSource clock) {
        this.database = database;
        this.enrollments = enrollments;
        this.nextSteps = nextSteps;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param planned got another time
     * @param held became too late, and wait for a person
     */
    public record Outcome(long planned, long held) {}

    private enum Change {
        NONE,
        PLANNED,
        HELD
    }

    /** How many have fallen due, up to a limit; rides enrollment_where. */
    public static long due(StatelessSession session, String cadence, Instant now, int max) {
        return session.createNativeQuery(
                        "SELECT COUNT(*) FROM (SELECT 1 FROM enrollment WHERE cadence = :cadence AND state = 'active'"
                                + " AND due_at <= :now LIMIT :max) AS due",
                        Long.class)
                .setParameter("cadence", cadence)
                .setParameter("now", now)
                .setParameter("max", max)
                .getSingleResult();
    }

    /** Plans anew what fell due, then lets the cadence go on. Nothing of it is sent before that. */
    public Outcome run(String cadence) {
        var paused = database.transact(session -> CadencePauses.of(session, cadence));
        if (paused.isEmpty()) {
            return new Outcome(0, 0);
        }
        long planned = 0;
        long held = 0;
        for (var batch = batch(cadence, 0); !batch.isEmpty(); batch = batch(cadence, batch.getLast())) {
            for (var id : batch) {
                // One transaction each, so that no run waits for more than one of them.
                switch (database.transact(session -> anew(session, id, paused.get().since()))) {
                    case PLANNED -> planned++;
                    case HELD -> held++;
                    case NONE -> {}
                }
            }
        }
        database.transactAlone(session -> CadencePauses.over(session, cadence));
        return new Outcome(planned, held);
    }

    /** A step whose mail the server has put off, or that goes out again, has its time from there; by id. */
    private List<Long> batch(String cadence, long after) {
        return database.transact(session -> session.createNativeQuery("""
                        SELECT e.id FROM enrollment e
                        WHERE e.cadence = :cadence AND e.state = 'active' AND e.due_at <= :now AND e.id > :after
                            AND NOT EXISTS (SELECT 1 FROM message m WHERE m.enrollment_id = e.id
                                AND m.step_key = e.step_key AND (m.state = 'deferred' OR m.send_again = TRUE))
                        ORDER BY e.id LIMIT :max
                        """, Long.class)
                .setParameter("cadence", cadence)
                .setParameter("now", clock.instant())
                .setParameter("after", after)
                .setParameter("max", BATCH)
                .getResultList());
    }

    private Change anew(StatelessSession session, long id, Instant pausedSince) {
        var now = clock.instant();
        var found = enrollments.locked(session, id).orElseThrow();
        var dueAt = found.dueAt();
        if (found.state() != State.ACTIVE
                || dueAt == null
                || dueAt.isAfter(now)
                || !(nextSteps.find(session, found) instanceof NextSteps.Found next)
                || !next.step().key().equals(found.stepKey())) {
            return Change.NONE; // the sender judges it by what the cadence says now
        }
        var tooLate = tooLate(session, found, next.cadence(), pausedSince, now);
        if (tooLate) {
            return Change.HELD;
        }
        enrollments.planAnew(session, found, next, nextSteps.plan(session, found, next, now));
        return found.state() == State.HELD ? Change.HELD : Change.PLANNED;
    }

    private boolean tooLate(
            StatelessSession session, Enrollment enrollment, Cadence cadence, Instant pausedSince, Instant now) {
        var zone = mailboxes
                .byId(session, enrollment.mailboxId())
                .orElseThrow()
                .timeZone();
        var why = Lateness.tooLate(enrollment, cadence, pausedSince, zone, now);
        why.ifPresent(late -> enrollments.hold(session, enrollment, late, Evidence.NONE));
        return why.isPresent();
    }
}
