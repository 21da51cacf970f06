package kadens.enrollment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import kadens.prospect.Account;
import kadens.prospect.Prospect;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The enrollments as a list for people: those that need somebody first, a page at a time, by index. */
public final class Worklist {

    /** The order of a list of all states. */
    public static final List<State> ORDER =
            List.of(State.HELD, State.WAITING, State.ACTIVE, State.PAUSED, State.STOPPED, State.FINISHED);

    /** Where there are more in a state, it is not said how many, and nobody leafs further. */
    public static final int COUNTED_MAX = 10_000;

    private Worklist() {}

    /**
     * Which enrollments are asked for.
     *
     * @param state null for all
     * @param words as in {@link Roster.Wanted}
     * @param mailboxIds null for all
     */
    public record Wanted(
            @Nullable State state,
            List<String> words,
            @Nullable List<Long> mailboxIds) {

        /** Reads what somebody typed into the search field. */
        public static Wanted of(@Nullable State state, String search, @Nullable List<Long> mailboxIds) {
            return new Wanted(state, Roster.Wanted.words(search), mailboxIds);
        }
    }

    /** How many there are. @param more there are more than that */
    public record Count(long number, boolean more) {

        public static final Count NONE = new Count(0, false);

        /** With others. */
        public Count plus(Count other) {
            return new Count(number + other.number, more || other.more);
        }
    }

    /**
     * A page of a list.
     *
     * @param counts of each state, whatever state is asked for
     * @param total how many lines can be leafed through
     * @param all false where the words mean so many people that only the newest of them were looked through
     */
    public record Listing(Map<State, Count> counts, long total, boolean all, List<Line> lines) {

        /** Of some states together. */
        public Count count(List<State> states) {
            return states.stream()
                    .map(state -> counts.getOrDefault(state, Count.NONE))
                    .reduce(Count.NONE, Count::plus);
        }
    }

    /** One enrollment with whom it is about. */
    public record Line(
            Enrollment enrollment,
            Prospect prospect,
            @Nullable Account account) {}

    /** The newest enrollments of a cadence, those that go on before those that ended. */
    public static List<Line> newestOf(StatelessSession session, String cadence, int limit) {
        var ids = new ArrayList<Long>();
        for (var state :
                List.of(State.ACTIVE, State.WAITING, State.HELD, State.PAUSED, State.FINISHED, State.STOPPED)) {
            if (ids.size() < limit) {
                // Rides enrollment_cadence, which ends in the id: no more rows are looked at than are shown.
                ids.addAll(session.createNativeQuery(
                                "SELECT id FROM enrollment WHERE cadence = :cadence AND state = :state"
                                        + " ORDER BY id DESC LIMIT :limit",
                                Long.class)
                        .setParameter("cadence", cadence)
                        .setParameter("state", state.word())
                        .setParameter("limit", limit - ids.size())
                        .getResultList());
            }
        }
        return lines(session, ids);
    }

