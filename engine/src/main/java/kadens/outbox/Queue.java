package kadens.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kadens.plan.Lane;
import kadens.plan.Turn;
import kadens.plan.Waiting;

/** A mailbox's due mails in the order of their turns, and how many of them may leave; read once for several batches. */
final class Queue {

    /** So many of each lane and cadence. */
    static final int READ_MAX = 200;

    /** Somebody may change the mailbox's limits. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(10);

    private final Instant readAt;
    private final List<Waiting> waiting;
    private final Map<String, Long> openerTurns;
    private int places;
    private int openerPlaces;

    Queue(Instant readAt, List<Waiting> waiting, int places, int openerPlaces, Map<String, Long> openerTurns) {
        this.readAt = readAt;
        this.waiting = new ArrayList<>(waiting);
        this.places = places;
        this.openerPlaces = openerPlaces;
        this.openerTurns = new HashMap<>(openerTurns);
    }

    /** Whether it is to be read anew before more is taken out of it. */
    boolean isOver(Instant now) {
        return places == 0
                || head().isEmpty()
                || now.isBefore(readAt)
                || readAt.plus(GOOD_FOR).isBefore(now);
    }

    Set<String> cadences() {
        return waiting.stream().map(Waiting::cadence).collect(Collectors.toSet());
    }

    /** Takes the next out, so many at most. What does not go after all has had its turn and its place. */
    List<Waiting> next(int max) {
        var next = new ArrayList<Waiting>();
        for (var head = head(); head.isPresent() && next.size() < max && places > 0; head = head()) {
            next.add(head.get());
            goes(head.get());
        }
        return next;
    }

    /** Puts back what was taken out and not looked at. */
    void back(List<Waiting> unseen) {
        waiting.addAll(unseen);
        places += unseen.size();
        openerPlaces +=
                (int) unseen.stream().filter(each -> each.lane() == Lane.OPENER).count();
    }

    private Optional<Waiting> head() {
        return Turn.next(waiting, openerPlaces > 0, openerTurns);
    }

    /** Its cadence comes last among the openers now. */
    private void goes(Waiting head) {
        waiting.remove(head);
        places--;
        if (head.lane() == Lane.OPENER) {
            openerPlaces--;
            var last =
                    openerTurns.values().stream().mapToLong(turn -> turn).max().orElse(0);
            openerTurns.put(head.cadence(), last + 1);
        }
    }
}
