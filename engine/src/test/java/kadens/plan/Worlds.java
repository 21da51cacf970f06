package kadens.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Mailboxes, cadences and enrollments drawn from a seed: zones of five continents, all kinds of limits and windows. */
final class Worlds {

    private static final List<String> ZONES = List.of(
            "Europe/Oslo",
            "Europe/London",
            "America/New_York",
            "America/St_Johns",
            "America/Santiago",
            "Africa/Casablanca",
            "Asia/Kolkata",
            "Asia/Tehran",
            "Australia/Lord_Howe",
            "Pacific/Chatham",
            "Pacific/Apia");

    private static final List<String> WINDOWS = List.of(
            "mon-fri 09:00-17:00",
            "mon-thu 08:00-11:30, mon-thu 13:00-16:00",
            "sun-thu 10:00-18:00",
            "sat 01:30-04:00, tue 00:00-24:00",
            "mon-sun 00:00-24:00",
            "always");

    private static final List<String> DELAYS = List.of(
            "0 days", "40 seconds", "25 minutes", "4 hours", "1 day", "3 business days", "1 week", "2 days at 09:30");

    private static final List<String> COUNTRIES = List.of("NO", "US", "GB", "JP", "BR", "AU");

    private final SplittableRandom random;

    Worlds(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Instant moment() {
        return Instant.ofEpochSecond(random.nextLong(1_798_761_600, 1_861_920_000)); // 2027 and 2028
    }

    /** As many mailboxes and enrollments as asked for, from the given moment. */
    Outset outset(Instant now, Duration interval, int mailboxes, int enrollments, int stepsMax) {
        var senders = IntStream.rangeClosed(1, mailboxes)
                .mapToObj(id -> sender(id, now))
                .toList();
        var cadences = IntStream.range(0, 3).mapToObj(_ -> cadence(stepsMax)).toList();
        var daysOff = Map.of(
                LocalDate.ofInstant(now.plus(Duration.ofDays(random.nextInt(20))), ZoneId.of("UTC")), "Company day");
        var absences = senders.stream().map(_ -> absences(now)).toList();
        var journeys = new ArrayList<Journey>();
        for (int i = 0; i < enrollments; i++) {
            int box = random.nextInt(mailboxes);
            int cadence = random.nextInt(cadences.size());
            journeys.add(journey(
                    i + 1,
                    box + 1,
                    "c" + cadence,
                    1 + random.nextInt(2 + enrollments / 2),
                    cadences.get(cadence),
                    daysOff,
                    absences.get(box),
                    now));
        }
        return new Outset(
                now,
                interval,
                senders,
                journeys,
                chance(3) ? null : 1 + random.nextInt(4),
                chance(3) ? null : 1 + random.nextInt(4),
                Map.of(),
                Map.of());
    }

    Sender sender(long id, Instant now) {
        var gap = Duration.ofSeconds(chance(4) ? 0 : random.nextInt(600));
        var limits = new Limits(
                1 + random.nextInt(40),
                gap,
                gap.plusSeconds(random.nextInt(300)),
                chance(2) ? null : new Limits.Ramp(1 + random.nextInt(10), random.nextInt(6)),
                chance(2) ? null : 1 + random.nextInt(5),
                chance(2) ? null : 1 + random.nextInt(20));
        if (chance(2)) {
            return Sender.fresh(id, limits);
        }
        var cap = limits.capAt(now, null);
        var sent = random.longs(random.nextInt(cap + 1), 1, 86_400)
                .sorted()
                .mapToObj(before -> now.minusSeconds(86_400 - before))
                .toList();
        var openers = sent.stream().filter(_ -> chance(2)).toList();
        return new Sender(
                id,
                true,
                limits,
                sent.isEmpty() ? null : sent.getFirst(),
                sent.isEmpty() ? null : sent.getLast().plus(limits.gapMax()),
                sent,
                openers,
                openers.isEmpty() ? Map.of() : Map.of("c1", 7L));
    }

    private record Draft(String key, Delay delay, boolean byHand, Window window) {}

    private List<Draft> cadence(int stepsMax) {
        var window = Window.parse(any(WINDOWS));
        return IntStream.rangeClosed(1, 1 + random.nextInt(stepsMax))
                .mapToObj(i -> new Draft(
                        "s" + i, Delay.parse(any(DELAYS)), chance(6), chance(4) ? Window.parse(any(WINDOWS)) : window))
                .toList();
    }

    private Absences absences(Instant now) {
        var zone = ZoneId.of(any(ZONES));
        var first = LocalDate.ofInstant(now, zone).plusDays(random.nextInt(-3, 15));
        return chance(2)
                ? Absences.none(zone)
                : new Absences(zone, List.of(new Absences.Range(first, first.plusDays(random.nextInt(10)))));
    }

    private Journey journey(
            long id,
            long mailbox,
            String cadence,
            long company,
            List<Draft> drafts,
            Map<LocalDate, String> ownDays,
            Absences absences,
            Instant now) {
        var zone = TimeZoneChoice.of(ZoneId.of(any(ZONES)), null, ZoneId.of("UTC"));
        var daysOff = DaysOff.of(chance(4) ? null : any(COUNTRIES), ownDays);
        var since = now.minusSeconds(random.nextLong(10 * 86_400));
        var seed = random.nextLong();
        var legs = drafts.stream()
                .map(draft -> new Journey.Leg(
                        draft.key(),
                        draft.byHand(),
                        new NextStep(
                                draft.key(),
                                draft.delay(),
                                new Since.Enrolling(since),
                                draft.window(),
                                zone,
                                daysOff,
                                absences,
                                List.of(),
                                seed)))
                .toList();
        return new Journey(
                id,
                mailbox,
                cadence,
                chance(5) ? null : company,
                "d" + (company / 2) + ".example",
                false,
                legs,
                due(now),
                chance(5) ? now.plusSeconds(random.nextLong(5 * 86_400)) : now);
    }

    /** Some are planned already; some of those have been due for up to three days of standstill. */
    private Journey.@Nullable Due due(Instant now) {
        if (chance(2)) {
            return null;
        }
        var at = now.plusSeconds(random.nextLong(-3 * 86_400, 4 * 86_400));
        return new Journey.Due(at, at.minusSeconds(chance(2) ? 0 : random.nextLong(86_400)));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
