package kadens.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The enrollments of one mailbox in a rehearsal, and what has left it. */
final class MailboxQueue {

    private static final Comparator<Traveller> BY_DUE_AT = (one, other) -> {
        var byTime = one.dueAt.compareTo(other.dueAt);
        return byTime != 0 ? byTime : Long.compare(one.journey.id(), other.journey.id());
    };

    /** The same as {@link Waiting#BY_AGE}, asked some millions of times. */
    private static final Comparator<Traveller> BY_AGE = (one, other) -> {
        var byTime = one.dueSince.compareTo(other.dueSince);
        return byTime != 0 ? byTime : Long.compare(one.journey.id(), other.journey.id());
    };

    final Sender sender;
    private final PriorityQueue<Traveller> starting = new PriorityQueue<>(BY_DUE_AT);
    private final PriorityQueue<Traveller> coming = new PriorityQueue<>(BY_DUE_AT);
    private final PriorityQueue<Traveller> followUps = new PriorityQueue<>(BY_AGE);
    private final Map<String, PriorityQueue<Traveller>> openers = new HashMap<>();
    private final Log sent;
    private final Log sentOpeners;
    private final Map<String, Long> openerTurns;
    private long turn;
    private final List<Instant> fullAt = new ArrayList<>();
    private @Nullable Instant firstSentAt;
    private @Nullable Instant nextSendAt;
    private @Nullable Instant fullUntil;

    MailboxQueue(Sender sender) {
        this.sender = sender;
        this.sent = new Log(sender.sent());
        this.sentOpeners = new Log(sender.openers());
        this.openerTurns = new HashMap<>(sender.openerTurns());
        this.turn = openerTurns.values().stream().mapToLong(last -> last).max().orElse(0);
        this.firstSentAt = sender.firstSentAt();
        this.nextSendAt = sender.nextSendAt();
    }

    void board(Traveller traveller) {
        (traveller.journey.due() == null ? starting : coming).add(traveller);
    }

    void await(Traveller traveller) {
        coming.add(traveller);
    }

    /** Those who start, or whose pause is over. */
    List<Traveller> startedBy(Instant now) {
        return taken(starting, now);
    }

    /** Queues the mails that have fallen due, and answers with the calls and tasks. */
    List<Traveller> fallenDue(Instant now) {
        var byHand = new ArrayList<Traveller>();
        for (var traveller : taken(coming, now)) {
            switch (traveller.lane()) {
                case BY_HAND -> byHand.add(traveller);
                case FOLLOW_UP -> followUps.add(traveller);
                case OPENER ->
                    openers.computeIfAbsent(traveller.journey.cadence(), _ -> new PriorityQueue<>(BY_AGE))
                            .add(traveller);
            }
        }
        return byHand;
    }

    /** Takes the next whose mail may leave now as far as the mailbox goes; empty where none may. */
    Optional<Traveller> turn(Instant now) {
        fullUntil = null;
        var heads = heads();
        if (heads.isEmpty()) {
            return Optional.empty();
        }
        var capacity = new Capacity(sender.limits(), firstSentAt, nextSendAt);
        var full = capacity.full(sent, now);
        if (full.isPresent()) {
            fullUntil = full.get().until();
            if (full.get().limit() == Capacity.Limit.CAP) {
                fullAt.add(now);
            }
            return Optional.empty();
        }
        var openersFull = capacity.fullForOpeners(sentOpeners, now);
        var next = Turn.next(heads, openersFull.isEmpty(), openerTurns);
        if (next.isEmpty()) {
            fullUntil = openersFull.map(Capacity.Full::until).orElse(null);
            fullAt.add(now);
        }
        return next.map(this::take);
    }

    void sent(Traveller traveller, Instant now) {
        sent.add(now);
        firstSentAt = firstSentAt == null ? now : firstSentAt;
        nextSendAt = sender.limits()
                .nextSendAt(now, traveller.step().seed(), traveller.step().key());
        if (traveller.lane() == Lane.OPENER) {
            sentOpeners.add(now);
            openerTurns.put(traveller.journey.cadence(), ++turn);
        }
    }

    /** When a mail had to wait because a cap of 24 hours was used up. */
    List<Instant> fullAt() {
        return List.copyOf(fullAt);
    }

    /** When something can happen next; null: never again. */
    @Nullable
    Instant next() {
        return Stream.of(
                        Optional.ofNullable(starting.peek()).map(traveller -> traveller.dueAt),
                        Optional.ofNullable(coming.peek()).map(traveller -> traveller.dueAt),
                        Optional.ofNullable(fullUntil))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private List<Waiting> heads() {
        return Stream.concat(Stream.of(followUps), openers.values().stream())
                .map(PriorityQueue::peek)
                .flatMap(Stream::ofNullable)
                .map(Traveller::waiting)
                .toList();
    }

    private Traveller take(Waiting head) {
        var queue = head.lane() == Lane.FOLLOW_UP ? followUps : openers.get(head.cadence());
        return Objects.requireNonNull(queue).remove();
    }

    private static List<Traveller> taken(PriorityQueue<Traveller> queue, Instant now) {
        var taken = new ArrayList<Traveller>();
        while (!queue.isEmpty() && !queue.peek().dueAt.isAfter(now)) {
            taken.add(queue.remove());
        }
        return taken;
    }
}
