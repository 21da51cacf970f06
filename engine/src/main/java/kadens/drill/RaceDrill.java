package kadens.drill;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import kadens.run.Engine;

/**
 * Lets prospects answer just before, during and after the run in which their follow-up is due, in every way in which an
 * answer can lie in a mailbox, and counts the follow-ups that came all the same.
 */
public final class RaceDrill {

    private final Engine engine;
    private final Ground ground;
    private final HandClock clock;
    private final InstantSource realTime;
    private final RacePlan plan;
    private final Onlooker onlooker;

    /**
     * @param engine on the ground's database, in the time of the clock
     * @param realTime to tell how long it took
     */
    public RaceDrill(
            Engine engine, Ground ground, HandClock clock, InstantSource realTime, RacePlan plan, Onlooker onlooker) {
        this.engine = engine;
        this.ground = ground;
        this.clock = clock;
        this.realTime = realTime;
        this.plan = plan;
        this.onlooker = onlooker;
    }

    /** @throws InterruptedException when the drill is to end before its time */
    public RaceReport run() throws InterruptedException {
        var begun = realTime.instant();
        try (var desk = new RaceDesk(engine, ground, clock, plan)) {
            var judging = new RaceReport.Judging(desk.script(), desk.answers());
            desk.gather();
            var rounds = new ArrayList<RaceRound>();
            for (int round = 0; round < plan.rounds(); round++) {
                onlooker.at("Racing", plan.from(round), plan.histories());
                var next = new RaceRound(plan, round, desk);
                next.play();
                rounds.add(next);
            }
            rounds.forEach(round -> round.judge(judging)); // only now: a mail may leave in a later round's run
            var took = Duration.between(begun, realTime.instant());
            return judging.report(desk.receipts(), desk.runs(), took.toSeconds(), plan.seed());
        }
    }
}
