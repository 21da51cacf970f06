package kadens.template;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Step;

/**
 * The values that steps of a cadence ask for.
 *
 * @param uses in the order of the steps; steps that can't be read ask for nothing
 */
public record Contract(List<Use> uses) {

    public Contract {
        uses = List.copyOf(uses);
    }

    /** What all emails of a cadence ask for. */
    public static Contract of(Templates templates, Cadence cadence) {
        return of(templates, cadence, cadence.steps());
    }

    /** What some steps of a cadence ask for. */
    public static Contract of(Templates templates, Cadence cadence, Collection<Step> steps) {
        return new Contract(steps.stream()
                .filter(step -> step.type() == Step.Type.EMAIL)
                .flatMap(step -> step.variants().stream())
                .filter(variant -> variant.weight() > 0)
                .flatMap(variant -> variant.texts().stream())
                .flatMap(file ->
                        templates.read(file) instanceof Reading.Text text ? text.uses().stream() : Stream.<Use>empty())
                .toList());
    }

    /** What is needed. */
    public Set<String> needed() {
        return uses.stream().filter(Use::isNeeded).map(Use::value).collect(Collectors.toSet());
    }

    /** Each value by its name, and whether somewhere it is needed. */
    public SequencedMap<String, Boolean> needs() {
        var needs = new TreeMap<String, Boolean>();
        uses.forEach(use -> needs.merge(use.value(), use.isNeeded(), Boolean::logicalOr));
        return needs;
    }

    /** The places that need a value which these lack, each value once. */
    public List<Use> lacking(Values values) {
        return uses.stream()
                .filter(use -> use.isNeeded() && !values.has(use.value()))
                .collect(Collectors.toMap(Use::value, use -> use, (first, _) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }
}
