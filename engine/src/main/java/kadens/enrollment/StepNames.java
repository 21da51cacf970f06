package kadens.enrollment;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import org.jspecify.annotations.Nullable;

/** Which keys of a cadence mean the same step, so that one whose key was changed is known as had. */
public final class StepNames {

    /**
     * A step's key became another.
     *
     * @param endedAt when one of them came back for another step: who has had the old key since has not had the new one
     *     by that; null while they are one
     */
    record Alias(String oldKey, String newKey, @Nullable Instant endedAt) {

        boolean holdsAt(Instant at) {
            return endedAt == null || at.isBefore(endedAt);
        }
    }

    private final List<Alias> aliases;

    StepNames(List<Alias> aliases) {
        this.aliases = List.copyOf(aliases);
    }

    /** All keys that somebody has had who was sent these, or did them, at these times. */
    public Set<String> had(Map<String, Instant> done) {
        if (aliases.isEmpty()) {
            return done.keySet();
        }
        var had = new HashSet<String>();
        done.forEach((key, at) -> had.addAll(reached(key, at)));
        return had;
    }

    /** The key, and all others that mean the same step now. */
    public Set<String> of(String key) {
        return reached(key, Instant.MAX);
    }

    /** The cadence's step that this key means now; empty when it was removed. */
    public Optional<Step> step(Cadence cadence, String key) {
        return of(key).stream().flatMap(each -> cadence.step(each).stream()).findFirst();
    }

    private Set<String> reached(String key, Instant at) {
        var reached = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(List.of(key));
        while (!open.isEmpty()) {
            var from = open.remove();
            if (reached.add(from)) {
                aliases.forEach(alias -> {
                    if (alias.oldKey().equals(from) && alias.holdsAt(at)) {
                        open.add(alias.newKey());
                    } else if (alias.newKey().equals(from) && alias.endedAt() == null) {
                        open.add(alias.oldKey());
                    }
                });
            }
        }
        return reached;
    }
}
