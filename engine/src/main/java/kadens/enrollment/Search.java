package kadens.enrollment;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.enrollment.Roster.Order;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Which enrollments words mean that somebody typed, found quickly among a million. */
public final class Search {

    private static final int MOST = 5_000;

    private Search() {}

    /**
     * Enrollments, in no order that counts.
     *
     * @param all false where the words mean so many people that only the newest of them were looked through
     */
    public record Found(List<Long> ids, boolean all) {

        /** A condition for native SQL on a column that holds the enrollment; only numbers go into it. */
        public String condition(String column) {
            return ids.isEmpty() ? "FALSE" : column + " IN (" + numbers(ids) + ")";
        }

        /** With others. */
        public Found and(Found others) {
            return new Found(
                    Stream.concat(ids.stream(), others.ids.stream()).distinct().toList(), all && others.all);
        }
    }

    /**
     * The enrollments of people whom the words mean.
     *
     * @param words as in {@link Roster.Wanted}; at least one
     * @param mailboxIds null for all
     */
    public static Found enrollments(StatelessSession session, List<String> words, @Nullable List<Long> mailboxIds) {
        var sql = sql(session, words);
        var whose = new Whose(mailboxIds);
        var ofMailboxes = " AND " + whose.condition("e.mailbox_id");
        if (whose.isNobodys()) {
            return new Found(List.of(), true);
        }
        if (mailboxIds != null && areFew(session, whose)) {
            return new Found(sql.enrollments(ofMailboxes), true);
        }
        var few = sql.few();
        var people = few == null ? sql.walked(null, Roster.WINDOW, MOST) : sql.sorted(few);
        return new Found(
                people.isEmpty()
                        ? List.of()
                        : ids(
                                session,
                                "SELECT e.id FROM enrollment e WHERE e.prospect_id IN (" + numbers(people) + ")"
                                        + ofMailboxes),
                few != null);
    }

    /** Those of some enrollments that are of people whom the words mean. */
    public static Found among(StatelessSession session, List<String> words, List<Long> enrollmentIds) {
        return new Found(
                enrollmentIds.isEmpty()
                        ? List.of()
                        : sql(session, words).enrollments(" AND e.id IN (" + numbers(enrollmentIds) + ")"),
                true);
    }

    private static RosterSql sql(StatelessSession session, List<String> words) {
        return new RosterSql(
                session, new Roster.Wanted(words, Owners.EVERYBODYS, null, null, null, null, null, Order.NEWEST));
    }

    private static boolean areFew(StatelessSession session, Whose whose) {
        return ids(
                                session,
                                "SELECT COUNT(*) FROM (SELECT 1 FROM enrollment WHERE " + whose.condition("mailbox_id")
                                        + " LIMIT " + (Roster.FEW + 1) + ") AS counted")
                        .getFirst()
                <= Roster.FEW;
    }

    private static List<Long> ids(StatelessSession session, String sql) {
        return session.createNativeQuery(sql, Long.class).getResultList();
    }

    private static String numbers(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
