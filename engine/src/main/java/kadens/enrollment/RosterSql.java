package kadens.enrollment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kadens.enrollment.Roster.Order;
import kadens.enrollment.Roster.Standing;
import kadens.enrollment.Roster.Wanted;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The queries of {@link Roster}. What people typed goes in as parameters; only numbers and our own words are written in. */
final class RosterSql {

    private static final int ENOUGH = Roster.FEW + 1;
    private static final String UP_TO = " LIMIT " + ENOUGH;
    private static final String UNION = " UNION ";
    private static final String UNION_ALL = " UNION ALL ";
    private static final int SUPPRESSED_DOMAINS_MAX = 100;

    /** What of an address may stand on the suppression list: itself, its domain, and the domains above. */
    private static final List<String> TARGETS = List.of(
            "p.email",
            "SUBSTRING_INDEX(p.email, '@', -1)",
            "SUBSTRING_INDEX(SUBSTRING_INDEX(p.email, '@', -1), '.', -2)",
            "SUBSTRING_INDEX(SUBSTRING_INDEX(p.email, '@', -1), '.', -3)",
            "SUBSTRING_INDEX(SUBSTRING_INDEX(p.email, '@', -1), '.', -4)");

    private final StatelessSession session;
    private final Wanted wanted;
    private final Map<String, Object> values = new HashMap<>();
    private final String conditions;

    RosterSql(StatelessSession session, Wanted wanted) {
        this.session = session;
        this.wanted = wanted;
        for (int i = 0; i < wanted.words().size(); i++) {
            var prefix = prefix(wanted.words().get(i));
            var code = prefix.toLowerCase(Locale.ROOT);
            values.put("word" + i, prefix);
            values.put("code" + i, code);
            values.put("domain" + i, code.startsWith("@") ? code.substring(1) : code);
        }
        if (!wanted.words().isEmpty()) {
            values.put("phrase", prefix(String.join(" ", wanted.words())));
        }
        put("cadence", wanted.cadence());
        put("country", wanted.country());
        put("since", wanted.since());
        conditions = conditions();
    }

    boolean filters() {
        return wanted.filters();
    }

    /** Whether each prospect that is passed over costs several look-ups. */
    boolean isDear() {
        return wanted.suppressed() != null;
    }

    int branches() {
        return wanted.owners().ranges().size();
    }

    /** A query for the ids that one of the filters leaves, where these are few; null: each leaves many. */
    @Nullable
    String few() {
        return sources().filter(this::leavesFew).findFirst().map(Source::sql).orElse(null);
    }

    /** Ids by one filter. @param parts each rides an index of its own, and ends where there are too many */
    private record Source(List<String> parts, String join) {

        String sql() {
            return parts.isEmpty()
                    ? "SELECT id FROM prospect WHERE FALSE"
                    : "(" + String.join(")" + join + "(", parts) + ")";
        }
    }

    /** Stops at the first part that holds many; what parts have in common is sorted out only where it matters. */
    private boolean leavesFew(Source source) {
        var sum = 0L;
        for (var part : source.parts()) {
            var there = count(part);
            if (there >= ENOUGH) {
                return false;
            }
            sum += there;
        }
        return sum < ENOUGH || (source.join().equals(UNION) && count(source.sql()) < ENOUGH);
    }

    /** Those of a query that all filters leave, in their order. */
    List<Long> sorted(String source) {
        return ask(
                "SELECT p.id FROM (" + source + ") AS s STRAIGHT_JOIN prospect p ON p.id = s.id" + joins() + " WHERE "
                        + wanted.owners().condition() + conditions + " ORDER BY "
                        + (wanted.order() == Order.NEWEST ? "p.id DESC" : "p.by_name, p.id"));
    }

    /** Of those enrollments {@code e} that a condition leaves, the ones of prospects whom all filters leave. */
    List<Long> enrollments(String condition) {
        return ask("SELECT e.id FROM enrollment e STRAIGHT_JOIN prospect p ON p.id = e.prospect_id" + joins()
                + " WHERE TRUE" + condition + conditions);
    }

    /** Of the next prospects in the order of the list, the first ones that all filters leave. */
    List<Long> walked(@Nullable Long after, int window, int limit) {
        var ordered = window(after, window);
        if (ordered.isEmpty()) {
            return List.of();
        }
        return conditions.isEmpty()
                ? ask("SELECT w.id FROM (" + ordered + ") AS w ORDER BY " + windowOrder() + " LIMIT " + limit)
                : ask("SELECT w.id FROM (" + ordered + ") AS w STRAIGHT_JOIN prospect p ON p.id = w.id" + joins()
                        + " WHERE TRUE" + conditions + " ORDER BY " + windowOrder() + " LIMIT " + limit);
    }

