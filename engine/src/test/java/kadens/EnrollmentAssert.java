package kadens;

import java.time.Instant;
import java.util.Objects;
import kadens.enrollment.Enrollment;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Says of an enrollment what a rep would say of it. */
final class EnrollmentAssert extends AbstractAssert<EnrollmentAssert, Enrollment> {

    private EnrollmentAssert(Enrollment enrollment) {
        super(enrollment, EnrollmentAssert.class);
    }

    static EnrollmentAssert assertThat(Enrollment enrollment) {
        return new EnrollmentAssert(enrollment);
    }

    EnrollmentAssert isStopped(StopReason reason) {
        return is(State.STOPPED).has("stop reason", reason, actual.stopReason());
    }

    EnrollmentAssert isHeld(String words) {
        is(State.HELD);
        if (!String.valueOf(actual.reason()).contains(words)) {
            failWithMessage("It should be held because of “%s”, but is because of “%s”", words, actual.reason());
        }
        return this;
    }

    EnrollmentAssert isPaused() {
        return is(State.PAUSED).has("end of the pause", null, actual.resumeAt());
    }

    EnrollmentAssert isPausedUntil(Instant until) {
        return is(State.PAUSED).has("end of the pause", until, actual.resumeAt());
    }

    EnrollmentAssert isPausedUntil(Instant until, String words) {
        if (!String.valueOf(actual.reason()).contains(words)) {
            failWithMessage("It should rest because of “%s”, but does because of “%s”", words, actual.reason());
        }
        return isPausedUntil(until);
    }

    EnrollmentAssert hasPlan(String words) {
        isActive();
        if (!actual.planReasons().toString().contains(words)) {
            failWithMessage("The plan should tell of <%s>, but is %s", words, actual.planReasons());
        }
        return this;
    }

    EnrollmentAssert isFinished() {
        return is(State.FINISHED);
    }

    EnrollmentAssert isActive() {
        return is(State.ACTIVE);
    }

    EnrollmentAssert isDueAt(Instant due) {
        return is(State.ACTIVE).has("due time", due, actual.dueAt());
    }

    EnrollmentAssert afterStep(String key) {
        return has("last step", key, actual.lastStepKey());
    }

    EnrollmentAssert beforeStep(String key) {
        return has("step to come", key, actual.stepKey());
    }

    private EnrollmentAssert is(State state) {
        return has("state", state, actual.state());
    }

    private EnrollmentAssert has(String what, @Nullable Object expected, @Nullable Object found) {
        if (!Objects.equals(expected, found)) {
            failWithMessage("The %s should be %s, but is %s (%s)", what, expected, found, actual.reason());
        }
        return this;
    }
}
