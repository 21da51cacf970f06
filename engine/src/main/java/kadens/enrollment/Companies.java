package kadens.enrollment;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import kadens.prospect.Account;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The companies as a list for people, by name, a page at a time: those with somebody whom one sees, or with nobody. */
public final class Companies {

    private static final int FEW = Roster.FEW;
    private static final int FIRST_WINDOW = 200;
    private static final int WINDOW = 2_000;
    private static final int PEOPLE_MAX = 200;

    private Companies() {}

    /**
     * A page of the list.
     *
     * @param next behind which company the next page begins; null: this is the last
     */
    public record Page(List<Account> companies, @Nullable Long next) {}

    /**
     * Those whose name or domain begins so.
     *
     * @param typed empty: all
     * @param after null: from the beginning
     */
    public static Page page(StatelessSession session, String typed, Owners seen, @Nullable Long after, int limit) {
        var source = source(session, typed, seen);
        if (source == null && !seen.isAll()) {
            var near = page(session, typed, seen, null, FIRST_WINDOW, after, limit);
            if (near.companies().size() == limit) {
                return near;
            }
        }
        return page(
                session, typed, seen, source, source != null ? FEW : seen.isAll() ? limit + 1 : WINDOW, after, limit);
    }

    /** Looks through so many, and no more. */
    private static Page page(
            StatelessSession session,
            String typed,
            Owners seen,
            @Nullable String source,
            int window,
            @Nullable Long after,
            int limit) {
        var name = after == null ? null : byName(session, after);
        var behind = name == null ? "" : " AND a.by_name >= :behind AND (a.by_name > :behind OR a.id > " + after + ")";
        var walked = source != null
                ? "SELECT a.id, a.by_name FROM (" + source + ") AS s STRAIGHT_JOIN account a ON a.id = s.id WHERE TRUE"
                        + behind + " ORDER BY a.by_name, a.id LIMIT " + window
                // Rides account_by_name.
                : "SELECT a.id, a.by_name FROM account a FORCE INDEX (account_by_name) WHERE TRUE" + behind
                        + " ORDER BY a.by_name, a.id LIMIT " + window;
        var values = new HashMap<String, Object>();
        if (name != null) {
            values.put("behind", name);
        }
        if (!typed.isEmpty()) {
            values.put("word", prefix(typed));
            values.put("code", prefix(typed.toLowerCase(Locale.ROOT)));
        }
        var ids = ask(
                session,
                "SELECT a.id FROM (" + walked + ") AS a WHERE " + seen(seen) + " ORDER BY a.by_name, a.id LIMIT "
                        + (limit + 1),
                values);
        if (ids.size() > limit) {
            var page = ids.subList(0, limit);
            return new Page(get(session, page), page.getLast());
        }
        var last = source != null || seen.isAll()
                ? List.<Long>of()
                : ask(
                        session,
                        "SELECT a.id FROM (" + walked + ") AS a ORDER BY a.by_name, a.id LIMIT 1 OFFSET "
                                + (window - 1),
                        values);
        return new Page(get(session, ids), last.isEmpty() ? null : last.getFirst());
    }

    /** Whether somebody may see it. */
    public static boolean sees(StatelessSession session, Owners seen, long account) {
        return !ask(session, "SELECT a.id FROM account a WHERE a.id = " + account + " AND " + seen(seen), Map.of())
                .isEmpty();
    }

    /** How many of each company's people one sees; companies without any are left out. */
    public static Map<Long, Long> people(StatelessSession session, Owners seen, List<Account> companies) {
        // Rides prospect_of_account alone.
        return companies.isEmpty()
                ? Map.of()
                : session.createNativeQuery(
                                "SELECT p.account_id, COUNT(*) FROM prospect p WHERE p.account_id IN (:ids) AND "
                                        + seen.condition() + " GROUP BY p.account_id",
                                Object[].class)
                        .setParameterList(
                                "ids", companies.stream().map(Account::id).toList())
                        .getResultStream()
                        .collect(Collectors.toMap(
                                row -> ((Number) row[0]).longValue(), row -> ((Number) row[1]).longValue()));
    }

    /** The people of a company whom one sees, by name, the first of very many. */
    public static List<Long> peopleOf(StatelessSession session, Owners seen, long account) {
        // Rides prospect_of_account.
        return ask(
                session,
                "SELECT p.id FROM prospect p WHERE p.account_id = " + account + " AND " + seen.condition()
                        + " ORDER BY p.by_name, p.id LIMIT " + PEOPLE_MAX,
                Map.of());
    }

    /** A query for the ids of few companies among which to look; null: there are too many. */
    private static @Nullable String source(StatelessSession session, String typed, Owners seen) {
        if (!typed.isEmpty()) {
            return "(SELECT id FROM account WHERE name LIKE :word LIMIT " + FEW + ")"
                    + " UNION (SELECT id FROM account WHERE domain LIKE :code LIMIT " + FEW + ")";
        }
        if (seen.isAll() || seen.ranges().isEmpty()) {
            return null;
        }
        var sum = 0L;
        for (var range : seen.ranges()) {
            sum += ask(
                            session,
                            "SELECT COUNT(*) FROM (SELECT 1 FROM prospect FORCE INDEX (prospect_of_owner) WHERE "
                                    + range + " LIMIT " + (FEW + 1) + ") AS n",
                            Map.of())
                    .getFirst();
            if (sum > FEW) {
                return null;
            }
        }
        var own = seen.ranges().stream()
                .map(range ->
                        "(SELECT account_id AS id FROM prospect FORCE INDEX (prospect_of_owner) WHERE " + range + ")")
                .collect(Collectors.joining(" UNION ALL "));
        return "SELECT DISTINCT id FROM (" + own + ") AS o WHERE id IS NOT NULL";
    }

    /** Rides prospect_of_account. */
    private static String seen(Owners seen) {
        return seen.isAll()
                ? "TRUE"
                : "(EXISTS (SELECT 1 FROM prospect p WHERE p.account_id = a.id AND " + seen.condition()
                        + ") OR NOT EXISTS (SELECT 1 FROM prospect p WHERE p.account_id = a.id))";
    }

    private static @Nullable String byName(StatelessSession session, long account) {
        return session
                .createNativeQuery("SELECT by_name FROM account WHERE id = " + account, String.class)
                .getResultList()
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static List<Account> get(StatelessSession session, List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = session.createSelectionQuery("from Account where id in :ids", Account.class)
                .setParameterList("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(Account::id, Function.identity()));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static List<Long> ask(StatelessSession session, String sql, Map<String, ?> values) {
        var query = session.createNativeQuery(sql, Long.class);
        values.forEach((name, value) -> {
            if (sql.contains(":" + name)) {
                query.setParameter(name, value);
            }
        });
        return query.getResultList();
    }

    private static String prefix(String words) {
        return words.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
