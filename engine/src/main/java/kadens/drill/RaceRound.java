package kadens.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kadens.drill.History.Moved;
import kadens.drill.History.Place;
import kadens.drill.History.Timing;
import kadens.drill.ImapGate.Point;

/** Some histories of each mailbox at once: first mails, answers, the run in which the follow-ups are due, and what is left. */
final class RaceRound {

    /** The cadence's delay is five seconds: the follow-ups fall due between the second and the third of these. */
    private static final Duration HALF_WAY = Duration.ofSeconds(2);

    private static final Duration TO_JUST_BEFORE = Duration.ofSeconds(2);
    private static final Duration TO_DUE = Duration.ofSeconds(2);

    /** Longer than a mailbox's freshness. */
    private static final Duration STALENESS = Duration.ofSeconds(61);

    /** The first runs after it follow soon; later ones wait for mailboxes that take a rest. */
    private static final Duration LATER = Duration.ofMinutes(1);

    private static final int RUNS_MAX = 9;

    private final RacePlan plan;
    private final int round;
    private final RaceDesk desk;
    private final Map<Integer, List<History>> byMailbox;

    RaceRound(RacePlan plan, int round, RaceDesk desk) {
        this.plan = plan;
        this.round = round;
        this.desk = desk;
        this.byMailbox = IntStream.range(plan.from(round), plan.from(round + 1))
                .mapToObj(plan::history)
                .collect(Collectors.groupingBy(
                        history -> history.number() % plan.mailboxes(), TreeMap::new, Collectors.toList()));
    }

    void play() throws InterruptedException {
        desk.crowd().enroll(plan.from(round), plan.from(round + 1), Onlooker.NONE);
        desk.run(byMailbox.keySet());
        desk.clock().pass(HALF_WAY);
        store(Timing.EARLY);
        desk.run(byMailbox.keySet());
        desk.clock().pass(TO_JUST_BEFORE);
        store(Timing.JUST_BEFORE);
        moveBefore();
        byMailbox.keySet().forEach(this::arm);
        desk.clock().pass(TO_DUE);
        // All have one clock: what makes one reading stale makes those stale that go on at the same time.
        desk.run(byMailbox.keySet().stream().filter(each -> !isStale(each)).toList());
        desk.run(byMailbox.keySet().stream().filter(this::isStale).toList());
        byMailbox.keySet().forEach(mailbox -> desk.gate(mailbox).catchUp());
        Collection<Integer> open = byMailbox.keySet();
        for (int runs = 1; runs <= RUNS_MAX && !open.isEmpty(); runs++) {
            storeAfterwards();
            for (var mailbox : open) {
                ease(mailbox, runs);
            }
            desk.clock().pass(LATER.multipliedBy(1L << runs));
            desk.run(open);
            open = byMailbox.keySet().stream().filter(this::isOpen).toList();
        }
    }

    /** What came of its histories. */
    void judge(RaceReport.Judging judging) {
        byMailbox.forEach(
                (mailbox, all) -> all.forEach(history -> judging.judge(history, plan.weather(mailbox, round))));
    }

    private boolean isStale(int mailbox) {
        return plan.weather(mailbox, round).kind() == Weather.Kind.STALE;
    }

    /** Whether a follow-up has yet to come. */
    private boolean isOpen(int mailbox) {
        return of(mailbox).stream()
                .anyMatch(history -> !desk.answers().isStored(history)
                        && desk.followUp(history).isEmpty());
    }

    private void store(Timing timing) {
        all().filter(history -> history.timing() == timing).forEach(this::store);
    }

    private void store(History history) {
        desk.intro(history).ifPresent(intro -> desk.answers().store(history, intro));
    }

    private void storeAfterwards() {
        all().filter(history -> history.timing() == Timing.AFTERWARDS)
                .filter(history -> !desk.answers().isStored(history))
                .filter(history -> desk.followUp(history).isPresent())
                .forEach(this::store);
    }

    private void moveBefore() {
        all().filter(history -> history.moved() == Moved.BEFORE_THE_RUN).forEach(this::move);
    }

    private void move(History history) {
        desk.answers().move(history, Crowd.mailbox(history.number() % plan.mailboxes()));
    }

    /** What happens in the run in which the follow-ups are due. */
    private void arm(int mailbox) {
        var tasks = new EnumMap<Point, List<Runnable>>(Point.class);
        for (var history : of(mailbox)) {
            switch (history.timing()) {
                case RUN_BEGINS -> add(tasks, Point.BEGIN, () -> store(history));
                case WHILE_READING -> add(tasks, Point.OTHER_FOLDERS, () -> store(history));
                case AFTER_READING -> add(tasks, Point.END, () -> store(history));
                case WHILE_SENDING ->
                    desk.script().whileSending(Crowd.prospect(history.number()), () -> store(history));
                case SILENT, EARLY, JUST_BEFORE, AFTERWARDS -> {}
            }
            switch (history.moved()) {
                case AS_THE_RUN_BEGINS -> add(tasks, Point.BEGIN, () -> move(history));
                case WHILE_READING -> add(tasks, Point.OTHER_FOLDERS, () -> move(history));
                case NEVER, BEFORE_THE_RUN -> {}
            }
        }
        var weather = plan.weather(mailbox, round);
        var gate = desk.gate(mailbox);
        switch (weather.kind()) {
            case FINE -> {}
            case DOWN -> gate.shut();
            case CUT -> gate.cutAt(weather.command());
            case RENUMBERED -> {
                for (var place : Place.values()) {
                    desk.post().renumber(Crowd.mailbox(mailbox), place.folder);
                }
            }
            case STALE -> add(tasks, Point.END, () -> desk.clock().pass(STALENESS));
        }
        tasks.forEach((point, all) -> gate.when(point, () -> all.forEach(Runnable::run)));
    }

    /** The weather is over after its runs. */
    private void ease(int mailbox, int runs) {
        var weather = plan.weather(mailbox, round);
        if (runs >= weather.runs()) {
            desk.gate(mailbox).open();
        } else if (weather.kind() == Weather.Kind.CUT) {
            desk.gate(mailbox).cutAt(weather.command() + runs);
        }
    }

    private List<History> of(int mailbox) {
        return byMailbox.getOrDefault(mailbox, List.of());
    }

    private Stream<History> all() {
        return byMailbox.values().stream().flatMap(List::stream);
    }

    private static void add(Map<Point, List<Runnable>> tasks, Point point, Runnable task) {
        tasks.computeIfAbsent(point, _ -> new ArrayList<>()).add(task);
    }
}
