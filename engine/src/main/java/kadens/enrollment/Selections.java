package kadens.enrollment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kadens.language.Sentence;
import kadens.language.SentenceJson;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.team.Sight;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Whom people have chosen to enroll: kept, so that a choice of any size has an address and can be come back to. */
public final class Selections {

    /** So many can be chosen at once. */
    public static final int PROSPECTS_MAX = 100_000;

    private static final int CHUNK = 1000;
    private static final int UNKNOWN_MAX = 1000;

    private Selections() {}

    /**
     * What came of one.
     *
     * @param enrollmentId null: not enrolled
     * @param reason why not, or why they are held at once; null: on the way
     */
    public record Result(
            Prospect prospect,
            @Nullable Long enrollmentId,
            @Nullable Sentence reason) {}

    /** How many came to what. @param untouched of the enrolled, how many have got nothing yet and are still on the way */
    public record Counts(long all, long done, long enrolled, long held, long untouched) {}

    /** Chooses those of the prospects that are there and seen. */
    public static Selection choose(
            StatelessSession session, long personId, Sight sight, List<Long> ids, List<String> unknown, Instant now) {
        var selection =
                new Selection(personId, unknown.stream().limit(UNKNOWN_MAX).toList(), now);
        session.insert(selection);
        var chosen = ids.stream().distinct().limit(PROSPECTS_MAX).toList();
        long found = 0;
        for (int from = 0; from < chosen.size(); from += CHUNK) {
            found += session.createNativeMutationQuery(
                            "INSERT INTO selected (selection_id, prospect_id) SELECT :selection, p.id FROM prospect p"
                                    + " WHERE p.id IN (:ids) AND " + sight.condition("p.owner_id"))
                    .setParameter("selection", selection.id)
                    .setParameterList("ids", chosen.subList(from, Math.min(chosen.size(), from + CHUNK)))
                    .executeUpdate();
        }
        selection.leftOut = ids.stream().distinct().count() - found;
        session.update(selection);
        return selection;
    }

    public static Optional<Selection> byId(StatelessSession session, long id) {
        return Optional.ofNullable(session.get(Selection.class, id));
    }

    static Selection locked(StatelessSession session, long id) {
        return session.get(Selection.class, id, LockMode.PESSIMISTIC_WRITE);
    }

    /** The first of those chosen, by id. */
    public static List<Prospect> prospects(StatelessSession session, long id, int limit) {
        return Prospects.withIds(
                session,
                session.createNativeQuery(
                                "SELECT prospect_id FROM selected WHERE selection_id = :id ORDER BY prospect_id"
                                        + " LIMIT :limit",
                                Long.class)
                        .setParameter("id", id)
                        .setParameter("limit", limit)
                        .getResultList());
    }

    /** Whether a prospect is among those chosen. */
    public static boolean has(StatelessSession session, long id, long prospectId) {
        return !session.createNativeQuery(
                        "SELECT 1 FROM selected WHERE selection_id = :id AND prospect_id = :prospect", Integer.class)
                .setParameter("id", id)
                .setParameter("prospect", prospectId)
                .getResultList()
                .isEmpty();
    }

    public static Counts counts(StatelessSession session, long id) {
        // Rides the primary keys and message_of_enrollment.
        var row = session.createNativeQuery("""
                        SELECT COUNT(*), COALESCE(SUM(s.done), 0), COUNT(s.enrollment_id),
                            COALESCE(SUM(s.enrollment_id IS NOT NULL AND s.reason IS NOT NULL), 0),
                            COALESCE(SUM(e.state IN ('active', 'waiting', 'paused', 'held') AND e.last_step_at IS NULL
                                AND NOT EXISTS (SELECT 1 FROM message m WHERE m.enrollment_id = e.id)), 0)
                        FROM selected s LEFT JOIN enrollment e ON e.id = s.enrollment_id WHERE s.selection_id = :id
                        """, Object[].class)
                .setParameter("id", id)
                .getSingleResult();
        return new Counts(number(row[0]), number(row[1]), number(row[2]), number(row[3]), number(row[4]));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    /** What came of those who were not simply enrolled, or of all, by id after another. */
    public static List<Result> results(StatelessSession session, long id, boolean all, long afterProspect, int limit) {
        var rows = session.createNativeQuery(
                        "SELECT prospect_id, enrollment_id, reason FROM selected WHERE selection_id = :id"
                                + " AND prospect_id > :after" + (all ? "" : " AND reason IS NOT NULL")
                                + " ORDER BY prospect_id LIMIT :limit",
                        Object[].class)
                .setParameter("id", id)
                .setParameter("after", afterProspect)
                .setParameter("limit", limit)
                .getResultList();
        var prospects = Prospects.withIds(
                session, rows.stream().map(row -> number(row[0])).toList());
        var results = new ArrayList<Result>();
        for (var row : rows) {
            prospects.stream()
                    .filter(prospect -> prospect.id() == number(row[0]))
                    .findFirst()
                    .ifPresent(prospect -> results.add(new Result(
                            prospect,
                            row[1] == null ? null : (Long) number(row[1]),
                            row[2] == null ? null : SentenceJson.read((String) row[2]))));
        }
        return results;
    }

    /** Notes of those that no node works on any more that they broke off. */
    public static void noticeBroken(StatelessSession session) {
        // Rides selection_state. By the database's clock, which is the same for all nodes. Found first without a lock,
        // and then locked by its key, as by who works on it.
        var broken = "state = 'enrolling' AND beat_at < UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE";
        session.createNativeQuery("SELECT id FROM selection WHERE " + broken, Long.class)
                .getResultList()
                .forEach(id -> session.createNativeMutationQuery(
                                "UPDATE selection SET state = 'interrupted' WHERE id = :id AND " + broken)
                        .setParameter("id", id)
                        .executeUpdate());
    }

    static void beat(StatelessSession session, long id) {
        session.createNativeMutationQuery("UPDATE selection SET beat_at = UTC_TIMESTAMP(6) WHERE id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }
}
