package kadens.cadence;

import java.util.List;
import java.util.Optional;
import kadens.plan.Delay;
import kadens.plan.Window;
import org.jspecify.annotations.Nullable;

/**
 * One touch of a cadence.
 *
 * @param key stays the same when the step is renamed or moved
 * @param was the keys that it had before: whoever has had one of them has had this step
 * @param title the key where the file gives none
 * @param delay counted from enrolling, then from the step before
 * @param window null where the cadence's holds
 * @param instructions for the person who does a call or a task
 * @param layout null where the cadence's holds, {@link #NO_LAYOUT} for none
 * @param attachments files that go with an email, in the cadence's folder or, with a {@code /}, in the templates folder
 * @param variants of an email, at least one of them with a weight; none for a call or a task
 */
public record Step(
        String key,
        List<String> was,
        Type type,
        String title,
        Delay delay,
        @Nullable Window window,
        @Nullable String instructions,
        @Nullable String layout,
        List<String> attachments,
        List<Variant> variants) {

    /** The layout of a step that is to have none. */
    public static final String NO_LAYOUT = "none";

    public Step {
        was = List.copyOf(was);
        attachments = List.copyOf(attachments);
        variants = List.copyOf(variants);
    }

    /** Kadens sends an email; a person does a call or a task. */
    public enum Type {
        EMAIL,
        CALL,
        TASK
    }

    /** The variant of this name; empty where there is none. */
    public Optional<Variant> variant(String name) {
        return variants.stream().filter(variant -> variant.name().equals(name)).findFirst();
    }
}
