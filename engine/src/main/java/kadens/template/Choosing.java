package kadens.template;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.cadence.Text;
import kadens.cadence.Variant;

/** Which of a step's texts somebody gets: the same one each time it is asked. */
final class Choosing {

    private Choosing() {}

    /**
     * The variant, drawn by address, cadence and step: by weighted rendezvous hashing, so that a variant that is added or
     * gets more weight takes people from the others, and nobody moves between those.
     */
    static Variant variant(Cadence cadence, Step step, Values values) {
        return step.variants().stream()
                .filter(variant -> variant.weight() > 0)
                .min(Comparator.comparingDouble(variant -> draw(cadence, step, variant, values)))
                .orElseThrow();
    }

    private static double draw(Cadence cadence, Step step, Variant variant, Values values) {
        var seed = Objects.hash(values.prospect().get("email"), cadence.name(), step.key(), variant.name());
        return -Math.log(1 - new SplittableRandom(seed).nextDouble()) / variant.weight();
    }

    /** The text in the prospect's language, else the one for everybody (RFC 4647, 3.4). */
    static Text text(Variant variant, Values values) {
        return Stream.ofNullable(values.prospect().get("language"))
                .flatMap(tag -> ranges(tag.toString()).stream())
                .map(range -> Locale.lookup(List.of(range), languages(variant)))
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(language -> variant.texts().stream()
                        .filter(text -> language.equals(text.language()))
                        .findFirst())
                .orElseGet(() -> variant.texts().stream()
                        .filter(text -> text.language() == null)
                        .findFirst()
                        .orElseThrow());
    }

    private static List<Locale> languages(Variant variant) {
        return variant.texts().stream()
                .map(Text::language)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Norwegian is written in two forms, and a prospect's language often does not say which. */
    private static List<LanguageRange> ranges(String tag) {
        try {
            var own = LanguageRange.parse(tag.replace('_', '-'));
            return own.getFirst().getRange().matches("no(-.*)?")
                    ? LanguageRange.parse(tag.replace('_', '-') + ",nb;q=0.9,nn;q=0.8")
                    : own;
        } catch (IllegalArgumentException _) {
            return List.of(); // somebody wrote no tag there
        }
    }
}
