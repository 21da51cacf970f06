package kadens.outbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kadens.cadence.Step;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.NextSteps;
import kadens.language.Sentence;
import kadens.mailbox.Lease;
import org.hibernate.StatelessSession;

/**
 * Lets enrollments go on that were held for a template, cadence, window or zone, when it is mended; nobody need ask.
 *
 * <p>A run tries some of them; the next run goes on behind those, so that none is kept waiting by the ones before it.
 */
final class Mending {

    private static final int TRIED_A_RUN_MAX = 50;

    private final Enrollments enrollments;
    private final NextSteps nextSteps;
    private final Letters letters;
    private final LookingAhead lookingAhead;
    private final Map<Long, Long> triedUpTo = new ConcurrentHashMap<>();

    Mending(Enrollments enrollments, NextSteps nextSteps, Letters letters, LookingAhead lookingAhead) {
        this.enrollments = enrollments;
        this.nextSteps = nextSteps;
        this.letters = letters;
        this.lookingAhead = lookingAhead;
    }

    boolean hasNone(StatelessSession session, long mailboxId) {
        return !triedUpTo.containsKey(mailboxId) && !enrollments.anyHeldForTemplates(session, mailboxId);
    }

    void resume(Lease lease) {
        var mailboxId = lease.mailbox().id();
        lease.transactAlone(session -> {
            var after = triedUpTo.getOrDefault(mailboxId, 0L);
            var held = enrollments.heldForTemplates(session, mailboxId, after, TRIED_A_RUN_MAX);
            for (var enrollment : held) {
                if (isMended(session, enrollment)) {
                    enrollments.resume(session, enrollment, Sentence.of("timeline.mended"));
                }
            }
            if (held.size() < TRIED_A_RUN_MAX) {
                triedUpTo.remove(mailboxId);
            } else {
                triedUpTo.put(mailboxId, held.getLast().id());
            }
        });
    }

    private boolean isMended(StatelessSession session, Enrollment enrollment) {
        return switch (nextSteps.find(session, enrollment)) {
            case NextSteps.Found next ->
                (next.step().type() != Step.Type.EMAIL || letters.canWrite(session, enrollment, next))
                        && lookingAhead.lacking(session, enrollment, next).isEmpty()
                        && enrollments.hasTime(session, enrollment, next);
            case NextSteps.AllDone _ -> true;
            case NextSteps.NoCadence _ -> false;
        };
    }
}
