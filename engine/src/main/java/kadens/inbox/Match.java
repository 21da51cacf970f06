package kadens.inbox;

import java.util.List;
import kadens.enrollment.Enrollment;
import kadens.enrollment.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/** Which enrollment a mail is about. */
sealed interface Match {

    /**
     * It is about this enrollment: something says so that only its mails or prospect have, so that it may stop.
     *
     * @param by a word of which the sentence {@code matched.…} tells
     * @param message our message that it refers to; null where it was found by something else
     */
    record Found(Enrollment enrollment, String by, @Nullable OutgoingMessage message) implements Match {}

    /**
     * One prospect answers what was written to another, as who had it forwarded does.
     *
     * @param writer is no longer to be written to
     * @param owner whose mail it was: a person has to judge
     */
    record PassedOn(Found writer, Found owner) implements Match {}

    /** It may be about one of these, though others could have what says so, too: a person has to judge. */
    record Doubtful(List<Enrollment> enrollments, String by) implements Match {}

    /** It is a copy of our own mail, or the rep's own. */
    record OurOwn() implements Match {}

    /** It has nothing to do with us. */
    record None() implements Match {}
}
