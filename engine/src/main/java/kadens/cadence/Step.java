package kadens.cadence;

import kadens.plan.Delay;
import kadens.plan.Window;
import org.jspecify.annotations.Nullable;

/**
 * One touch of a cadence.
 *
 * @param key stays the same when the step is renamed or moved
 * @param title the key where the file gives none
 * @param delay counted from enrolling, then from the step before
 * @param window null where the cadence's holds
 * @param instructions for the person who does a call or a task
 */
public record Step(
        String key,
        Type type,
        String title,
        Delay delay,
        @Nullable Window window,
        @Nullable String instructions) {

    /** Kadens sends an email; a person does a call or a task. */
    public enum Type {
        EMAIL,
        CALL,
        TASK
    }
}
