package kadens.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says of mails that left, whoever sent them, that every rule was kept at the moment of each. */
final class SendingRules {

    private static final Duration DAY = Duration.ofDays(1);

    private final Outset outset;
    private final Map<Long, Sender> senders;
    private final Map<Long, Journey> journeys;

    SendingRules(Outset outset) {
        this.outset = outset;
        this.senders = outset.senders().stream().collect(Collectors.toMap(Sender::id, Function.identity()));
        this.journeys = outset.journeys().stream().collect(Collectors.toMap(Journey::id, Function.identity()));
    }

    /** @param departures in the order in which they left, by whatever the clock showed then */
    void check(List<Departure> departures) {
        var sent = new HashMap<Object, List<Instant>>();
        for (var sender : outset.senders()) {
            sent.put("box " + sender.id(), new ArrayList<>(sender.sent()));
            sent.put("openers " + sender.id(), new ArrayList<>(sender.openers()));
        }
        var legsDone = new HashMap<Long, Integer>();
        var last = new HashMap<Long, Departure>();
        for (var departure : departures) {
            var journey = at(journeys, departure.journeyId());
            var leg = journey.legs().get(legsDone.merge(journey.id(), 1, Integer::sum) - 1);
            assertThat(departure.stepKey())
                    .as("no step is skipped or doubled")
                    .isEqualTo(leg.step().key());
            assertThat(departure.mailboxId()).as("the mailbox stays").isEqualTo(journey.mailboxId());
            afterItsDelay(departure, leg, last.put(journey.id(), departure));
            if (departure.isMail()) {
                open(departure, leg);
                pace(departure, sent);
                toRecipient(departure, journey, sent);
            }
        }
    }

    private static void afterItsDelay(Departure departure, Journey.Leg leg, @Nullable Departure before) {
        if (before != null) {
            var from = before.at().atZone(leg.step().zone().zone());
            assertThat(departure.at())
                    .as("not before its delay: " + departure)
                    .isAfterOrEqualTo(leg.step().delay().after(from).toInstant());
        }
    }

    private static void open(Departure departure, Journey.Leg leg) {
        var step = leg.step();
        var local = departure.at().atZone(step.zone().zone());
        assertThat(step.window().contains(local))
                .as("inside %s in %s: %s", step.window().words(), step.zone().zone(), departure)
                .isTrue();
        var awayOn = departure.at().atZone(step.absences().zone()).toLocalDate();
        assertThat(step.absences().ranges())
                .as("the sender is there: " + departure)
                .noneMatch(range -> !awayOn.isBefore(range.first()) && !awayOn.isAfter(range.last()));
        if (!step.window().isAlways()) {
            assertThat(step.daysOff().on(local.toLocalDate()))
                    .as("no day off: " + departure)
                    .isEmpty();
        }
    }

    private void pace(Departure departure, Map<Object, List<Instant>> sent) {
        var limits = at(senders, departure.mailboxId()).limits();
        var box = at(sent, "box " + departure.mailboxId());
        var firstSentAt = at(senders, departure.mailboxId()).firstSentAt();
        var rampFrom = firstSentAt != null || box.isEmpty() ? firstSentAt : box.getFirst();
        atMost(limits.capAt(departure.at(), rampFrom), DAY, box, departure);
        atMost(limits.perMinuteMax(), Duration.ofMinutes(1), box, departure);
        if (!box.isEmpty()) {
            assertThat(departure.at())
                    .as("the gap is kept: " + departure)
                    .isAfterOrEqualTo(box.getLast().plus(limits.gapMin()));
        }
        box.add(departure.at());
        if (departure.lane() == Lane.OPENER) {
            var openers = at(sent, "openers " + departure.mailboxId());
            atMost(limits.openersPerDayMax(), DAY, openers, departure);
            openers.add(departure.at());
        }
    }

    private void toRecipient(Departure departure, Journey journey, Map<Object, List<Instant>> sent) {
        if (journey.companyId() != null) {
            var company = sent.computeIfAbsent("company " + journey.companyId(), _ -> new ArrayList<>());
            atMost(outset.companyCap(), DAY, company, departure);
            company.add(departure.at());
        }
        var domain = sent.computeIfAbsent("domain " + journey.domain(), _ -> new ArrayList<>());
        atMost(outset.domainCap(), DAY, domain, departure);
        domain.add(departure.at());
    }

    private static void atMost(@Nullable Integer max, Duration period, List<Instant> sent, Departure departure) {
        if (max != null) {
            var since = departure.at().minus(period);
            assertThat(sent.stream().filter(at -> at.isAfter(since)).count() + 1)
                    .as("at most %d in %s: %s", max, period, departure)
                    .isLessThanOrEqualTo(max);
        }
    }

    private static <K, V> V at(Map<? super K, V> map, K key) {
        var value = map.get(key);
        if (value == null) {
            throw new AssertionError("nothing is known of " + key);
        }
        return value;
    }
}
