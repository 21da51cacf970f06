package kadens;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import kadens.drill.CrashDrill;
import kadens.drill.CrashPlan;
import kadens.drill.CrashReport;
import kadens.drill.Ground;
import kadens.drill.HandClock;
import kadens.drill.Onlooker;
import kadens.drill.RaceDrill;
import kadens.drill.RacePlan;
import kadens.drill.RaceReport;
import kadens.language.Refusal;
import kadens.mailbox.Elapsed;
import kadens.mailbox.KeptConnections;
import kadens.mailbox.Secrets;
import kadens.mailbox.Timeouts;
import kadens.run.Engine;
import kadens.store.Database;
import kadens.store.Fence;
import kadens.store.Installation;

/** Wires an engine for a drill, on ground of the drill's own under {@code KADENS_HOME}. */
final class Drills {

    private final Settings settings;
    private final InstantSource clock;

    Drills(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    CrashReport crash(CrashPlan plan, Onlooker onlooker) {
        try (var _ = new Interruption();
                var closing = new Closing()) {
            var ground = closing.add(Ground.open(settings.home().resolve("drill"), clock));
            var engine = engine(ground, clock, closing);
            return untilToldToStop(
                    () -> new CrashDrill(engine, ground, DrillNode.class.getName(), plan, onlooker).run());
        }
    }

    RaceReport replyRace(RacePlan plan, Onlooker onlooker) {
        try (var _ = new Interruption();
                var closing = new Closing()) {
            var hands = new HandClock(clock.instant());
            var ground = closing.add(Ground.open(settings.home().resolve("drill"), hands));
            var engine = engine(ground, hands, closing);
            return untilToldToStop(() -> new RaceDrill(engine, ground, hands, clock, plan, onlooker).run());
        }
    }

    /** What is told to stop has stopped; the rest is cleared up undisturbed. */
    private static <T> T untilToldToStop(Interruptible<T> drill) {
        try {
            return drill.run();
        } catch (InterruptedException e) {
            throw new Refusal("The drill was stopped before its end.", e);
        } finally {
            Thread.interrupted();
        }
    }

    private Engine engine(Ground ground, InstantSource clock, Closing closing) {
        var home = ground.folder();
        var database = closing.add(Database.open(ground.databaseUrl(), Engine.ENTITIES));
        var fence = new Fence(Installation.open(null, home, List.<Path>of()));
        database.transactAlone(session -> fence.claimUnused(session, clock.instant()));
        var drilled = settings.local().in(home, ground.templates());
        var noneKept = new KeptConnections(0, 0); // the race is told by where each reading begins and ends
        return Kadens.wire(
                database,
                fence,
                Secrets.open(null, home),
                drilled,
                drilled.runInterval(),
                Timeouts.USUAL,
                noneKept,
                new Elapsed(Clock.systemUTC()),
                clock);
    }

    @FunctionalInterface
    private interface Interruptible<T> {
        T run() throws InterruptedException;
    }
}
