package kadens.cadence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import kadens.cadence.Contents.StepContents;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/** What is different between two moments of a cadence, in the order of its steps, told to people. */
public final class Changes {

    private Changes() {}

    /** One difference. */
    public sealed interface Change {
        Sentence what();
    }

    /** One that a sentence tells wholly. */
    public record Told(Sentence what) implements Change {}

    /**
     * Other words in an email.
     *
     * @param file relative to the cadence's folder, or to the templates folder where it is shared
     * @param before empty where the text is new
     * @param after empty where it is gone
     */
    public record Rewritten(Sentence what, String file, String before, String after) implements Change {}

    /** All differences; empty where the two say the same. */
    public static List<Change> between(Contents before, Contents after, Renames renames) {
        var changes = new ArrayList<Change>();
        differs(changes, "cadence-title", after.title(), before.title(), after.title());
        differs(changes, "cadence-window", after.title(), before.window(), after.window());
        var settings = new TreeSet<>(before.settings().keySet());
        settings.addAll(after.settings().keySet());
        settings.forEach(key -> differs(
                changes,
                "setting",
                key,
                before.settings().get(key),
                after.settings().get(key)));
        shared(changes, before, after);
        for (var gone : before.steps()) {
            if (renamed(gone.key(), after, renames) == null) {
                changes.add(new Told(Sentence.of("change.removed", gone.title())));
            }
        }
        for (var step : after.steps()) {
            var was = before.steps().stream()
                    .filter(each -> step.key().equals(renamed(each.key(), after, renames)))
                    .findFirst();
            if (was.isEmpty()) {
                changes.add(new Told(Sentence.of("change.added", step.title(), place(after, step))));
            } else {
                step(changes, was.get(), step);
            }
        }
        moved(changes, before, after, renames);
        return changes;
    }

    /** Snippets and layouts that are used before and after; which ones a text uses stands in the text. */
    private static void shared(List<Change> changes, Contents before, Contents after) {
        after.shared().forEach((file, now) -> {
            var old = before.shared().get(file);
            if (old != null && !old.equals(now)) {
                changes.add(new Rewritten(Sentence.of("change.shared", file), file, old, now));
            }
        });
    }

    /** The key that a step has now; null where it is gone. */
    private static @Nullable String renamed(String key, Contents after, Renames renames) {
        if (after.step(key).isPresent()) {
            return key;
        }
        return after.steps().stream()
                .filter(step -> step.was().contains(key))
                .map(StepContents::key)
                .findFirst()
                .orElseGet(() -> renames.sure().stream()
                        .filter(pair -> pair.from().equals(key))
                        .map(Renames.Pair::to)
                        .findFirst()
                        .orElse(null));
    }

    private static void step(List<Change> changes, StepContents before, StepContents after) {
        var title = after.title();
        differs(changes, "key", title, before.key(), after.key());
        if (!before.isUntitled() || !after.isUntitled()) {
            differs(changes, "title", title, before.title(), title);
        }
        differs(changes, "type", title, word(before), word(after));
        differs(changes, "delay", title, before.delay(), after.delay());
        differs(changes, "window", title, before.window(), after.window());
        differs(changes, "attachments", title, before.attachments(), after.attachments());
        differs(changes, "weights", title, before.weights(), after.weights());
        differs(changes, "instructions", title, before.instructions(), after.instructions());
        var files = new TreeSet<>(before.texts().keySet());
        files.addAll(after.texts().keySet());
        for (var file : files) {
            var old = before.texts().getOrDefault(file, "");
            var now = after.texts().getOrDefault(file, "");
            if (!old.equals(now)) {
                var name = after.key() + file;
                changes.add(new Rewritten(Sentence.of("change.text", title, name), name, old, now));
            }
        }
    }

    /** Steps that are there before and after, and do not follow on each other as they did. */
    private static void moved(List<Change> changes, Contents before, Contents after, Renames renames) {
        var was = before.steps().stream()
                .map(step -> renamed(step.key(), after, renames))
                .filter(Objects::nonNull)
                .toList();
        var is = after.steps().stream()
                .map(StepContents::key)
                .filter(was::contains)
                .toList();
        if (!was.equals(is)) {
            Function<String, String> title =
                    key -> after.step(key).map(StepContents::title).orElse(key);
            changes.add(new Told(Sentence.of(
                    "change.order", String.join(", ", is.stream().map(title).toList()))));
        }
    }

    private static void differs(
            List<Change> changes, String kind, String title, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Told(Sentence.of("change." + kind, title, words(before), words(after))));
        }
    }

    private static Object words(@Nullable Object value) {
        return switch (value) {
            case null -> Sentence.of("change.none");
            case Map<?, ?> map when map.isEmpty() -> Sentence.of("change.none");
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", "));
            default -> String.valueOf(value);
        };
    }

    private static String word(StepContents step) {
        return step.type().name().toLowerCase(Locale.ROOT);
    }

    private static int place(Contents contents, StepContents step) {
        return contents.steps().indexOf(step) + 1;
    }
}
