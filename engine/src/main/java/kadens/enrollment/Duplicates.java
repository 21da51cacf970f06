package kadens.enrollment;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Pairs of prospects who are likely one person, a page at a time along the prospects. */
public final class Duplicates {

    private static final int WINDOW = 20_000;

    private Duplicates() {}

    /** What makes them look like one. */
    public enum Likeness {
        /** The same first and last name in the same company. */
        NAME,
        /** The same phone number, however it is written. */
        PHONE,
        /** One has written from the other's address. */
        ADDRESS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one that is called so; that by name for any other word. */
        public static Likeness of(@Nullable String word) {
            return Stream.of(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst()
                    .orElse(NAME);
        }
    }

    public record Pair(long first, long second) {}

    /**
     * Some pairs.
     *
     * @param next where to go on; null: there are no more prospects to look at
     */
    public record Page(List<Pair> pairs, @Nullable String next) {}

    /** @param after what {@link Page#next} was; null: from the beginning */
    public static Page find(
            StatelessSession session, Likeness likeness, Owners seen, @Nullable String after, int limit) {
        var from = after != null && after.matches("\\d{1,18}(-\\d{1,18})?") ? after.split("-") : new String[] {"0"};
        var first = Long.parseLong(from[0]);
        var second = from.length < 2 ? Long.MAX_VALUE : Long.parseLong(from[1]);
        // Where a page ended in the middle of somebody's pairs, that one is looked at again.
        var window = "SELECT p.id FROM prospect p WHERE p.id >= " + (from.length < 2 ? first + 1 : first)
                + " ORDER BY p.id LIMIT " + WINDOW;
        var rows = session.createNativeQuery(
                        "SELECT p.id, o.id FROM (" + window + ") AS w STRAIGHT_JOIN prospect p ON p.id = w.id "
                                + others(likeness) + " WHERE (p.id > " + first + " OR o.id > " + second + ") AND "
                                + seen.condition() + " AND "
                                + seen.condition().replace("p.owner_id", "o.owner_id")
                                + " ORDER BY p.id, o.id LIMIT " + limit,
                        Object[].class)
                .getResultList();
        var pairs = rows.stream()
                .map(row -> new Pair(((Number) row[0]).longValue(), ((Number) row[1]).longValue()))
                .toList();
        if (pairs.size() == limit) {
            return new Page(pairs, pairs.getLast().first() + "-" + pairs.getLast().second());
        }
        var end = session.createNativeQuery(
                        "SELECT id FROM (" + window + ") AS w ORDER BY id LIMIT 1 OFFSET " + (WINDOW - 1), Long.class)
                .getResultList();
        return new Page(pairs, end.isEmpty() ? null : String.valueOf(end.getFirst()));
    }

    /** Rides prospect_twins, prospect_phone or prospect_email. */
    private static String others(Likeness likeness) {
        return switch (likeness) {
            case NAME ->
                "STRAIGHT_JOIN prospect o FORCE INDEX (prospect_twins) ON o.account_id = p.account_id"
                        + " AND o.last_name = p.last_name AND o.first_name = p.first_name AND o.id > p.id";
            case PHONE ->
                "STRAIGHT_JOIN prospect o FORCE INDEX (prospect_phone) ON o.phone_end = p.phone_end"
                        + " AND CHAR_LENGTH(p.phone_end) = 8 AND o.id > p.id";
            case ADDRESS ->
                "STRAIGHT_JOIN prospect_address d ON d.prospect_id = p.id"
                        + " STRAIGHT_JOIN prospect o ON o.email = d.address AND o.id <> p.id";
        };
    }
}
