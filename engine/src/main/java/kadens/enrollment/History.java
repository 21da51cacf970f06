package kadens.enrollment;

import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** What has happened, for people to read. Nothing here locks or changes anything. */
public final class History {

    private static final int ENTRIES_MAX = 500;

    private History() {}

    /** The enrollment with this id as it is now. */
    public static Optional<Enrollment> enrollment(StatelessSession session, long id) {
        return new EnrollmentRows_(session).byId(id);
    }

    /** What happened to an enrollment, oldest first; of a very long story the latest part. */
    public static List<TimelineEntry> of(StatelessSession session, long enrollmentId) {
        // Rides timeline_of_an_enrollment.
        return session.createSelectionQuery(
                        "from TimelineEntry where enrollmentId = :id order by id desc", TimelineEntry.class)
                .setParameter("id", enrollmentId)
                .setMaxResults(ENTRIES_MAX)
                .getResultList()
                .reversed();
    }

    /** What happened last, newest first, whichever enrollment it happened to. */
    public static List<TimelineEntry> latest(StatelessSession session, int limit) {
        return session.createSelectionQuery("from TimelineEntry order by id desc", TimelineEntry.class)
                .setMaxResults(limit)
                .getResultList();
    }

    /** The calls and tasks of an enrollment, open and done. */
    public static List<Task> tasks(StatelessSession session, long enrollmentId) {
        return new TaskRows_(session).ofEnrollment(enrollmentId);
    }

    /** The last mails to people still on the way, newest first. */
    public static List<OutgoingMessage> lastSentToOngoing(StatelessSession session, int limit) {
        return session.createSelectionQuery(
                        "from OutgoingMessage where delivery = SENT and enrollmentId in"
                                + " (select id from Enrollment where state = ACTIVE) order by settledAt desc, id desc",
                        OutgoingMessage.class)
                .setMaxResults(limit)
                .getResultList();
    }
}
