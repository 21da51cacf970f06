package kadens.template;

import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.cadence.Text;
import kadens.cadence.Variant;

/** One email to make. */
record Job(Cadence cadence, Step step, Variant variant, Text text, Values values) {

    /** That of the text, else the cadence's. */
    Locale language() {
        var own = text.language();
        return own == null ? cadence.language() : own;
    }

    /** The same choices for the same prospect and step each time. */
    SplittableRandom random() {
        return new SplittableRandom(Objects.hash(values.prospect().get("email"), cadence.name(), step.key()));
    }

    boolean isFirstEmail() {
        return cadence.steps().stream()
                .filter(each -> each.type() == Step.Type.EMAIL)
                .findFirst()
                .map(first -> first.key().equals(step.key()))
                .orElse(true);
    }
}
