package kadens.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import kadens.language.SentenceJson;
import kadens.plan.Plan;
import kadens.plan.Planned;
import kadens.store.Database;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Plans what waits for its time anew after a rule has changed, so that what is shown is what happens. A step that is due
 * is left alone: the sender judges it by the new rules anyway.
 */
public final class Replanning {

    private static final int BATCH = 200;

    private final Database database;
    private final Enrollments enrollments;
    private final NextSteps nextSteps;
    private final InstantSource clock;

    public Replanning(Database database, Enrollments enrollments, NextSteps nextSteps, InstantSource clock) {
        this.database = database;
        this.enrollments = enrollments;
        this.nextSteps = nextSteps;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param moved got another time
     * @param held have no time any more, and wait for a person
     */
    public record Outcome(long moved, long held) {}

    /** The step to come with its new time. */
    private record Anew(NextSteps.Found next, Planned planned) {}

    private enum Change {
        NONE,
        REASONS,
        TIME,
        HELD
    }

    /** @param mailboxId null for all mailboxes */
    public Outcome run(@Nullable Long mailboxId) {
        long moved = 0;
        long held = 0;
        for (var batch = different(mailboxId, 0); batch.last() > 0; batch = different(mailboxId, batch.last())) {
            for (var id : batch.ids()) {
                // One transaction each, so that no run waits for more than one of them.
                switch (database.transact(session -> planAnew(session, id))) {
                    case TIME -> moved++;
                    case HELD -> held++;
                    case NONE, REASONS -> {}
                }
            }
        }
        return new Outcome(moved, held);
    }

    /**
     * Those of a batch whose plan is not what it would be now.
     *
     * @param last the id of the batch's last; 0 when nothing is left
     */
    private record Batch(List<Long> ids, long last) {}

    private Batch different(@Nullable Long mailboxId, long after) {
        return database.transact(session -> {
            var now = clock.instant();
            var batch = batch(session, mailboxId, after, now);
            var ids = batch.stream()
                    .filter(each -> anew(session, each, now).isPresent())
                    .map(Enrollment::id)
                    .toList();
            return new Batch(ids, batch.isEmpty() ? 0 : batch.getLast().id());
        });
    }

    /** A step whose mail the server has put off, or goes out again, has its time from there, not from the planner. */
    private static List<Enrollment> batch(StatelessSession session, @Nullable Long mailboxId, long after, Instant now) {
        var query = session.createSelectionQuery(
                "from Enrollment e where e.state = ACTIVE and e.dueAt > :now and e.id > :after"
                        + (mailboxId == null ? "" : " and e.mailboxId = :mailbox")
                        + " and not exists (select 1 from OutgoingMessage m where m.enrollmentId = e.id"
                        + " and m.stepKey = e.stepKey and (m.delivery = DEFERRED or m.sendAgain = true)) order by e.id",
                Enrollment.class);
        query.setParameter("now", now).setParameter("after", after).setMaxResults(BATCH);
        if (mailboxId != null) {
            query.setParameter("mailbox", mailboxId);
        }
        return query.getResultList();
    }

    private Change planAnew(StatelessSession session, long id) {
        var now = clock.instant();
        var found = enrollments.locked(session, id).orElseThrow();
        var before = found.dueAt();
        if (found.state() != State.ACTIVE || before == null || !before.isAfter(now)) {
            return Change.NONE;
        }
        var anew = anew(session, found, now);
        if (anew.isEmpty()) {
            return Change.NONE;
        }
        enrollments.planAnew(session, found, anew.get().next(), anew.get().planned());
        return switch (anew.get().planned()) {
            case Planned.Never _ -> Change.HELD;
            case Plan plan -> isSame(plan.at(), before) ? Change.REASONS : Change.TIME;
        };
    }

    /** The plan as it would be made now; empty where it is that already, or where the cadence has another step first. */
    private Optional<Anew> anew(StatelessSession session, Enrollment enrollment, Instant now) {
        if (!(nextSteps.find(session, enrollment) instanceof NextSteps.Found next)
                || !next.step().key().equals(enrollment.stepKey())) {
            return Optional.empty();
        }
        var planned = nextSteps.plan(session, enrollment, next, now);
        var same = planned instanceof Plan plan
                && enrollment.dueAt() instanceof Instant dueAt
                && isSame(plan.at(), dueAt)
                && SentenceJson.write(plan.reasons()).equals(enrollment.plan);
        return same ? Optional.empty() : Optional.of(new Anew(next, planned));
    }

    /** The database keeps microseconds. */
    private static boolean isSame(Instant a, Instant b) {
        return Duration.between(a, b).abs().toMillis() == 0;
    }
}
