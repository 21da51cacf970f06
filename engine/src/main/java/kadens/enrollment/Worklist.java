package kadens.enrollment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import kadens.prospect.Account;
import kadens.prospect.Prospect;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The enrollments as a list for people: those that need somebody first, a page at a time, by index. */
public final class Worklist {

    /** The order of a list of all states. */
    public static final List<State> ORDER =
            List.of(State.HELD, State.WAITING, State.ACTIVE, State.PAUSED, State.STOPPED, State.FINISHED);

    private static final int WORDS_MAX = 5;

    private Worklist() {}

    /**
     * Which enrollments are asked for.
     *
     * @param state null for all
     * @param words each must begin the first or last name, the company, its domain or the address, or all together a name
     * @param mailboxIds null for all
     */
    public record Wanted(
            @Nullable State state,
            List<String> words,
            @Nullable List<Long> mailboxIds) {

        /** Reads what somebody typed into the search field. */
        public static Wanted of(@Nullable State state, String search, @Nullable List<Long> mailboxIds) {
            var words = List.of(search.strip().split("[\\s,]+")).stream()
                    .filter(word -> !word.isEmpty())
                    .limit(WORDS_MAX)
                    .toList();
            return new Wanted(state, words, mailboxIds);
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

    /** How many enrollments there are in each state, whatever state is asked for; states without any are left out. */
    public static Map<State, Long> counts(StatelessSession session, Wanted wanted) {
        // Rides enrollment_by_due, which holds the state of every row.
        var query = session.createNativeQuery(
                "SELECT e.state, COUNT(*) FROM enrollment e WHERE 1 = 1" + conditions(wanted) + " GROUP BY e.state",
                Object[].class);
        fill(query, wanted);
        var counts = new EnumMap<State, Long>(State.class);
        for (var row : query.getResultList()) {
            counts.put(state((String) row[0]), ((Number) row[1]).longValue());
        }
        return counts;
    }

    /** A page of the list. */
    public static List<Line> page(
            StatelessSession session, Wanted wanted, Map<State, Long> counts, long offset, int limit) {
        var ids = new ArrayList<Long>();
        var skip = offset;
        for (var state : ORDER) {
            var there = wanted.state() == null || wanted.state() == state ? counts.getOrDefault(state, 0L) : 0L;
            if (skip < there && ids.size() < limit) {
                ids.addAll(ids(session, wanted, state, skip, limit - ids.size()));
            }
            skip = Math.max(0, skip - there);
        }
        return lines(session, ids);
    }

    private static List<Long> ids(StatelessSession session, Wanted wanted, State state, long offset, int limit) {
        // Rides enrollment_by_due, enrollment_by_change or enrollment_resume.
        var query = session.createNativeQuery(
                "SELECT e.id FROM enrollment e WHERE e.state = :state" + conditions(wanted) + " ORDER BY "
                        + order(state) + " LIMIT :limit OFFSET :offset",
                Long.class);
        fill(query, wanted);
        return query.setParameter("state", state.word())
                .setParameter("limit", limit)
                .setParameter("offset", offset)
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

    /** What is wanted of an enrollment {@code e}, to stand behind a condition of native SQL; {@link #fill} gives the values. */
    public static String conditions(Wanted wanted) {
        var sql = new StringBuilder(wanted.mailboxIds() == null ? "" : " AND e.mailbox_id IN (:mailboxes)");
        for (int i = 0; i < wanted.words().size(); i++) {
            // A derived table is worked out once; each branch of it rides an index of its own.
            sql.append("""
                     AND e.prospect_id IN (SELECT id FROM (
                       SELECT id FROM prospect WHERE email LIKE :code#
                       UNION SELECT id FROM prospect WHERE first_name LIKE :word#
                       UNION SELECT id FROM prospect WHERE last_name LIKE :word#
                       UNION SELECT p.id FROM account a JOIN prospect p ON p.account_id = a.id WHERE a.name LIKE :word#
                       UNION SELECT p.id FROM account a JOIN prospect p ON p.account_id = a.id WHERE a.domain LIKE :domain#
                       UNION SELECT id FROM prospect WHERE first_name LIKE :phrase
                       UNION SELECT id FROM prospect WHERE last_name LIKE :phrase
                       UNION SELECT p.id FROM account a JOIN prospect p ON p.account_id = a.id WHERE a.name LIKE :phrase
                     ) AS found#)
                    """.replace("#", String.valueOf(i)));
        }
        return sql.toString();
    }

    public static void fill(NativeQuery<?> query, Wanted wanted) {
        if (wanted.mailboxIds() != null) {
            query.setParameterList("mailboxes", wanted.mailboxIds().isEmpty() ? List.of(-1L) : wanted.mailboxIds());
        }
        if (!wanted.words().isEmpty()) {
            query.setParameter("phrase", prefix(String.join(" ", wanted.words())));
        }
        for (int i = 0; i < wanted.words().size(); i++) {
            var prefix = prefix(wanted.words().get(i));
            var code = prefix.toLowerCase(Locale.ROOT);
            query.setParameter("word" + i, prefix);
            query.setParameter("code" + i, code);
            query.setParameter("domain" + i, code.startsWith("@") ? code.substring(1) : code);
        }
    }

    private static String prefix(String words) {
        return words.replaceAll("([\\\\%_])", "\\\\$1") + "%";
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
