package kadens.inbox;

import java.util.List;
import kadens.enrollment.Enrollment;
import kadens.enrollment.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/** Which enrollment a mail is about. */
sealed interface Match {

    /**
     * It is about this enrollment.
     *
     * @param by {@code thread}, {@code returned}, {@code recipient} or {@code sender}
     * @param message our message that it refers to; null where it was found by address
     */
    record Found(Enrollment enrollment, String by, @Nullable OutgoingMessage message) implements Match {}

    /** It comes from a company that is being written to, and refers to nothing of ours: a person has to judge. */
    record Doubtful(List<Enrollment> enrollments) implements Match {}

    /** It is a copy of our own mail, or the rep's own. */
    record OurOwn() implements Match {}

    /** It has nothing to do with us. */
    record None() implements Match {}
}
