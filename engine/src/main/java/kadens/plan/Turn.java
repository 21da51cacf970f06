package kadens.plan;

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
     * @param openerTurns which turn the last opener of each cadence had in this mailbox, by the cadence's name: the higher,
     *     the later
     */
    public static Optional<Waiting> next(Collection<Waiting> heads, boolean openersToo, Map<String, Long> openerTurns) {
        var followUp =
                heads.stream().filter(head -> head.lane() == Lane.FOLLOW_UP).min(Waiting.BY_AGE);
        return followUp.isPresent() || !openersToo ? followUp : opener(heads, openerTurns);
    }

    private static Optional<Waiting> opener(Collection<Waiting> heads, Map<String, Long> openerTurns) {
        Comparator<Waiting> byTurn = Comparator.comparing(head -> openerTurns.getOrDefault(head.cadence(), 0L));
        return heads.stream().filter(head -> head.lane() == Lane.OPENER).min(byTurn.thenComparing(Waiting.BY_AGE));
    }
}
