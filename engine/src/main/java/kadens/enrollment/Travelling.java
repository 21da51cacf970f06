package kadens.enrollment;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import kadens.prospect.Prospect;
import org.hibernate.StatelessSession;

/** All enrollments that go on by themselves, with what each has behind it, read in a handful of queries. */
final class Travelling {

    static final Done NOTHING_DONE = new Done(Map.of(), false);

    private static final String THEY = "e.state in (ACTIVE, WAITING) or e.state = PAUSED and e.resumeAt is not null";

    private final List<Enrollment> enrollments;
    private final Map<Long, Prospect> prospects;
    private final Map<Long, Map<String, Instant>> mailed;
    private final Map<Long, Map<String, Instant>> byHand;

    private Travelling(
            List<Enrollment> enrollments,
            Map<Long, Prospect> prospects,
            Map<Long, Map<String, Instant>> mailed,
            Map<Long, Map<String, Instant>> byHand) {
        this.enrollments = enrollments;
        this.prospects = prospects;
        this.mailed = mailed;
        this.byHand = byHand;
    }

    /** The keys of the steps that are done, and when they were; and whether a mail is among them. */
    record Done(Map<String, Instant> steps, boolean written) {}

    static Travelling read(StatelessSession session) {
        return new Travelling(
                session.createSelectionQuery("select e from Enrollment e where " + THEY, Enrollment.class)
                        .getResultList(),
                session.createSelectionQuery(
                                "select p from Prospect p join Enrollment e on e.prospectId = p.id where " + THEY,
                                Prospect.class)
                        .getResultStream()
                        .collect(Collectors.toMap(Prospect::id, Function.identity(), (one, _) -> one)),
                steps(
                        session,
                        "select m.enrollmentId, m.stepKey, m.claimedAt from OutgoingMessage m join Enrollment e"
                                + " on e.id = m.enrollmentId where m.delivery <> DEFERRED and (" + THEY + ")"),
                steps(
                        session,
                        "select t.enrollmentId, t.stepKey, t.doneAt from Task t join Enrollment e"
                                + " on e.id = t.enrollmentId where t.doneAt is not null and (" + THEY + ")"));
    }

    List<Enrollment> enrollments() {
        return enrollments;
    }

    Prospect prospect(Enrollment enrollment) {
        return Objects.requireNonNull(prospects.get(enrollment.prospectId));
    }

    Done done(Enrollment enrollment) {
        var mails = mailed.getOrDefault(enrollment.id, Map.of());
        var all = new HashMap<>(mails);
        all.putAll(byHand.getOrDefault(enrollment.id, Map.of()));
        return new Done(all, !mails.isEmpty());
    }

    private static Map<Long, Map<String, Instant>> steps(StatelessSession session, String query) {
        var steps = new HashMap<Long, Map<String, Instant>>();
        session.createSelectionQuery(query, Object[].class)
                .getResultStream()
                .forEach(row -> steps.computeIfAbsent((Long) row[0], _ -> new HashMap<>())
                        .put((String) row[1], (Instant) row[2]));
        return steps;
    }
}
