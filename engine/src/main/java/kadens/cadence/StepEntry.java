package kadens.cadence;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import kadens.language.Sentence;
import kadens.plan.Delay;
import kadens.plan.Window;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one entry under {@code steps}. */
final class StepEntry {

    static final List<String> KEYS = List.of("key", "type", "title", "delay", "window", "instructions");
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final int KEY_LENGTH_MAX = 64;

    private final Fields fields;
    private final Problems problems;

    private StepEntry(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    /** The step, or null where it has a problem. Adds its key to those taken. */
    static @Nullable Step read(Node node, Set<String> taken, Path folder, Problems problems) {
        return Fields.of(node, "step", KEYS, problems)
                .map(fields -> new StepEntry(fields, problems).read(taken, folder))
                .orElse(null);
    }

    private @Nullable Step read(Set<String> taken, Path folder) {
        var key = key(taken);
        var type = fields.text("type") == null ? Step.Type.EMAIL : fields.choice("type", Step.Type.class);
        var title = fields.text("title");
        var delay =
                fields.required("delay", "delay: 3 business days") == null ? null : fields.read("delay", Delay::parse);
        var window = fields.read("window", Window::parse);
        var instructions = fields.text("instructions");
        if (key != null && type == Step.Type.EMAIL) {
            checkFile(key, folder);
        }
        return key == null || type == null || delay == null
                ? null
                : new Step(key, type, title == null ? key : title, delay, window, instructions);
    }

    private @Nullable String key(Set<String> taken) {
        var key = fields.required("key", "key: follow-up");
        if (key == null) {
            return null;
        }
        if (key.length() > KEY_LENGTH_MAX || !KEY.matcher(key).matches()) {
            refuse("key", Sentence.of("cadence.bad-key", key), Sentence.of("cadence.mend.bad-key", KEY_LENGTH_MAX));
            return null;
        }
        if (!taken.add(key)) {
            refuse("key", Sentence.of("cadence.step-twice", key), Sentence.of("cadence.mend.step-twice"));
            return null;
        }
        return key;
    }

    private void checkFile(String key, Path folder) {
        var html = Files.isRegularFile(folder.resolve(key + ".ftlh"));
        var plain = Files.isRegularFile(folder.resolve(key + ".ftl"));
        if (html && plain) {
            refuse("key", Sentence.of("cadence.two-files", key), Sentence.of("cadence.mend.two-files"));
        } else if (!html && !plain) {
            refuse("key", Sentence.of("cadence.no-step-file", key), Sentence.of("cadence.mend.no-step-file", key));
        }
    }

    private void refuse(String field, Sentence what, Sentence mend) {
        problems.add(fields.mark(field), what, mend);
    }
}
