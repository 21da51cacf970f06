package kadens.enrollment;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.prospect.Prospect;
import org.hibernate.StatelessSession;

/** All enrollments that go on by themselves, with what each has behind it, read in a handful of queries. */
final class Travelling {

    static final Done NOTHING_DONE = new Done(Set.of(), false);

    private static final String THEY = "e.state in (ACTIVE, WAITING) or e.state = PAUSED and e.resumeAt is not null";

    private final List<Enrollment> enrollments;
    private final Map<Long, Prospect> prospects;
    private final Map<Long, Set<String>> mailed;
    private final Map<Long, Set<String>> byHand;

    private Travelling(
            List<Enrollment> enrollments,
            Map<Long, Prospect> prospects,
            Map<Long, Set<String>> mailed,
            Map<Long, Set<String>> byHand) {
        this.enrollments = enrollments;
        this.prospects = prospects;
        this.mailed = mailed;
        this.byHand = byHand;
    }

    /** The steps that are done, and whether a mail is among them. */
    record Done(Set<String> steps, boolean written) {}

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
                        "select m.enrollmentId, m.stepKey from OutgoingMessage m join Enrollment e"
                                + " on e.id = m.enrollmentId where m.delivery <> DEFERRED and (" + THEY + ")"),
                steps(
                        session,
                        "select t.enrollmentId, t.stepKey from Task t join Enrollment e"
                                + " on e.id = t.enrollmentId where t.doneAt is not null and (" + THEY + ")"));
    }

    List<Enrollment> enrollments() {
        return enrollments;
    }

    Prospect prospect(Enrollment enrollment) {
        return Objects.requireNonNull(prospects.get(enrollment.prospectId));
    }

    Done done(Enrollment enrollment) {
        var mails = mailed.getOrDefault(enrollment.id, Set.of());
        var all = Stream.concat(mails.stream(), byHand.getOrDefault(enrollment.id, Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new Done(all, !mails.isEmpty());
    }

    private static Map<Long, Set<String>> steps(StatelessSession session, String query) {
        var steps = new HashMap<Long, Set<String>>();
        session.createSelectionQuery(query, Object[].class)
                .getResultStream()
                .forEach(row -> steps.computeIfAbsent((Long) row[0], _ -> new HashSet<>())
                        .add((String) row[1]));
        return steps;
    }
}
