package kadens.plan;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Which of a mailbox's due mails leaves next: follow-ups before openers, the oldest first; openers by turns between
 * the cadences, so that a large one does not keep a small one waiting.
 */
public final class Turn {

    private Turn() {}

    /**
     * The next to leave; empty where none may.
     *
     * @param heads the oldest of each lane and cadence
     * @param openersToo whether openers may leave at all now
     * @param openerAt when an opener of a cadence last left this mailbox, by the cadence's name
     */
    public static Optional<Waiting> next(Collection<Waiting> heads, boolean openersToo, Map<String, Instant> openerAt) {
        var followUp =
                heads.stream().filter(head -> head.lane() == Lane.FOLLOW_UP).min(Waiting.BY_AGE);
        return followUp.isPresent() || !openersToo ? followUp : opener(heads, openerAt);
    }

    private static Optional<Waiting> opener(Collection<Waiting> heads, Map<String, Instant> openerAt) {
        Comparator<Waiting> byTurn = Comparator.comparing(head -> openerAt.getOrDefault(head.cadence(), Instant.MIN));
        return heads.stream().filter(head -> head.lane() == Lane.OPENER).min(byTurn.thenComparing(Waiting.BY_AGE));
    }
}
