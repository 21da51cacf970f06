package kadens.enrollment;

import java.time.Instant;
import java.util.List;
import org.hibernate.StatelessSession;

/** What there is to do today, a few of each: no query reads more rows than it shows, and counts end at a limit. */
public final class Agenda {

    /** Nobody reads a larger number as another one. */
    public static final int COUNTED_MAX = 1000;

    private Agenda() {}

    /** Those that need somebody: held, or with an open call or task. The longest waiting first. */
    public static List<Worklist.Line> waiting(StatelessSession session, Whose whose, State state, int max) {
        // Rides enrollment_of_mailbox, or enrollment_by_change for everybody's.
        var ids = session.createNativeQuery(
                        "SELECT id FROM ("
                                + whose.joined(
                                        "mailbox_id",
                                        mailbox -> "SELECT id, changed_at FROM enrollment WHERE " + mailbox
                                                + " AND state = :state ORDER BY changed_at LIMIT " + max)
                                + ") AS each_mailbox ORDER BY changed_at, id LIMIT " + max,
                        Long.class)
                .setParameter("state", state.word())
                .getResultList();
        return Worklist.lines(session, ids);
    }

    /** Those whose next step falls due in this time, the first first. */
    public static List<Worklist.Line> due(StatelessSession session, Whose whose, Instant from, Instant to, int max) {
        // Rides enrollment_due, or enrollment_by_due for everybody's.
        var ids = session.createNativeQuery(
                        "SELECT id FROM ("
                                + whose.joined(
                                        "mailbox_id",
                                        mailbox -> "SELECT id, due_at FROM enrollment WHERE " + mailbox
                                                + " AND state = 'active' AND due_at >= :from AND due_at < :to"
                                                + " ORDER BY due_at LIMIT " + max)
                                + ") AS each_mailbox ORDER BY due_at, id LIMIT " + max,
                        Long.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
        return Worklist.lines(session, ids);
    }

    /** How many there are, and no more than {@link #COUNTED_MAX}; rides the same indexes. */
    public static int countWaiting(StatelessSession session, Whose whose, State state) {
        return session.createNativeQuery(
                        "SELECT COUNT(*) FROM (SELECT 1 FROM enrollment WHERE " + whose.condition("mailbox_id")
                                + " AND state = :state LIMIT " + COUNTED_MAX + ") AS counted",
                        Integer.class)
                .setParameter("state", state.word())
                .getSingleResult();
    }

    /** How many fall due in this time, and no more than {@link #COUNTED_MAX}; rides the same indexes. */
    public static int countDue(StatelessSession session, Whose whose, Instant from, Instant to) {
        return session.createNativeQuery(
                        "SELECT COUNT(*) FROM (SELECT 1 FROM enrollment WHERE " + whose.condition("mailbox_id")
                                + " AND state = 'active' AND due_at >= :from AND due_at < :to LIMIT " + COUNTED_MAX
                                + ") AS counted",
                        Integer.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getSingleResult();
    }
}
