package kadens.cadence;

import java.util.List;
import java.util.Optional;
import kadens.language.Nearest;

/** What came of looking for a cadence by its name. */
public sealed interface Loaded permits Cadence, Loaded.Broken, Loaded.Unknown {

    String name();

    /** Its files have problems; at least one. */
    record Broken(String name, List<Problem> problems) implements Loaded {

        public Broken {
            problems = List.copyOf(problems);
        }
    }

    /** There is no such cadence; these there are, in alphabetical order. */
    record Unknown(String name, List<String> known) implements Loaded {

        public Unknown {
            known = List.copyOf(known);
        }

        /** The cadence that was most likely meant. */
        public Optional<String> nearest() {
            return Nearest.to(name, known);
        }
    }
}
