package kadens.web;

import kadens.enrollment.Enrollment;
import kadens.mailbox.Mailbox;
import kadens.prospect.Prospect;
import kadens.template.Values;
import org.jspecify.annotations.Nullable;

/**
 * For whom a mail is written in the studio: somebody of the database, or a sample.
 *
 * @param sample the name of its file; null for somebody real
 * @param prospect as stored; of a sample, only imagined
 * @param enrollment in the cadence that is looked at, the latest; null where there is none
 * @param mailbox that writes to them; null where there is none yet
 */
public record Someone(
        String name,
        @Nullable String sample,
        Prospect prospect,
        @Nullable Enrollment enrollment,
        @Nullable Mailbox mailbox,
        Values values) {

    boolean is(Someone other) {
        return sample == null
                ? other.sample() == null && prospect.id() == other.prospect().id()
                : sample.equals(other.sample());
    }

    /** The same place in the studio, looked at for them. */
    StudioChoice chosenIn(StudioChoice choice) {
        return sample == null ? choice.prospect(prospect.id()) : choice.sample(sample);
    }
}
