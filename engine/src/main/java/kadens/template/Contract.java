package kadens.template;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.cadence.Text;

/** The values that steps of a cadence ask for. Texts that can't be read ask for nothing. */
public final class Contract {

    /** What each text of an email step asks for. */
    private record Asked(Cadence cadence, Step step, Map<Text, List<Use>> texts) {

        Stream<Use> of(Values values) {
            return texts
                    .getOrDefault(Choosing.text(Choosing.variant(cadence, step, values), values), List.of())
                    .stream();
        }
    }

    private final List<Asked> asked;

    private Contract(List<Asked> asked) {
        this.asked = asked;
    }

    /** What all emails of a cadence ask for. */
    public static Contract of(Templates templates, Cadence cadence) {
        return of(templates, cadence, cadence.steps());
    }

    /** What some steps of a cadence ask for. */
    public static Contract of(Templates templates, Cadence cadence, Collection<Step> steps) {
        return new Contract(steps.stream()
                .filter(step -> step.type() == Step.Type.EMAIL)
                .map(step -> asked(templates, cadence, step))
                .toList());
    }

    /** Only the texts that somebody can get. */
    private static Asked asked(Templates templates, Cadence cadence, Step step) {
        var texts = new LinkedHashMap<Text, List<Use>>();
        step.variants().stream()
                .filter(variant -> variant.weight() > 0)
                .flatMap(variant -> variant.texts().stream())
                .forEach(file -> texts.put(
                        file,
                        templates.read(cadence, step, file) instanceof Reading.Text text ? text.uses() : List.of()));
        return new Asked(cadence, step, texts);
    }

    /** In the order of the steps. */
    private Stream<Use> uses() {
        return asked.stream().flatMap(step -> step.texts().values().stream()).flatMap(List::stream);
    }

    /** What is needed by those who get it. */
    public Set<String> needed() {
        return uses().filter(Use::isNeeded).map(Use::value).collect(Collectors.toSet());
    }

    /** Each value by its name, and whether somewhere it is needed. */
    public SequencedMap<String, Boolean> needs() {
        var needs = new TreeMap<String, Boolean>();
        uses().forEach(use -> needs.merge(use.value(), use.isNeeded(), Boolean::logicalOr));
        return needs;
    }

    /** The places that need a value which these lack, in the texts that somebody with these values gets; each value once. */
    public List<Use> lacking(Values values) {
        return asked.stream()
                .flatMap(step -> step.of(values))
                .filter(use -> use.isNeeded() && !values.has(use.value()))
                .collect(Collectors.toMap(Use::value, use -> use, (first, _) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }
}
