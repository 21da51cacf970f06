package kadens.cadence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kadens.language.Sentence;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** The keys that the steps of one cadence have, and those they had before: each is one step's alone. */
final class StepKeys {

    private final Set<String> now = new HashSet<>();
    private final Map<String, Optional<Mark>> before = new HashMap<>();

    /** Answers whether no step before had the key. */
    boolean take(String key) {
        return now.add(key);
    }

    /** Answers whether no step before said that it had this key once. */
    boolean takeFormer(String key, Optional<Mark> mark) {
        return before.putIfAbsent(key, mark) == null;
    }

    /** Refuses what only shows when all steps are read. */
    void refuseKeysInUse(Problems problems) {
        before.forEach((key, mark) -> {
            if (now.contains(key)) {
                problems.add(mark, Sentence.of("cadence.was-in-use", key), Sentence.of("cadence.mend.was-in-use", key));
            }
        });
    }
}