    /** The last of the next prospects in the order of the list; null where there are no more behind it. */
    @Nullable
    Long lastOf(@Nullable Long after, int window) {
        var ordered = window(after, window);
        return ordered.isEmpty()
                ? null
                : ask("SELECT w.id FROM (" + ordered + ") AS w ORDER BY " + windowOrder() + " LIMIT 1 OFFSET "
                                + (window - 1))
                        .stream()
                        .findFirst()
                        .orElse(null);
    }

    private String windowOrder() {
        return wanted.order() == Order.NEWEST ? "w.id DESC" : "w.k, w.id";
    }

    /** Each owner's part rides an index in the order of the list; together they are no longer than the window. */
    private String window(@Nullable Long after, int window) {
        var newest = wanted.order() == Order.NEWEST;
        var all = wanted.owners().isAll();
        var index =
                newest ? all ? "PRIMARY" : "prospect_of_owner" : all ? "prospect_by_name" : "prospect_of_owner_by_name";
        var parts = wanted.owners().ranges().stream()
                .map(range -> "(SELECT id" + (newest ? "" : ", by_name AS k") + " FROM prospect FORCE INDEX (" + index
                        + ") WHERE " + range + behind(after) + " ORDER BY " + (newest ? "id DESC" : "by_name, id")
                        + " LIMIT " + window + ")")
                .toList();
        if (parts.size() < 2) {
            return parts.isEmpty() ? "" : parts.getFirst();
        }
        return "SELECT * FROM (" + String.join(" UNION ALL ", parts) + ") AS u ORDER BY "
                + (newest ? "id DESC" : "k, id") + " LIMIT " + window;
    }

    private String behind(@Nullable Long after) {
        if (after == null) {
            return "";
        }
        if (wanted.order() == Order.NEWEST) {
            return " AND id < " + after;
        }
        var name = session.createNativeQuery("SELECT by_name FROM prospect WHERE id = " + after, String.class)
                .getResultList();
        if (name.isEmpty()) {
            return ""; // merged into another meanwhile: from the beginning
        }
        values.put("behind", Objects.requireNonNull(name.getFirst()));
        return " AND by_name >= :behind AND (by_name > :behind OR id > " + after + ")";
    }

    private Stream<Source> sources() {
        var sources = new ArrayList<Source>();
        IntStream.range(0, wanted.words().size()).mapToObj(this::ofWord).forEach(sources::add);
        var standing = standing();
        if (standing != null && standing != Standing.NONE) {
            sources.add(new Source(
                    standing.states().stream()
                            .map(state ->
                                    "SELECT prospect_id AS id FROM enrollment FORCE INDEX (enrollment_of_prospects)"
                                            + " WHERE state = '" + state.word() + "'"
                                            + (wanted.cadence() == null ? "" : " AND cadence = :cadence") + UP_TO)
                            .toList(),
                    UNION_ALL));
        }
        if (wanted.suppressed() != null && wanted.suppressed()) {
            ofSuppression().ifPresent(sources::add);
        }
        if (wanted.country() != null) {
            sources.add(one("SELECT id FROM prospect FORCE INDEX (prospect_country) WHERE country = :country"));
        }
        if (wanted.since() != null) {
            sources.add(one("SELECT id FROM prospect FORCE INDEX (prospect_created) WHERE created_at >= :since"));
        }
        sources.add(new Source(
                wanted.owners().ranges().stream()
                        .map(range -> "SELECT id FROM prospect"
                                + (wanted.owners().isAll() ? "" : " FORCE INDEX (prospect_of_owner)") + " WHERE "
                                + range + UP_TO)
                        .toList(),
                UNION_ALL));
        return sources.stream();
    }

    private static Source one(String query) {
        return new Source(List.of(query + UP_TO), UNION);
    }

    private Source ofWord(int number) {
        var ofProspect = "SELECT id FROM prospect WHERE ";
        var ofAccount = "SELECT q.id FROM account a STRAIGHT_JOIN prospect q ON q.account_id = a.id WHERE ";
        var parts = new ArrayList<>(List.of(
                ofProspect + "last_name LIKE :word" + number + UP_TO,
                ofProspect + "first_name LIKE :word" + number + UP_TO,
                ofProspect + "email LIKE :code" + number + UP_TO,
                ofAccount + "a.name LIKE :word" + number + UP_TO,
                ofAccount + "a.domain LIKE :domain" + number + UP_TO));
        if (wanted.words().size() > 1) {
            parts.add(ofProspect + "first_name LIKE :phrase" + UP_TO);
            parts.add(ofProspect + "last_name LIKE :phrase" + UP_TO);
            parts.add(ofAccount + "a.name LIKE :phrase" + UP_TO);
        }
        return new Source(parts, UNION);
    }

