package kadens.cadence;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import kadens.plan.Delay;
import kadens.plan.Window;
import org.jspecify.annotations.Nullable;

/**
 * An ordered list of steps, as its files say.
 *
 * @param name the name of its folder
 * @param needsApproval whether only what somebody approved who may is sent of it
 * @param window null where the mailbox's or the organization's holds
 * @param latenessLimit a step that downtime made later than this is held for a person; null: sent however late
 * @param colleagueReplies what an answer from the same company means for somebody in this cadence
 * @param layout what the HTML of its emails is put into: a file under {@code layouts/} without its ending; null for none
 * @param spintax whether {@code {Hi|Hello}} in its texts is a choice
 * @param steps at least one; their keys differ
 * @param folder where its files are
 */
public record Cadence(
        String name,
        String title,
        @Nullable String description,
        Locale language,
        Audience audience,
        boolean needsApproval,
        @Nullable Window window,
        @Nullable Delay latenessLimit,
        ColleagueReplies colleagueReplies,
        @Nullable String layout,
        boolean spintax,
        List<Step> steps,
        Path folder)
        implements Loaded {

    public Cadence {
        steps = List.copyOf(steps);
    }

    public Step first() {
        return steps.getFirst();
    }

    /** The step with this key; empty when it was removed or renamed. */
    public Optional<Step> step(String key) {
        return steps.stream().filter(step -> step.key().equals(key)).findFirst();
    }

    /** The step after the one with this key; empty after the last, and where no step has the key. */
    public Optional<Step> after(String key) {
        return IntStream.range(1, steps.size())
                .filter(i -> steps.get(i - 1).key().equals(key))
                .mapToObj(steps::get)
                .findFirst();
    }

    /** The step's own layout, else the cadence's; null for none. */
    public @Nullable String layoutOf(Step step) {
        var own = step.layout();
        return own == null ? layout : own.equals(Step.NO_LAYOUT) ? null : own;
    }

    /** Where the files are that go with a step's emails, whether they are there or not. */
    public List<Path> attachmentsOf(Step step) {
        return step.attachments().stream()
                .map(name -> name.startsWith("/")
                        ? folder.resolve("../..").resolve(name.substring(1))
                        : folder.resolve(name))
                .map(Path::normalize)
                .toList();
    }

    /** The step's own window, else the cadence's; null where the mailbox's or the organization's holds. */
    public @Nullable Window windowOf(Step step) {
        var own = step.window();
        return own == null ? window : own;
    }
}
