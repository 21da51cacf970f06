package kadens.enrollment;

import java.util.ArrayList;
import java.util.List;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.enrollment.TimelineEntry.Kind;
import kadens.language.Sentence;
import org.hibernate.StatelessSession;

/**
 * Takes back what a mail did to enrollments, as far as it is still the mail's doing: what a person, a run or another mail
 * has changed since stays. Nothing is sent twice by it: steps that are done remain done.
 */
public final class Undoing {

    private final Enrollments enrollments;

    public Undoing(Enrollments enrollments) {
        this.enrollments = enrollments;
    }

    /**
     * What came of it; all are locked.
     *
     * @param changed are what they were before the mail
     * @param elsewhere had to stay stopped, for their prospect is in another cadence meanwhile
     */
    public record Undone(List<Enrollment> changed, List<Enrollment> elsewhere) {}

    /** Keeps what the enrollment is, before a mail changes it. */
    static void keep(StatelessSession session, Enrollment enrollment, Evidence evidence, boolean changes) {
        var inboundId = evidence.inboundId();
        if (inboundId == null) {
            return;
        }
        var rows = new ConsequenceRows_(session);
        var stored = rows.one(inboundId, enrollment.id);
        var consequence = stored.orElseGet(() -> new Consequence(inboundId, enrollment.id));
        if (changes && consequence.state == null) {
            consequence.isBefore(enrollment);
        }
        if (stored.isPresent()) {
            rows.update(consequence);
        } else {
            rows.insert(consequence);
        }
    }

    /** In the order of their ids, so that two who undo at once wait for each other and no more. */
    public Undone undo(StatelessSession session, long inboundId, Sentence why) {
        var rows = new ConsequenceRows_(session);
        var undone = new Undone(new ArrayList<>(), new ArrayList<>());
        for (var consequence : rows.ofMail(inboundId)) {
            var enrollment =
                    enrollments.locked(session, consequence.enrollmentId).orElseThrow();
            var owes = enrollment.becauseInbound;
            if (owes != null && owes == inboundId) {
                if (isElsewhere(session, enrollment)) {
                    undone.elsewhere.add(enrollment);
                    continue;
                }
                restore(session, enrollment, consequence, why);
                undone.changed.add(enrollment);
            }
            for (var later : rows.restingOn(inboundId, enrollment.id)) {
                later.restsOn(consequence);
                rows.update(later);
            }
            rows.delete(consequence);
        }
        return undone;
    }

    /** The mails that would have changed the enrollment, had not something stronger held; oldest first. */
    public List<Long> withoutChange(StatelessSession session, Enrollment enrollment) {
        return new ConsequenceRows_(session).withoutChange(enrollment.id);
    }

    private boolean isElsewhere(StatelessSession session, Enrollment enrollment) {
        return !enrollment.state.ongoing()
                && enrollments.ongoingOf(session, enrollment.prospectId).isPresent();
    }

    private void restore(StatelessSession session, Enrollment enrollment, Consequence before, Sentence why) {
        var state = before.state;
        if (state == State.PAUSED || state == State.HELD) {
            enrollments.restore(session, enrollment, before, state == State.PAUSED ? Kind.PAUSED : Kind.HELD);
        } else {
            enrollments.goOn(session, enrollment, why);
        }
    }
}
