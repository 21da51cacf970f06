package kadens.enrollment;

import java.util.List;
import org.hibernate.StatelessSession;

/** What happened to enrollments, in order. */
public final class Timeline {

    private Timeline() {}

    /** Everything that happened to an enrollment, oldest first. */
    public static List<TimelineEntry> of(StatelessSession session, long enrollmentId) {
        return session.createSelectionQuery(
                        "from TimelineEntry where enrollmentId = :enrollmentId order by id", TimelineEntry.class)
                .setParameter("enrollmentId", enrollmentId)
                .getResultList();
    }
}
