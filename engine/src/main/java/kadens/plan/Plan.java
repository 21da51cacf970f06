package kadens.plan;

import java.time.Instant;
import java.util.List;
import kadens.language.Sentence;

/**
 * When the next step goes out.
 *
 * @param reasons what led to that time, in the order in which it was weighed
 */
public record Plan(Instant at, List<Sentence> reasons) implements Planned {

    public Plan {
        reasons = List.copyOf(reasons);
    }
}
