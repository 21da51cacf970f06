package kadens.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kadens.plan.Lane;
import kadens.plan.Turn;
import kadens.plan.Waiting;

/** A mailbox's due mails in the order of their turns, while a batch of them is claimed. */
final class Queue {

    private final List<Waiting> waiting;
    private final Map<String, Long> openerTurns;
    private int openerPlaces;

    Queue(List<Waiting> waiting, int openerPlaces, Map<String, Long> openerTurns) {
        this.waiting = new ArrayList<>(waiting);
        this.openerPlaces = openerPlaces;
        this.openerTurns = new HashMap<>(openerTurns);
    }

    /** Takes the next out. */
    Optional<Waiting> next() {
        var next = Turn.next(waiting, openerPlaces > 0, openerTurns);
        next.ifPresent(waiting::remove);
        return next;
    }

    /** The one taken out is sent: its cadence comes last among the openers now. */
    void goes(Waiting sent) {
        if (sent.lane() == Lane.OPENER) {
            openerPlaces--;
            var last =
                    openerTurns.values().stream().mapToLong(turn -> turn).max().orElse(0);
            openerTurns.put(sent.cadence(), last + 1);
        }
    }
}
