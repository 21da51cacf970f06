package kadens.prospect;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kadens.team.Sight;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/** A few people and companies by the beginnings of what is typed, for whoever wants to go there: quick rather than complete. */
public final class QuickFind {

    private static final int WORDS_MAX = 3;

    /** One letter names half of all. */
    private static final int CHARS_MIN = 2;

    private QuickFind() {}

    /** Somebody or a company. @param note beside the name, such as an address; may be empty */
    public record Found(long id, String name, String note) {}

    /** Those of the prospects seen that all the words fit. */
    public static List<Found> prospects(StatelessSession session, Sight sight, String typed, int limit) {
        var words = words(typed);
        if (words.isEmpty()) {
            return List.of();
        }
        // Each branch rides the index of its column, and stops at a few.
        var branches = Stream.of("p.email", "p.first_name", "p.last_name")
                .map(column -> "(SELECT p.id FROM prospect p WHERE " + column + " LIKE :word0 AND "
                        + sight.condition("p.owner_id") + others(words.size()) + " LIMIT " + limit + ")")
                .toList();
        var query = session.createNativeQuery(
                "SELECT p.id, TRIM(CONCAT(COALESCE(p.first_name, ''), ' ', COALESCE(p.last_name, ''))), p.email"
                        + " FROM (" + String.join(" UNION ", branches)
                        + ") AS found JOIN prospect p ON p.id = found.id ORDER BY p.last_name, p.first_name, p.id LIMIT "
                        + limit,
                Object[].class);
        return found(bind(query, words)).stream()
                .map(each -> each.name.isEmpty() ? new Found(each.id, each.note, "") : each)
                .toList();
    }

    /** Those of the companies with a prospect seen. */
    public static List<Found> accounts(StatelessSession session, Sight sight, String typed, int limit) {
        var name = typed.strip();
        if (name.length() < CHARS_MIN) {
            return List.of();
        }
        var seen = sight.isAll()
                ? ""
                : " AND EXISTS (SELECT 1 FROM prospect p WHERE p.account_id = a.id AND " + sight.condition("p.owner_id")
                        + ")";
        var branches = Stream.of("a.name", "a.domain")
                .map(column -> "(SELECT a.id, COALESCE(a.name, a.domain) AS name, COALESCE(a.domain, '') FROM account a WHERE "
                        + column + " LIKE :word0" + seen + " LIMIT " + limit + ")")
                .toList();
        var query = session.createNativeQuery(
                String.join(" UNION ", branches) + " ORDER BY name LIMIT " + limit, Object[].class);
        return found(bind(query, List.of(name)));
    }

    private static String others(int words) {
        return IntStream.range(1, words)
                .mapToObj(i -> " AND (p.first_name LIKE :word# OR p.last_name LIKE :word# OR p.email LIKE :word#)"
                        .replace("#", String.valueOf(i)))
                .reduce("", String::concat);
    }

    /** The longest first: it is the one that fewest fit. */
    private static List<String> words(String typed) {
        return Stream.of(typed.strip().split("[\\s,]+"))
                .filter(word -> word.length() >= CHARS_MIN)
                .sorted(Comparator.comparing(String::length).reversed())
                .limit(WORDS_MAX)
                .toList();
    }

    private static NativeQuery<Object[]> bind(NativeQuery<Object[]> query, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            query.setParameter(
                    "word" + i, words.get(i).toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        return query;
    }

    private static List<Found> found(NativeQuery<Object[]> query) {
        return query.getResultList().stream()
                .map(row -> new Found(((Number) row[0]).longValue(), row[1].toString(), row[2].toString()))
                .toList();
    }
}
