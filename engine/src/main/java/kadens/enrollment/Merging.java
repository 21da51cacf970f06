package kadens.enrollment;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.enrollment.TimelineEntry.Kind;
import kadens.language.Sentence;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.prospect.Suppression;
import kadens.prospect.Suppressions;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** Makes two prospects who are one person one: what was written to either is the kept one's, and so are the addresses. */
public final class Merging {

    /** Whoever asked for peace asked as a person; what bounces is an address. */
    private static final Set<String> OF_THE_PERSON = Set.of("unsubscribed", "complained", "by-hand");

    private final Enrollments enrollments;
    private final Suppressing suppressing;
    private final InstantSource clock;

    public Merging(Enrollments enrollments, InstantSource clock) {
        this.enrollments = enrollments;
        this.suppressing = new Suppressing(enrollments, clock);
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Merged(Prospect kept) implements Outcome {}

        /** Both are in an ongoing enrollment, and one person can't be in two. */
        record BothOngoing(Enrollment ofKept, Enrollment ofOther) implements Outcome {}

        /** One of them is not there any more. */
        record Gone() implements Outcome {}
    }

    /**
     * Merges one into another.
     *
     * @param taken the names of the values that the kept one takes from the other: those of a CSV file, {@code company},
     *     {@code owner}, and {@code fields.NAME}
     */
    public Outcome merge(StatelessSession session, long keptId, long otherId, Set<String> taken) {
        // In the order of their ids, so that two who merge the same at once wait for each other.
        for (var id : new TreeSet<>(List.of(keptId, otherId))) {
            session.get(Prospect.class, id, LockMode.PESSIMISTIC_WRITE);
        }
        var kept = Prospects.find(session, keptId);
        var other = Prospects.find(session, otherId);
        if (kept.isEmpty() || other.isEmpty() || keptId == otherId) {
            return new Outcome.Gone();
        }
        var ofKept = enrollments.ongoingOf(session, keptId);
        var ofOther = enrollments.ongoingOf(session, otherId);
        if (ofKept.isPresent() && ofOther.isPresent()) {
            return new Outcome.BothOngoing(ofKept.get(), ofOther.get());
        }
        moveEnrollments(session, kept.get(), other.get());
        var addresses = Stream.of(kept.get(), other.get()).map(Prospect::email).toList();
        Prospects.absorb(session, kept.get(), other.get(), taken, clock.instant());
        keepThePeace(session, addresses);
        return new Outcome.Merged(Prospects.get(session, keptId));
    }

    private void moveEnrollments(StatelessSession session, Prospect kept, Prospect other) {
        for (var one : enrollments.ofProspect(session, other.id())) {
            var enrollment = enrollments.locked(session, one.id()).orElseThrow();
            enrollment.prospectId = kept.id();
            new EnrollmentRows_(session).update(enrollment);
            enrollments.note(
                    session,
                    enrollment,
                    Kind.NOTE,
                    Sentence.of("timeline.merged", other.displayName(), other.email()),
                    Evidence.NONE);
        }
    }

    private void keepThePeace(StatelessSession session, List<String> addresses) {
        var asked = addresses.stream()
                .flatMap(address -> Suppressions.ofAddress(session, address).stream())
                .map(Suppression::reason)
                .filter(OF_THE_PERSON::contains)
                .findFirst();
        asked.ifPresent(reason -> addresses.forEach(address -> {
            suppressing.add(session, address, reason);
            suppressing.stopSome(session, address, reason, 1);
        }));
    }
}
