package kadens.plan;

import java.time.Instant;
import java.util.Comparator;

/**
 * A mail that is due.
 *
 * @param id of its enrollment
 * @param since when it first fell due
 */
public record Waiting(long id, Lane lane, String cadence, Instant since) {

    /** The oldest first. */
    public static final Comparator<Waiting> BY_AGE =
            Comparator.comparing(Waiting::since).thenComparingLong(Waiting::id);
}
