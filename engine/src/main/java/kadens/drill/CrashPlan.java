package kadens.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How large a crash drill is, and everything that it decides: the same numbers give the same decisions.
 *
 * @param messages two a prospect
 * @param kills how often a node is killed; for each four, one is frozen too
 */
public record CrashPlan(int messages, int kills, int nodes, int mailboxes, long seed) {

    static final List<String> STEPS = List.of("intro", "follow-up");

    private static final int FREEZE_SECONDS_MIN = 1;

    /** Longer than a node keeps a mailbox without a sign of life, and than anybody waits for what it has locked. */
    private static final int FREEZE_SECONDS_MAX = 45;

    /** Blows and faults come while enough mails are still to come. */
    private static final double LAST_AT = 0.9;

    private static final int MAILS_A_FAULT = 60;
    private static final int FAULTS_A_HANG = 10;

    /**
     * A node is killed or frozen.
     *
     * @param at comes at the first mail with this number or a later one, where the conversation is in the phase
     * @param holder whether it hits the node that holds the conversation, or else another one
     * @param node which other one, counted from 0
     * @param freeze how long it stands still; zero: it is killed
     */
    record Blow(int at, Phase phase, boolean holder, int node, Duration freeze) {

        boolean kills() {
            return freeze.isZero();
        }
    }

    /** The SMTP server fails at the first mail with this number or a later one, in the phase. */
    record Failing(int at, Phase phase, Fault fault) {}

    int prospects() {
        return messages / STEPS.size();
    }

    /** Half of the blows hit while a mail is being handed over, at each phase of it; the others anywhere. */
    List<Blow> blows() {
        var random = new SplittableRandom(seed);
        var blows = new ArrayList<Blow>();
        for (int i = 0; i < kills; i++) {
            blows.add(blow(random, Duration.ZERO));
        }
        for (int i = 0; i < kills / 4; i++) {
            var seconds = random.nextInt(FREEZE_SECONDS_MIN, FREEZE_SECONDS_MAX + 1);
            blows.add(blow(random, Duration.ofSeconds(seconds)));
        }
        blows.sort(Comparator.comparingInt(Blow::at));
        return List.copyOf(blows);
    }

    List<Failing> failings() {
        var random = new SplittableRandom(seed + 1);
        var failings = new ArrayList<Failing>();
        for (int i = 0; i < messages / MAILS_A_FAULT; i++) {
            var phase = any(random, List.of(Phase.values()));
            var fault = any(random, Fault.at(phase));
            var hangs = fault == Fault.HANG && random.nextInt(FAULTS_A_HANG) > 0;
            failings.add(new Failing(number(random), phase, hangs ? Fault.DROP : fault)); // a hang takes 45 seconds
        }
        failings.sort(Comparator.comparingInt(Failing::at));
        return List.copyOf(failings);
    }

    private Blow blow(RandomGenerator random, Duration freeze) {
        var phase = any(random, List.of(Phase.values()));
        return new Blow(number(random), phase, random.nextBoolean(), random.nextInt(nodes), freeze);
    }

    private int number(RandomGenerator random) {
        return 1 + random.nextInt((int) (messages * LAST_AT));
    }

    private static <T> T any(RandomGenerator random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
