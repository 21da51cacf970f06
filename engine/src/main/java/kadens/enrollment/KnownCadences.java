package kadens.enrollment;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.cadence.Contents;
import kadens.cadence.FileStamp;
import kadens.cadence.Loaded;
import kadens.cadence.Renames;
import kadens.store.Database;
import org.hibernate.JDBCException;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cadences with what their steps were called before.
 *
 * <p>A changed cadence is stored before anything of it is sent; until then nobody is sent anything of it. Pages and commands
 * that only look store nothing, and take the renames for known that will be. Cheap while nothing changes: one comparison.
 */
public final class KnownCadences {

    /** Another node may have seen a change first. */
    private static final Duration READ_AGAIN = Duration.ofMinutes(1);

    /** What this node knows of a cadence. */
    private record Known(
            Cadence cadence, Map<Path, Optional<FileStamp>> stamps, StepNames names, boolean stored, Instant readAt) {

        boolean isCurrent(Instant now) {
            return stored
                    && Duration.between(readAt, now).abs().compareTo(READ_AGAIN) < 0
                    && stamps.entrySet().stream()
                            .allMatch(file -> FileStamp.of(file.getKey()).equals(file.getValue()));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(KnownCadences.class);

    private final Cadences cadences;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public KnownCadences(Cadences cadences, InstantSource clock) {
        this.cadences = cadences;
        this.clock = clock;
    }

    /** Runs work in a transaction of its own. */
    public interface Transaction {
        <T> T run(Function<StatelessSession, T> work);
    }

    Loaded find(String name) {
        return cadences.find(name);
    }

    /** What its steps were called before. */
    StepNames names(StatelessSession session, Cadence cadence) {
        var last = known.get(cadence.name());
        if (last != null && last.cadence() == cadence) {
            return last.names();
        }
        var seen = look(session, cadence, false);
        known.put(cadence.name(), seen);
        return seen.names();
    }

    /** Whether it is stored that the cadence says this. */
    boolean isStored(Cadence cadence) {
        var last = known.get(cadence.name());
        return last != null && last.cadence() == cadence && last.stored();
    }

    /** Stores what these cadences say, as far as that has changed; the broken ones are left for later. */
    synchronized void store(Collection<String> names, Transaction transaction) {
        for (var name : names) {
            if (cadences.find(name) instanceof Cadence cadence && !isKnown(cadence)) {
                try {
                    known.put(name, stored(cadence, transaction));
                } catch (JDBCException e) {
                    if (Database.isPassing(e)) {
                        throw e;
                    }
                    LOG.warn("{}: what it says could not be stored; nothing of it is sent until it can.", name, e);
                }
            }
        }
    }

    private Known stored(Cadence cadence, Transaction transaction) {
        try {
            return transaction.run(session -> look(session, cadence, true));
        } catch (ConstraintViolationException _) {
            // Another node has stored the same change meanwhile.
            return transaction.run(session -> look(session, cadence, true));
        }
    }

    private boolean isKnown(Cadence cadence) {
        var last = known.get(cadence.name());
        return last != null && last.cadence() == cadence && last.isCurrent(clock.instant());
    }

    private Known look(StatelessSession session, Cadence cadence, boolean store) {
        var now = clock.instant();
        // The stamps are taken before reading: a change in the middle of it is seen the next time.
        var stamps = Contents.stamps(cadence);
        var contents = Contents.of(cadence);
        var last = Snapshots.last(session, cadence.name());
        var changed = last.filter(it -> it.digest().equals(contents.digest())).isEmpty();
        if (changed && store) {
            Snapshots.take(session, cadence.name(), last, contents, now);
        }
        var renames = changed && !store
                ? last.map(before -> Renames.between(before.contents(), contents))
                        .orElse(Renames.NONE)
                : Renames.NONE;
        var names = Snapshots.names(session, cadence.name(), contents, renames);
        return new Known(cadence, stamps, names, store || !changed, now);
    }
}
