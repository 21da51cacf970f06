package kadens.enrollment;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.cadence.Contents;
import kadens.cadence.FileStamp;
import kadens.cadence.Loaded;
import kadens.cadence.Renames;
import kadens.enrollment.Snapshots.Snapshot;
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

    /**
     * What this node knows of a cadence.
     *
     * @param digest of what it says here
     * @param number of the last snapshot that was read; 0 where there was none
     */
    private record Known(
            Cadence cadence,
            Map<Path, Optional<FileStamp>> stamps,
            String digest,
            int number,
            StepNames names,
            boolean stored) {

        /** Another node may have seen a change first, and sent of it. */
        boolean isCurrent(int lastNumber) {
            return stored
                    && number >= lastNumber
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

    /** Whether what these cadences say is stored; the broken ones do not count. */
    boolean areStored(StatelessSession session, Collection<String> names) {
        return unknown(names, Snapshots.numbers(session, names)).isEmpty();
    }

    /** Stores what these cadences say, as far as that has changed; the broken ones are left for later. */
    void store(Collection<String> names, Transaction transaction) {
        var numbers = transaction.run(session -> Snapshots.numbers(session, names));
        synchronized (this) {
            for (var cadence : unknown(names, numbers)) {
                try {
                    known.put(cadence.name(), stored(cadence, transaction));
                } catch (JDBCException e) {
                    if (Database.isPassing(e)) {
                        throw e;
                    }
                    LOG.warn(
                            "{}: what it says could not be stored; nothing of it is sent until it can.",
                            cadence.name(),
                            e);
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

    /** @param numbers of their last snapshots */
    private List<Cadence> unknown(Collection<String> names, Map<String, Integer> numbers) {
        return names.stream()
                .map(cadences::find)
                .flatMap(loaded -> loaded instanceof Cadence cadence ? Stream.of(cadence) : Stream.empty())
                .filter(cadence -> !isKnown(cadence, numbers.getOrDefault(cadence.name(), 0)))
                .toList();
    }

    private boolean isKnown(Cadence cadence, int lastNumber) {
        var last = known.get(cadence.name());
        return last != null && last.cadence() == cadence && last.isCurrent(lastNumber);
    }

    private Known look(StatelessSession session, Cadence cadence, boolean store) {
        // The stamps are taken before reading: a change in the middle of it is seen the next time.
        var stamps = Contents.stamps(cadence);
        var contents = Contents.of(cadence);
        var digest = contents.digest();
        var last = Snapshots.last(session, cadence.name());
        var number = last.map(Snapshot::number).orElse(0);
        var changed = last.filter(it -> it.digest().equals(digest)).isEmpty();
        if (changed && store && !hasSaid(cadence, digest)) {
            Snapshots.take(session, cadence.name(), last, contents, clock.instant());
            return new Known(
                    cadence, stamps, digest, number + 1, names(session, cadence, contents, Renames.NONE), true);
        }
        var renames = changed
                ? last.map(before -> Snapshots.renames(session, cadence.name(), before, contents))
                        .orElse(Renames.NONE)
                : Renames.NONE;
        return new Known(
                cadence, stamps, digest, number, names(session, cadence, contents, renames), store || !changed);
    }

    /** Another node says something else since, but here nothing was saved: two folders must not talk against each other. */
    private boolean hasSaid(Cadence cadence, String digest) {
        var last = known.get(cadence.name());
        return last != null && last.stored() && last.digest().equals(digest);
    }

    private static StepNames names(StatelessSession session, Cadence cadence, Contents contents, Renames renames) {
        return Snapshots.names(session, cadence.name(), contents, renames);
    }
}
