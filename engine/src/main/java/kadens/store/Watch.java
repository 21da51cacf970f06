package kadens.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in mind what is wrong with the database, and says so in the log once when it begins and once when it is over,
 * however many runs meet it.
 */
final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** Reading goes well where nothing can be written: that is over when writing has not failed for so long. */
    private static final Duration UNNOTICED_MAX = Duration.ofMinutes(2);

    private final AtomicReference<@Nullable Noticed> noticed = new AtomicReference<>();

    private record Noticed(PassingTrouble trouble, long since, long last) {

        boolean isOver(long now) {
            return trouble != PassingTrouble.AWAY && now - last > UNNOTICED_MAX.toNanos();
        }
    }

    void failed(Throwable failure) {
        DatabaseTrouble.passing(failure)
                .filter(trouble -> trouble != PassingTrouble.COLLISION)
                .ifPresent(trouble -> notice(trouble, System.nanoTime()));
    }

    private void notice(PassingTrouble trouble, long now) {
        var before = noticed.getAndUpdate(known -> known != null && known.trouble() == trouble
                ? new Noticed(trouble, known.since(), now)
                : new Noticed(trouble, now, now));
        if (before == null || before.trouble() != trouble) {
            LOG.warn("{}", trouble.sentence());
        }
    }

    void worked() {
        var known = noticed.get();
        var now = System.nanoTime();
        if (known != null
                && (known.trouble() == PassingTrouble.AWAY || known.isOver(now))
                && noticed.compareAndSet(known, null)) {
            var seconds = Duration.ofNanos(now - known.since()).toSeconds();
            LOG.warn("The database is well again, after {} seconds. Kadens goes on from what is stored.", seconds);
        }
    }

    Optional<Outage> outage() {
        var now = System.nanoTime();
        return Optional.ofNullable(noticed.get())
                .filter(known -> !known.isOver(now))
                .map(known -> new Outage(known.trouble(), Duration.ofNanos(now - known.since())));
    }
}
