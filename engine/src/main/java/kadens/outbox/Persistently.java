package kadens.outbox;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kadens.store.Database;
import kadens.store.PassingTrouble;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a transaction through database trouble that passes: what a mail server has answered is known nowhere else until
 * it is stored, and what is never stored makes a mail uncertain.
 *
 * <p>An attempt may have been committed although its connection was lost. So the work must look first what is stored.
 */
final class Persistently {

    private static final Logger LOG = LoggerFactory.getLogger(Persistently.class);

    private static final List<Duration> AFTER_COLLISIONS = IntStream.rangeClosed(1, 10)
            .mapToObj(i -> Duration.ofMillis(20 * i))
            .toList();

    /** Two minutes in all: longer than a server takes to start again, or another to take its place. */
    private static final List<Duration> WHILE_AWAY = Stream.of(1, 2, 4, 8, 15, 15, 15, 15, 15, 15, 15)
            .map(Duration::ofSeconds)
            .toList();

    private static final Duration NAP = Duration.ofMillis(200);

    private final Database database;
    private final Pause pause;

    Persistently(Database database, Pause pause) {
        this.database = database;
        this.pause = pause;
    }

    /** How time is let pass between two attempts. */
    interface Pause {
        void pass(Duration time, BooleanSupplier stopping) throws InterruptedException;
    }

    /**
     * Runs the work in one {@link Database#transactInBulk}, and again where that failed in a way that may be over by then.
     *
     * @param stopping once it holds, nothing is waited for any more
     * @throws RuntimeException what the last attempt failed with
     */
    <T> T transact(BooleanSupplier stopping, Function<StatelessSession, T> work) {
        for (int attempt = 0; ; attempt++) {
            try {
                return database.transactInBulk(work);
            } catch (RuntimeException e) {
                if (!waits(attempt, e, stopping)) {
                    throw e;
                }
            }
        }
    }

    private boolean waits(int attempt, RuntimeException failure, BooleanSupplier stopping) {
        var pauses = Database.passing(failure)
                .map(trouble -> trouble == PassingTrouble.COLLISION ? AFTER_COLLISIONS : WHILE_AWAY)
                .orElse(List.of());
        if (attempt >= pauses.size() || stopping.getAsBoolean()) {
            return false;
        }
        LOG.debug("What became of a mail could not be stored; tried again in {}.", pauses.get(attempt), failure);
        try {
            pause.pass(pauses.get(attempt), stopping);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets the time pass, or what is left of it when the engine is stopped. */
    static void inRealTime(Duration time, BooleanSupplier stopping) throws InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && !stopping.getAsBoolean()) {
            Thread.sleep(NAP);
        }
    }
}
