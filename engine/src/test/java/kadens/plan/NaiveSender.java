package kadens.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A sender that runs every mailbox at every tick of a moved clock and counts everything anew each time: what the rules
 * say, written a second time and as plainly as possible, to hold the forecast against.
 */
final class NaiveSender {

    private static final Duration DAY = Duration.ofDays(1);

    private final Planner planner;
    private final Outset outset;
    private final Map<Long, Box> boxes = new TreeMap<>();
    private final List<Departure> departures = new ArrayList<>();
    private final Map<Long, List<Instant>> toCompany = new HashMap<>();
    private final Map<String, List<Instant>> toDomain = new HashMap<>();

    NaiveSender(Planner planner, Outset outset) {
        this.planner = planner;
        this.outset = outset;
        outset.senders().stream().filter(Sender::sends).forEach(sender -> boxes.put(sender.id(), new Box(sender)));
        outset.toCompany().forEach((company, times) -> toCompany.put(company, new ArrayList<>(times)));
        outset.toDomain().forEach((domain, times) -> toDomain.put(domain, new ArrayList<>(times)));
        for (var journey : outset.journeys()) {
            var box = boxes.get(journey.mailboxId());
            if (box != null) {
                box.items.add(new Item(journey));
            }
        }
    }

    List<Departure> runUntil(Instant until) {
        for (var now = outset.now(); now.isBefore(until); now = now.plus(outset.interval())) {
            for (var box : boxes.values()) {
                run(box, now);
            }
        }
        return departures;
    }

    private void run(Box box, Instant now) {
        if (!now.isBefore(box.nextAt)) {
            start(box, now);
            takeDue(box, now);
        }
        while (!box.due.isEmpty() && maySend(box, now)) {
            var next = choose(box, now);
            if (next == null) {
                break;
            }
            box.due.remove(next);
            var freeAt = recipientFreeAt(next, now);
            if (Planner.closed(next.step(), now).isPresent()) {
                plan(box, next, next.step(), now);
            } else if (freeAt.isAfter(now)) {
                var why = Sentence.of("plan.recipient-cap");
                plan(box, next, next.step().notBefore(List.of(new NotBefore(freeAt, why))), now);
            } else {
                send(box, next, now);
            }
        }
    }

    private void start(Box box, Instant now) {
        for (var item : List.copyOf(box.items)) {
            if (item.dueAt == null && !item.journey.startsAt().isAfter(now)) {
                plan(box, item, item.step(), now);
            }
        }
    }

