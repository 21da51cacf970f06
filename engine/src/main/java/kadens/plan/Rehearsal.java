package kadens.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/** Plays the runs of all mailboxes ahead, from one moment at which something can happen to the next. */
final class Rehearsal {

    private static final Sentence RECIPIENT_CAP = Sentence.of("plan.recipient-cap");

    private final Planner planner;
    private final Outset outset;
    private final Instant until;
    private final Map<Long, Log> toCompany = new HashMap<>();
    private final Map<String, Log> toDomain = new HashMap<>();
    private final List<MailboxQueue> queues;
    private final List<Departure> departures = new ArrayList<>();
    private final Map<Long, Planned.Never> never = new HashMap<>();
    private int unfinished;

    Rehearsal(Planner planner, Outset outset, Instant until) {
        this.planner = planner;
        this.outset = outset;
        this.until = until;
        outset.toCompany().forEach((company, times) -> toCompany.put(company, new Log(times)));
        outset.toDomain().forEach((domain, times) -> toDomain.put(domain, new Log(times)));
        this.queues = queues();
    }

    Forecast play() {
        var runs = new PriorityQueue<Run>();
        queues.forEach(queue -> runs.add(new Run(outset.now(), queue)));
        while (!runs.isEmpty() && runs.peek().at().isBefore(until)) {
            var run = runs.poll();
            run(run.queue(), run.at());
            var next = run.queue().next();
            if (next != null) {
                runs.add(new Run(tick(next, run.at()), run.queue()));
            }
        }
        return forecast();
    }

    /** One run of every mailbox at a moment that somebody else has chosen. */
    void run(Instant now) {
        queues.forEach(queue -> run(queue, now));
    }

    Forecast forecast() {
        var fullAt = queues.stream().collect(Collectors.toMap(queue -> queue.sender.id(), MailboxQueue::fullAt));
        return new Forecast(until, List.copyOf(departures), Map.copyOf(never), fullAt, unfinished - never.size());
    }

    /** A run of a mailbox; of two at one moment the mailbox with the lower id goes first. */
    private record Run(Instant at, MailboxQueue queue) implements Comparable<Run> {
        @Override
        public int compareTo(Run other) {
            var byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(queue.sender.id(), other.queue.sender.id());
        }
    }

    private List<MailboxQueue> queues() {
        var queues = new HashMap<Long, MailboxQueue>();
        outset.senders().stream()
                .filter(Sender::sends)
                .forEach(sender -> queues.put(sender.id(), new MailboxQueue(sender)));
        for (var journey : outset.journeys()) {
            var queue = queues.get(journey.mailboxId());
            if (queue != null) {
                queue.board(new Traveller(journey));
                unfinished++;
            }
        }
        return queues.values().stream()
                .sorted(Comparator.comparingLong(queue -> queue.sender.id()))
                .toList();
    }

    private Instant tick(Instant earliest, Instant last) {
        var from = earliest.isAfter(last) ? earliest : last.plusNanos(1);
        var past = Duration.between(outset.now(), from);
        var ticks = past.dividedBy(outset.interval());
        var tick = outset.now().plus(outset.interval().multipliedBy(ticks));
        return tick.isBefore(from) ? tick.plus(outset.interval()) : tick;
    }

    private void run(MailboxQueue queue, Instant now) {
        queue.startedBy(now).forEach(traveller -> plan(queue, traveller, now));
        for (var traveller : queue.fallenDue(now)) {
            done(queue, traveller, now); // a call or a task
        }
        for (var turn = queue.turn(now); turn.isPresent(); turn = queue.turn(now)) {
            judge(queue, turn.get(), now);
        }
    }

    private void judge(MailboxQueue queue, Traveller traveller, Instant now) {
        var held = Planner.isOpen(traveller.step(), now)
                ? full(traveller.journey, now).map(List::of)
                : Optional.of(List.<NotBefore>of());
        if (held.isPresent()) {
            postpone(queue, traveller, held.get(), now);
        } else {
            queue.sent(traveller, now);
            sendings(traveller.journey).forEach(log -> log.add(now));
            done(queue, traveller, now);
        }
    }

    private void done(MailboxQueue queue, Traveller traveller, Instant now) {
        departures.add(new Departure(
                now, queue.sender.id(), traveller.journey.id(), traveller.step().key(), traveller.lane()));
        if (traveller.goesOn(now)) {
            plan(queue, traveller, now);
        } else {
            unfinished--;
        }
    }

    private void plan(MailboxQueue queue, Traveller traveller, Instant now) {
        switch (planner.plan(traveller.step(), now)) {
            case Plan(var at, var _) -> {
                traveller.dueAt = at;
                traveller.dueSince = at;
                queue.await(traveller);
            }
            case Planned.Never why -> never.put(traveller.journey.id(), why);
        }
    }

    private void postpone(MailboxQueue queue, Traveller traveller, List<NotBefore> more, Instant now) {
        switch (planner.plan(traveller.step().notBefore(more), now)) {
            case Plan(var at, var _) -> {
                traveller.dueAt = at;
                queue.await(traveller);
            }
            case Planned.Never why -> never.put(traveller.journey.id(), why);
        }
    }

    private Optional<NotBefore> full(Journey journey, Instant now) {
        return Stream.of(
                        full(outset.companyCap(), company(journey), now),
                        full(outset.domainCap(), domain(journey), now))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .map(at -> new NotBefore(at, RECIPIENT_CAP));
    }

    private static Optional<Instant> full(@Nullable Integer cap, @Nullable Log log, Instant now) {
        return cap == null || log == null
                ? Optional.empty()
                : Allowance.aDay(cap).usedUpUntil(log, now);
    }

    private Stream<Log> sendings(Journey journey) {
        return Stream.of(Optional.ofNullable(company(journey)), Optional.ofNullable(domain(journey)))
                .flatMap(Optional::stream);
    }

    private @Nullable Log company(Journey journey) {
        return outset.companyCap() == null || journey.companyId() == null
                ? null
                : toCompany.computeIfAbsent(journey.companyId(), _ -> new Log(List.of()));
    }

    private @Nullable Log domain(Journey journey) {
        return outset.domainCap() == null ? null : toDomain.computeIfAbsent(journey.domain(), _ -> new Log(List.of()));
    }
}