    /** How many are on their way in each cadence; cadences without any are left out. */
    public static Map<String, Long> ongoingByCadence(StatelessSession session) {
        // Rides enrollment_cadence alone.
        return session.createNativeQuery(
                        "SELECT cadence, COUNT(*) FROM enrollment WHERE state NOT IN ('finished', 'stopped')"
                                + " GROUP BY cadence",
                        Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> ((Number) row[1]).longValue()));
    }

    /** How many enrollments there are in each state; states without any are left out. */
    public static Map<State, Long> counts(StatelessSession session) {
        // Rides enrollment_by_due, which holds the state of every row.
        return session.createNativeQuery("SELECT state, COUNT(*) FROM enrollment GROUP BY state", Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> state((String) row[0]), row -> ((Number) row[1]).longValue()));
    }

    /** A page of the list. @param number of the page, from 1 */
    public static Listing page(StatelessSession session, Wanted wanted, int number, int size) {
        var first = (number - 1L) * size;
        if (wanted.words().isEmpty()) {
            var theirs = new Whose(wanted.mailboxIds()).condition("e.mailbox_id");
            return listing(session, wanted.state(), theirs, counted(session, theirs), true, first, size);
        }
        var found = Search.enrollments(session, wanted.words(), wanted.mailboxIds());
        var theirs = found.condition("e.id");
        return listing(session, wanted.state(), theirs, countedAll(session, theirs), found.all(), first, size);
    }

    /** Those of each state in an order of its own, state after state, to where nobody has counted. */
    private static Listing listing(
            StatelessSession session,
            @Nullable State wanted,
            String condition,
            Map<State, Count> counts,
            boolean all,
            long first,
            int size) {
        var ids = new ArrayList<Long>();
        var total = 0L;
        for (var state : wanted == null ? ORDER : List.of(wanted)) {
            var count = counts.getOrDefault(state, Count.NONE);
            var skipped = Math.max(0, first - total);
            if (skipped < count.number() && ids.size() < size) {
                ids.addAll(
                        ids(session, state, condition, skipped, Math.min(size - ids.size(), count.number() - skipped)));
            }
            total += count.number();
            if (count.more()) {
                break;
            }
        }
        return new Listing(counts, total, all, lines(session, ids));
    }

    private static List<Long> ids(StatelessSession session, State state, String condition, long skipped, long limit) {
        // Rides enrollment_by_due, enrollment_by_change or enrollment_resume.
        return session.createNativeQuery(
                        "SELECT e.id FROM enrollment e WHERE e.state = :state AND " + condition + " ORDER BY "
                                + order(state) + " LIMIT :limit OFFSET :skipped",
                        Long.class)
                .setParameter("state", state.word())
                .setParameter("limit", limit)
                .setParameter("skipped", skipped)
                .getResultList();
    }

    private static String order(State state) {
        return switch (state) {
            case HELD, WAITING -> "e.changed_at";
            case ACTIVE -> "e.due_at";
            case PAUSED -> "e.resume_at";
            case STOPPED, FINISHED -> "e.changed_at DESC";
        };
    }

    private static Map<State, Count> counted(StatelessSession session, String condition) {
        var counts = new EnumMap<State, Count>(State.class);
        for (var state : ORDER) {
            var number = session.createNativeQuery(
                            "SELECT COUNT(*) FROM (SELECT 1 FROM enrollment e WHERE e.state = :state AND " + condition
                                    + " LIMIT " + (COUNTED_MAX + 1) + ") AS counted",
                            Long.class)
                    .setParameter("state", state.word())
                    .getSingleResult();
            counts.put(state, new Count(Math.min(number, COUNTED_MAX), number > COUNTED_MAX));
        }
        return counts;
    }

    private static Map<State, Count> countedAll(StatelessSession session, String condition) {
        return session.createNativeQuery(
                        "SELECT e.state, COUNT(*) FROM enrollment e WHERE " + condition + " GROUP BY e.state",
                        Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> state((String) row[0]), row -> new Count(((Number) row[1]).longValue(), false)));
    }

    static List<Line> lines(StatelessSession session, List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var enrollments = session.createSelectionQuery("from Enrollment where id in :ids", Enrollment.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(Enrollment::id, Function.identity()));
        var prospects = session.createSelectionQuery(
                        "from Prospect where id in (select prospectId from Enrollment where id in :ids)",
                        Prospect.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(Prospect::id, Function.identity()));
        var accountIds = prospects.values().stream()
                .map(Prospect::accountId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var accounts = accountIds.isEmpty()
                ? Map.<Long, Account>of()
                : session.createSelectionQuery("from Account where id in :ids", Account.class)
                        .setParameter("ids", accountIds)
                        .getResultStream()
                        .collect(Collectors.toMap(Account::id, Function.identity()));
        var lines = new ArrayList<Line>();
        for (var id : ids) {
            var enrollment = enrollments.get(id);
            var prospect = enrollment == null ? null : prospects.get(enrollment.prospectId());
            if (enrollment != null && prospect != null) {
                var accountId = prospect.accountId();
                lines.add(new Line(enrollment, prospect, accountId == null ? null : accounts.get(accountId)));
            }
        }
        return lines;
    }

    static State state(String word) {
        return List.of(State.values()).stream()
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