    /** Calls and tasks are done when they fall due; mails wait for their turn. */
    private void takeDue(Box box, Instant now) {
        var fallen = box.items.stream().filter(item -> item.isDueBy(now)).toList();
        box.items.removeAll(fallen);
        box.nextAt = box.items.stream()
                .map(Item::nextAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        for (var item : fallen) {
            if (item.leg().byHand()) {
                leave(box, item, now);
            } else {
                box.due.add(item);
            }
        }
    }

    private static boolean maySend(Box box, Instant now) {
        var limits = box.sender.limits();
        var cap = limits.dailyCap();
        if (limits.ramp() != null) {
            var days = box.firstSentAt == null
                    ? 0
                    : Duration.between(box.firstSentAt, now).toDays();
            cap = Math.min(
                    cap,
                    Math.toIntExact(limits.ramp().start() + days * limits.ramp().step()));
        }
        var perMinute = limits.perMinuteMax() == null ? Integer.MAX_VALUE : limits.perMinuteMax();
        return count(box.sent, now.minus(DAY)) < cap
                && (box.nextSendAt == null || !now.isBefore(box.nextSendAt))
                && count(box.sent, now.minusSeconds(60)) < perMinute;
    }

    /** Follow-ups first, the oldest first; then the cadence whose turn is longest ago. */
    private static @Nullable Item choose(Box box, Instant now) {
        @Nullable Item best = null;
        for (var item : box.due) {
            if (item.written && (best == null || !best.written || item.isOlderThan(best))) {
                best = item;
            } else if (!item.written && (best == null || !best.written && box.isBefore(item, best))) {
                best = item;
            }
        }
        var openersMax = box.sender.limits().openersPerDayMax();
        var openersFull = openersMax != null && count(box.openers, now.minus(DAY)) >= openersMax;
        return best != null && !best.written && openersFull ? null : best;
    }

    private Instant recipientFreeAt(Item item, Instant now) {
        var company = item.journey.companyId();
        var byCompany = company == null ? now : freeAt(toCompany.get(company), outset.companyCap(), now);
        var byDomain = freeAt(toDomain.get(item.journey.domain()), outset.domainCap(), now);
        return byCompany.isAfter(byDomain) ? byCompany : byDomain;
    }

    private static Instant freeAt(@Nullable List<Instant> sent, @Nullable Integer cap, Instant now) {
        return cap == null || sent == null || count(sent, now.minus(DAY)) < cap
                ? now
                : sent.get(sent.size() - cap).plus(DAY);
    }

    private void send(Box box, Item item, Instant now) {
        box.sent.add(now);
        box.firstSentAt = box.firstSentAt == null ? now : box.firstSentAt;
        box.nextSendAt = box.sender
                .limits()
                .nextSendAt(now, item.step().seed(), item.step().key());
        if (!item.written) {
            box.openers.add(now);
            box.turn++;
            box.openerTurns.put(item.journey.cadence(), box.turn);
        }
        if (item.journey.companyId() != null) {
            toCompany
                    .computeIfAbsent(item.journey.companyId(), _ -> new ArrayList<>())
                    .add(now);
        }
        toDomain.computeIfAbsent(item.journey.domain(), _ -> new ArrayList<>()).add(now);
        leave(box, item, now);
    }

    private void leave(Box box, Item item, Instant now) {
        var lane = item.leg().byHand() ? Lane.BY_HAND : item.written ? Lane.FOLLOW_UP : Lane.OPENER;
        departures.add(new Departure(
                now, box.sender.id(), item.journey.id(), item.step().key(), lane));
        item.written |= lane != Lane.BY_HAND;
        item.doneAt = now;
        item.at++;
        if (item.at < item.journey.legs().size()) {
            item.dueSince = null;
            plan(box, item, item.step(), now);
        }
    }

    private void plan(Box box, Item item, NextStep step, Instant now) {
        box.items.remove(item);
        if (planner.plan(step, now) instanceof Plan plan) {
            item.dueAt = plan.at();
            item.dueSince = item.dueSince == null ? plan.at() : item.dueSince;
            box.items.add(item);
            box.nextAt = plan.at().isBefore(box.nextAt) ? plan.at() : box.nextAt;
        }
    }

    private static int count(List<Instant> times, Instant after) {
        int count = 0;
        for (int i = times.size() - 1; i >= 0 && times.get(i).isAfter(after); i--) {
            count++;
        }
        return count;
    }

    private static final class Box {

        final Sender sender;
        final Set<Item> items = new LinkedHashSet<>();
        final Set<Item> due = new LinkedHashSet<>();
        final List<Instant> sent;
        final List<Instant> openers;
        final Map<String, Long> openerTurns;
        long turn;

        @Nullable
        Instant firstSentAt;

        @Nullable
        Instant nextSendAt;

        Instant nextAt = Instant.MIN;

        Box(Sender sender) {
            this.sender = sender;
            this.sent = new ArrayList<>(sender.sent());
            this.openers = new ArrayList<>(sender.openers());
            this.openerTurns = new HashMap<>(sender.openerTurns());
            this.turn = 1_000_000;
            this.firstSentAt = sender.firstSentAt();
            this.nextSendAt = sender.nextSendAt();
        }

        boolean isBefore(Item one, Item other) {
            var turns = openerTurns
                    .getOrDefault(one.journey.cadence(), 0L)
                    .compareTo(openerTurns.getOrDefault(other.journey.cadence(), 0L));
            return turns != 0 ? turns < 0 : one.isOlderThan(other);
        }
    }

    private static final class Item {

        final Journey journey;

        @Nullable
        Instant dueAt;

        @Nullable
        Instant dueSince;

        @Nullable
        Instant doneAt;

        boolean written;
        int at;

        Item(Journey journey) {
            this.journey = journey;
            this.written = journey.written();
            if (journey.due() != null) {
                this.dueAt = journey.due().at();
                this.dueSince = journey.due().since();
            }
        }

        Journey.Leg leg() {
            return journey.legs().get(at);
        }

        NextStep step() {
            return doneAt == null
                    ? leg().step()
                    : leg().step()
                            .since(new Since.StepBefore(
                                    journey.legs().get(at - 1).title(), doneAt));
        }

        Instant nextAt() {
            return dueAt == null ? journey.startsAt() : dueAt;
        }

        boolean isDueBy(Instant now) {
            return dueAt != null && !dueAt.isAfter(now);
        }

        boolean isOlderThan(Item other) {
            var byAge = Objects.requireNonNull(dueSince).compareTo(Objects.requireNonNull(other.dueSince));
            return byAge != 0 ? byAge < 0 : journey.id() < other.journey.id();
        }
    }
}
