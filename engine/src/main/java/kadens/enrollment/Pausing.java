package kadens.enrollment;

import java.util.List;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.language.Sentence;
import kadens.store.Database;
import org.hibernate.StatelessSession;

/** Pauses everything that is on the way, until a person lets each go on. */
public final class Pausing {

    private static final int BATCH = 200;

    private final Database database;
    private final Enrollments enrollments;

    public Pausing(Database database, Enrollments enrollments) {
        this.database = database;
        this.enrollments = enrollments;
    }

    /**
     * What came of it.
     *
     * @param paused were on the way, and rest now
     * @param left need a person's decision anyway, and got a line in their timeline
     */
    public record Outcome(long paused, long left) {}

    /** Those that a person has paused before keep their reason. */
    public Outcome all(Sentence why) {
        long paused = 0;
        long left = 0;
        for (var ids = ongoing(0); !ids.isEmpty(); ids = ongoing(ids.getLast())) {
            var batch = ids;
            var resting = database.transact(session ->
                    batch.stream().filter(id -> pause(session, id, why)).count());
            paused += resting;
            left += batch.size() - resting;
        }
        return new Outcome(paused, left);
    }

    private List<Long> ongoing(long after) {
        return database.transact(session -> session.createSelectionQuery(
                        "select id from Enrollment where state not in (FINISHED, STOPPED)"
                                + " and not (state = PAUSED and resumeAt is null) and id > :after order by id",
                        Long.class)
                .setParameter("after", after)
                .setMaxResults(BATCH)
                .getResultList());
    }

    private boolean pause(StatelessSession session, long id, Sentence why) {
        var found = enrollments.locked(session, id).orElseThrow();
        enrollments.pause(session, found, null, why, Evidence.NONE);
        return found.state() == State.PAUSED;
    }
}
