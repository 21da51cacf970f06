package kadens.enrollment;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kadens.cadence.Contents;
import kadens.cadence.Renames;
import org.hibernate.StatelessSession;

/** What each cadence said, from one change to the next, and the keys that became others on the way. */
public final class Snapshots {

    private static final int LOOKED_BACK_MAX = 20;

    private Snapshots() {}

    /**
     * What a cadence said.
     *
     * @param number from 1, without gaps
     * @param digest of the contents
     */
    public record Snapshot(int number, Instant takenAt, String digest, Contents contents) {}

    /** The last of a cadence; empty where nobody was ever sent anything of it. */
    public static Optional<Snapshot> last(StatelessSession session, String cadence) {
        return before(session, cadence, Integer.MAX_VALUE, 1).stream().findFirst();
    }

    /** Those with a lower number, the newest first. */
    public static List<Snapshot> before(StatelessSession session, String cadence, int number, int max) {
        return session.createNativeQuery("""
                        SELECT number, taken_at, digest, contents FROM cadence_snapshot
                        WHERE cadence = :cadence AND number < :number ORDER BY number DESC LIMIT :max
                        """, Object[].class)
                .setParameter("cadence", cadence)
                .setParameter("number", number)
                .setParameter("max", max)
                .getResultStream()
                .map(row -> new Snapshot(
                        ((Number) row[0]).intValue(),
                        instant(row[1]),
                        String.valueOf(row[2]),
                        Contents.read(String.valueOf(row[3]))))
                .toList();
    }

    /** The numbers of the last ones of these cadences; those without any are left out. */
    static Map<String, Integer> numbers(StatelessSession session, Collection<String> cadences) {
        return cadences.isEmpty()
                ? Map.of()
                : session.createNativeQuery(
                                "SELECT cadence, MAX(number) FROM cadence_snapshot WHERE cadence IN (:cadences)"
                                        + " GROUP BY cadence",
                                Object[].class)
                        .setParameterList("cadences", cadences)
                        .getResultStream()
                        .collect(Collectors.toMap(row -> (String) row[0], row -> ((Number) row[1]).intValue()));
    }

    /**
     * The steps that got other keys since the last snapshot. Of one whose file was still empty then, it is judged by its words
     * of now: many people write the key first, and fill the file after.
     */
    static Renames renames(StatelessSession session, String cadence, Snapshot last, Contents contents) {
        var renames = Renames.between(last.contents(), contents);
        var wordless = last.contents().wordless();
        return wordless.isEmpty()
                ? renames
                : before(session, cadence, last.number(), LOOKED_BACK_MAX).stream()
                        .map(Snapshot::contents)
                        .filter(earlier -> earlier.wordless().isEmpty())
                        .findFirst()
                        .map(earlier ->
                                renames.and(Renames.between(earlier, contents).to(wordless)))
                        .orElse(renames);
    }

    /** What the steps of a cadence were called before, these renames and what the contents themselves say included. */
    static StepNames names(StatelessSession session, String cadence, Contents contents, Renames renames) {
        var all = new ArrayList<>(aliases(session, cadence));
        renames.sure().forEach(pair -> all.add(new StepNames.Alias(pair.from(), pair.to(), null)));
        contents.steps()
                .forEach(step -> step.was().forEach(key -> all.add(new StepNames.Alias(key, step.key(), null))));
        return new StepNames(all);
    }

    private static List<StepNames.Alias> aliases(StatelessSession session, String cadence) {
        return session.createNativeQuery(
                        "SELECT old_key, new_key, ended_at FROM step_alias WHERE cadence = :cadence", Object[].class)
                .setParameter("cadence", cadence)
                .getResultStream()
                .map(row ->
                        new StepNames.Alias((String) row[0], (String) row[1], row[2] == null ? null : instant(row[2])))
                .toList();
    }

    /**
     * Stores what a cadence says from now on, and which of its steps got other keys.
     *
     * @throws org.hibernate.exception.ConstraintViolationException if another node does so at the same moment
     */
    static void take(
            StatelessSession session, String cadence, Optional<Snapshot> last, Contents contents, Instant now) {
        session.createNativeMutationQuery(
                        "INSERT INTO cadence_snapshot VALUES (:cadence, :number, :now, :digest, :contents)")
                .setParameter("cadence", cadence)
                .setParameter("number", last.map(Snapshot::number).orElse(0) + 1)
                .setParameter("now", now)
                .setParameter("digest", contents.digest())
                .setParameter("contents", contents.json())
                .executeUpdate();
        last.ifPresent(before -> {
            endAliases(session, cadence, before.contents(), contents, now);
            renames(session, cadence, before, contents)
                    .sure()
                    .forEach(renamed -> alias(session, cadence, renamed, now));
        });
        // So that nobody has to leave in the file for ever what it once was.
        contents.steps()
                .forEach(step ->
                        step.was().forEach(key -> alias(session, cadence, new Renames.Pair(key, step.key()), now)));
    }

    /** A key that comes for a new step, while the step that it became is there, is that step's no more. */
    private static void endAliases(
            StatelessSession session, String cadence, Contents before, Contents after, Instant now) {
        var names = new StepNames(aliases(session, cadence));
        after.steps().stream()
                .filter(step -> before.step(step.key()).isEmpty())
                .filter(step -> names.of(step.key()).stream()
                        .anyMatch(other ->
                                !other.equals(step.key()) && after.step(other).isPresent()))
                .forEach(step -> session.createNativeMutationQuery(
                                "UPDATE step_alias SET ended_at = :now WHERE cadence = :cadence AND ended_at IS NULL"
                                        + " AND (old_key = :key OR new_key = :key)")
                        .setParameter("now", now)
                        .setParameter("cadence", cadence)
                        .setParameter("key", step.key())
                        .executeUpdate());
    }

    private static void alias(StatelessSession session, String cadence, Renames.Pair renamed, Instant now) {
        session.createNativeMutationQuery("INSERT INTO step_alias VALUES (:cadence, :old, :new, :now, NULL)"
                        + " ON DUPLICATE KEY UPDATE since = :now, ended_at = NULL")
                .setParameter("cadence", cadence)
                .setParameter("old", renamed.from())
                .setParameter("new", renamed.to())
                .setParameter("now", now)
                .executeUpdate();
    }

    private static Instant instant(Object column) {
        return ((LocalDateTime) column).toInstant(ZoneOffset.UTC);
    }
}
