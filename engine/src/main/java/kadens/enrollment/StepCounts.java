package kadens.enrollment;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kadens.team.Sight;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * How many are where in a cadence.
 *
 * @param byStep of each step that is to come, how many are in each state; a step without anybody is left out
 */
public record StepCounts(Map<String, Map<State, Long>> byStep) {

    /** So that whoever sees few of many is not waited for. */
    private static final int LOOKED_AT_MAX = 5_000;

    /** Of those that have ended, the step that was to come counts; of those that had none, the empty key. */
    public static StepCounts of(StatelessSession session, String cadence) {
        var counts = new HashMap<String, Map<State, Long>>();
        // Rides enrollment_where alone.
        session.createNativeQuery(
                        "SELECT COALESCE(step_key, ''), state, COUNT(*) FROM enrollment WHERE cadence = :cadence"
                                + " GROUP BY state, step_key",
                        Object[].class)
                .setParameter("cadence", cadence)
                .getResultStream()
                .forEach(row -> counts.computeIfAbsent((String) row[0], _ -> new EnumMap<>(State.class))
                        .merge(Worklist.state((String) row[1]), ((Number) row[2]).longValue(), Long::sum));
        return new StepCounts(counts);
    }

    /** How many are in this state before any of these steps. */
    public long of(Set<String> steps, State state) {
        return steps.stream()
                .mapToLong(step -> byStep.getOrDefault(step, Map.of()).getOrDefault(state, 0L))
                .sum();
    }

    /** How many are in this state, wherever they are. */
    public long of(State state) {
        return of(byStep.keySet(), state);
    }

    /** How many are on their way. */
    public long ongoing() {
        return List.of(State.values()).stream()
                .filter(State::ongoing)
                .mapToLong(this::of)
                .sum();
    }

    /**
     * The newest of those who are there, as far as they may be seen: by their owner or by that of their mailbox.
     *
     * @param steps null: wherever they are
     */
    public static List<Worklist.Line> people(
            StatelessSession session,
            String cadence,
            State state,
            @Nullable Set<String> steps,
            Sight sight,
            int max) {
        // Rides enrollment_where, which ends in the id.
        var query = session.createNativeQuery("""
                        SELECT e.id FROM (
                            SELECT id, prospect_id, mailbox_id FROM enrollment
                            WHERE cadence = :cadence AND state = :state %s ORDER BY id DESC LIMIT :looked) AS e
                        JOIN prospect p ON p.id = e.prospect_id JOIN mailbox m ON m.id = e.mailbox_id
                        WHERE %s OR %s ORDER BY e.id DESC LIMIT :max
                        """.formatted(
                                steps == null ? "" : "AND step_key IN (:steps)",
                                sight.condition("p.owner_id"),
                                sight.condition("m.owner_id")), Long.class)
                .setParameter("cadence", cadence)
                .setParameter("state", state.word())
                .setParameter("looked", LOOKED_AT_MAX)
                .setParameter("max", max);
        if (steps != null) {
            query.setParameterList("steps", steps);
        }
        return Worklist.lines(session, query.getResultList());
    }
}
