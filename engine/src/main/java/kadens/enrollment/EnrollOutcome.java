package kadens.enrollment;

import kadens.language.Sentence;

/** What came of enrolling one prospect. */
public sealed interface EnrollOutcome {

    /** On the way; the enrollment has its first time and reasons. */
    record Enrolled(Enrollment enrollment) implements EnrollOutcome {}

    /** Left alone, and why. */
    record NotEnrolled(String email, Sentence why) implements EnrollOutcome {}
}