    /** Rides prospect_email for addresses and prospect_reversed for domains; empty where there are too many of those. */
    private Optional<Source> ofSuppression() {
        var domains = session.createNativeQuery(
                        "SELECT target FROM suppression WHERE target NOT LIKE '%@%' LIMIT "
                                + (SUPPRESSED_DOMAINS_MAX + 1),
                        String.class)
                .getResultList();
        if (domains.size() > SUPPRESSED_DOMAINS_MAX) {
            return Optional.empty();
        }
        var parts = new ArrayList<>(
                List.of("SELECT q.id FROM suppression s STRAIGHT_JOIN prospect q ON q.email = s.target" + UP_TO));
        for (int i = 0; i < domains.size(); i++) {
            var reversed = new StringBuilder(domains.get(i)).reverse().toString();
            values.put("at" + i, prefix(reversed + "@"));
            values.put("below" + i, prefix(reversed + "."));
            parts.add("SELECT id FROM prospect WHERE reversed LIKE :at" + i + UP_TO);
            parts.add("SELECT id FROM prospect WHERE reversed LIKE :below" + i + UP_TO);
        }
        return Optional.of(new Source(parts, UNION));
    }

    /**
     * Joins and no subqueries, which the server would work out for everybody first. Each is one look-up a prospect, by
     * enrollment_one_active_a_prospect, suppression_target or by id.
     */
    private String joins() {
        var standing = standing();
        return (wanted.words().isEmpty() ? "" : " LEFT JOIN account a ON a.id = p.account_id")
                + (standing == null
                        ? ""
                        : (standing == Standing.NONE ? " LEFT JOIN" : " STRAIGHT_JOIN")
                                + " enrollment e ON e.active_prospect_id = p.id")
                + (wanted.suppressed() == null
                        ? ""
                        : IntStream.range(0, TARGETS.size())
                                .mapToObj(i ->
                                        " LEFT JOIN suppression s" + i + " ON s" + i + ".target = " + TARGETS.get(i))
                                .collect(Collectors.joining()));
    }

    private String conditions() {
        var sql = new StringBuilder();
        var several = wanted.words().size() > 1;
        for (int i = 0; i < wanted.words().size(); i++) {
            sql.append((" AND (p.email LIKE :code# OR p.first_name LIKE :word# OR p.last_name LIKE :word#"
                            + (several ? " OR p.first_name LIKE :phrase OR p.last_name LIKE :phrase" : "")
                            + " OR a.name LIKE :word#"
                            + (several ? " OR a.name LIKE :phrase" : "")
                            + " OR a.domain LIKE :domain#)")
                    .replace("#", String.valueOf(i)));
        }
        var standing = standing();
        if (standing == Standing.NONE) {
            sql.append(" AND e.id IS NULL");
        } else if (standing != null) {
            sql.append(" AND e.state IN ('")
                    .append(standing.states().stream().map(State::word).collect(Collectors.joining("', '")))
                    .append("')")
                    .append(wanted.cadence() == null ? "" : " AND e.cadence = :cadence");
        }
        sql.append(wanted.country() == null ? "" : " AND p.country = :country");
        sql.append(wanted.since() == null ? "" : " AND p.created_at >= :since");
        if (wanted.suppressed() != null) {
            sql.append(wanted.suppressed() ? " AND" : " AND NOT")
                    .append(IntStream.range(0, TARGETS.size())
                            .mapToObj(i -> "s" + i + ".id IS NOT NULL")
                            .collect(Collectors.joining(" OR ", " (", ")")));
        }
        return sql.toString();
    }

    /** Only an ongoing enrollment has a cadence that is asked for. */
    private @Nullable Standing standing() {
        return wanted.standing() == null && wanted.cadence() != null ? Standing.ANY : wanted.standing();
    }

    private long count(String source) {
        return ask("SELECT COUNT(*) FROM (SELECT id FROM (" + source + ") AS u LIMIT " + ENOUGH + ") AS n")
                .getFirst();
    }

    private List<Long> ask(String sql) {
        var query = session.createNativeQuery(sql, Long.class);
        values.forEach((name, value) -> {
            if (sql.contains(":" + name)) {
                query.setParameter(name, value);
            }
        });
        return query.getResultList();
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static String prefix(String words) {
        return words.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
