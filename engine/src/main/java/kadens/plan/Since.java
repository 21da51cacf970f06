package kadens.plan;

import java.time.Instant;

/** What a delay is counted from. */
public sealed interface Since {

    Instant at();

    /** The prospect was enrolled; the step is the first. */
    record Enrolling(Instant at) implements Since {}

    /** The step before was sent or done. */
    record StepBefore(String title, Instant at) implements Since {}
}
