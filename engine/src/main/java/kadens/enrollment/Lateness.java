package kadens.enrollment;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/** Whether a mailbox that stood still has made a step later than its cadence allows. */
public final class Lateness {

    private Lateness() {}

    /**
     * Why a person has to decide; empty where the step may go out.
     *
     * @param stoodSince when the mailbox last could send; null where it never could. Waiting before that is no lateness
     */
    public static Optional<Sentence> tooLate(
            Enrollment enrollment, Cadence cadence, @Nullable Instant stoodSince, ZoneId zone, Instant now) {
        var limit = cadence.latenessLimit();
        var dueAt = enrollment.dueAt();
        if (limit == null || dueAt == null) {
            return Optional.empty();
        }
        var late = (stoodSince == null || dueAt.isAfter(stoodSince) ? dueAt : stoodSince).atZone(zone);
        if (!limit.after(late).toInstant().isBefore(now)) {
            return Optional.empty();
        }
        var key = String.valueOf(enrollment.stepKey());
        var title = cadence.step(key).map(Step::title).orElse(key);
        return Optional.of(Sentence.of("send.too-late", title, dueAt.atZone(zone), limit.sentence(), late));
    }
}
