package kadens.cadence;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import kadens.language.Sentence;
import kadens.plan.Delay;
import kadens.plan.Window;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one entry under {@code steps}. */
final class StepEntry {

    static final List<String> KEYS = List.of(
            "key", "was", "type", "title", "delay", "window", "instructions", "layout", "attachments", "variants");
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final int KEY_LENGTH_MAX = 64;
    private static final int WEIGHT_MAX = 1000;

    private final Fields fields;
    private final Problems problems;

    private StepEntry(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    /** The step, or null where it has a problem. Adds its key to those taken. */
    static @Nullable Step read(Node node, StepKeys taken, Path folder, Problems problems) {
        return Fields.of(node, "step", KEYS, problems)
                .map(fields -> new StepEntry(fields, problems).read(taken, folder))
                .orElse(null);
    }

    private @Nullable Step read(StepKeys taken, Path folder) {
        var key = key(taken);
        var was = was(taken);
        var type = fields.text("type") == null ? Step.Type.EMAIL : fields.choice("type", Step.Type.class);
        var title = fields.text("title");
        var delay =
                fields.required("delay", "delay: 3 business days") == null ? null : fields.read("delay", Delay::parse);
        var window = fields.read("window", Window::parse);
        var instructions = fields.text("instructions");
        var layout = fields.read("layout", CadenceFile::layout);
        var attachments = fields.texts("attachments", "attachments: [price-list.pdf]");
        var variants = key != null && type == Step.Type.EMAIL ? variants(key, folder) : List.<Variant>of();
        return key == null || type == null || delay == null
                ? null
                : new Step(
                        key,
                        was,
                        type,
                        title == null ? key : title,
                        delay,
                        window,
                        instructions,
                        layout,
                        attachments,
                        variants);
    }

    private @Nullable String key(StepKeys taken) {
        var key = fields.required("key", "key: follow-up");
        if (key == null) {
            return null;
        }
        if (!isKey(key)) {
            refuse("key", Sentence.of("cadence.bad-key", key), Sentence.of("cadence.mend.bad-key", KEY_LENGTH_MAX));
            return null;
        }
        if (!taken.take(key)) {
            refuse("key", Sentence.of("cadence.step-twice", key), Sentence.of("cadence.mend.step-twice"));
            return null;
        }
        return key;
    }

    private List<String> was(StepKeys taken) {
        var was = fields.texts("was", "was: intro");
        for (var key : was) {
            if (!isKey(key)) {
                refuse("was", Sentence.of("cadence.bad-key", key), Sentence.of("cadence.mend.bad-key", KEY_LENGTH_MAX));
            } else if (!taken.takeFormer(key, fields.mark("was"))) {
                refuse("was", Sentence.of("cadence.was-twice", key), Sentence.of("cadence.mend.was-twice"));
            }
        }
        return was;
    }

    private static boolean isKey(String key) {
        return key.length() <= KEY_LENGTH_MAX && KEY.matcher(key).matches();
    }

    private List<Variant> variants(String key, Path folder) {
        var troubles = new ArrayList<StepFiles.Trouble>();
        var texts = new StepFiles(key, folder).texts(troubles);
        troubles.forEach(trouble -> refuse("key", trouble.what(), trouble.mend()));
        var weights = weights(texts.keySet());
        return texts.entrySet().stream()
                .map(each -> new Variant(each.getKey(), weights.getOrDefault(each.getKey(), 1), each.getValue()))
                .toList();
    }

    /** The weights that are given; where any is, each variant must have one. */
    private Map<String, Integer> weights(Set<String> variants) {
        var weights = fields.numbers("variants", "variants: { a: 1, b: 1 }", WEIGHT_MAX);
        if (weights.isEmpty()) {
            return weights;
        }
        weights.keySet().stream()
                .filter(name -> !variants.contains(name))
                .forEach(name -> refuse(
                        "variants", Sentence.of("cadence.no-variant", name), Sentence.of("cadence.mend.no-variant")));
        variants.stream()
                .filter(name -> !weights.containsKey(name))
                .forEach(name -> refuse(
                        "variants",
                        Sentence.of("cadence.no-weight", name),
                        Sentence.of("cadence.mend.no-weight", name)));
        if (weights.values().stream().allMatch(weight -> weight == 0)) {
            refuse("variants", Sentence.of("cadence.all-weightless"), Sentence.of("cadence.mend.all-weightless"));
        }
        return weights;
    }

    private void refuse(String field, Sentence what, Sentence mend) {
        problems.add(fields.mark(field), what, mend);
    }
}
