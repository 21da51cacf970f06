package kadens.cli;

import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.cadence.Loaded;
import kadens.language.Refusal;

/** Which cadence a command means. */
final class Naming {

    private Naming() {}

    /** The cadence of this name; refused where there is none, or none that can be used. */
    static Cadence cadence(Cadences cadences, String name) {
        return switch (cadences.find(name)) {
            case Cadence cadence -> cadence;
            case Loaded.Unknown unknown ->
                throw new Refusal("There is no cadence '%s' in the templates folder. %s"
                        .formatted(
                                name,
                                unknown.nearest()
                                        .map(near -> "Did you mean '" + near + "'?")
                                        .orElse("There are: " + String.join(", ", unknown.known()))));
            case Loaded.Broken broken ->
                throw new Refusal("The cadence '" + name + "' has "
                        + (broken.problems().size() == 1
                                ? "a problem: "
                                : broken.problems().size() + " problems; the first: ")
                        + broken.problems().getFirst());
        };
    }
}
