package kadens.web.prospects;

import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import kadens.enrollment.Owners;
import kadens.enrollment.Roster.Order;
import kadens.enrollment.Roster.Standing;
import kadens.enrollment.Roster.Wanted;
import kadens.team.Sight;
import org.jspecify.annotations.Nullable;

/**
 * Which prospects a list shows, and how, as its address says it. What an address says wrongly is left out.
 *
 * @param owner {@code mine}, {@code shared}, a person's id, or empty
 * @param state a {@link Standing}, or empty
 * @param suppressed {@code yes}, {@code no}, or empty
 * @param since a date, or empty
 * @param sort {@code name}, or empty: the newest first
 * @param fields the custom fields that are shown as columns
 */
record ListQuery(
        String q,
        String owner,
        String state,
        String cadence,
        String country,
        String suppressed,
        String since,
        String sort,
        List<String> fields) {

    static final int FIELDS_MAX = 3;
    private static final String FIELD = "[A-Za-z_][A-Za-z0-9_]{0,99}";

    static ListQuery of(Context context) {
        return of(name -> Forms.query(context, name, 100), context.queryParams("fields"));
    }

    /** Reads the part of an address behind the question mark. */
    static ListQuery of(Map<String, List<String>> query) {
        return of(
                name -> query.getOrDefault(name, List.of()).stream()
                        .findFirst()
                        .map(text -> text.strip().substring(0, Math.min(text.strip().length(), 100)))
                        .orElse(""),
                query.getOrDefault("fields", List.of()));
    }

    private static ListQuery of(Function<String, String> value, List<String> fields) {
        return new ListQuery(
                value.apply("q"),
                matching(value.apply("owner"), "mine|shared|\\d{1,18}"),
                Stream.of(Standing.values())
                        .map(Standing::word)
                        .filter(value.apply("state")::equals)
                        .findFirst()
                        .orElse(""),
                value.apply("cadence"),
                matching(value.apply("country").toUpperCase(Locale.ROOT), "[A-Z]{2}"),
                matching(value.apply("suppressed"), "yes|no"),
                day(value.apply("since")) == null ? "" : value.apply("since"),
                matching(value.apply("sort"), "name"),
                fields.stream()
                        .flatMap(each -> Stream.of(each.split(",")))
                        .filter(each -> each.matches(FIELD))
                        .distinct()
                        .limit(FIELDS_MAX)
                        .toList());
    }

    Wanted wanted(Sight sight, long me, ZoneId zone) {
        var day = day(since);
        return new Wanted(
                Wanted.words(q),
                owners(sight, me),
                state.isEmpty() ? null : Standing.valueOf(state.toUpperCase(Locale.ROOT)),
                cadence.isEmpty() ? null : cadence,
                country.isEmpty() ? null : country,
                suppressed.isEmpty() ? null : suppressed.equals("yes"),
                day == null ? null : day.atStartOfDay(zone).toInstant(),
                sort.equals("name") ? Order.NAME : Order.NEWEST);
    }

    /** Whether it leaves anybody out. */
    boolean filters() {
        return !(q + owner + state + cadence + country + suppressed + since).isEmpty();
    }

    /** Its address. @param after behind whom the page begins; null: from the beginning */
    String href(@Nullable Long after) {
        var values = new LinkedHashMap<String, String>();
        values.put("q", q);
        values.put("owner", owner);
        values.put("state", state);
        values.put("cadence", cadence);
        values.put("country", country);
        values.put("suppressed", suppressed);
        values.put("since", since);
        values.put("sort", sort);
        values.put("fields", String.join(",", fields));
        values.put("after", Objects.toString(after, ""));
        return Forms.address("/prospects", values);
    }

    /** What stands behind the question mark of its address. */
    String query() {
        var href = href(null);
        return href.contains("?") ? href.substring(href.indexOf('?') + 1) : "";
    }

    private Owners owners(Sight sight, long me) {
        return switch (owner) {
            case "" -> Owners.all(sight);
            case "mine" -> Owners.one(sight, me);
            case "shared" -> Owners.nobody();
            default -> Owners.one(sight, Long.parseLong(owner));
        };
    }

    private static String matching(String value, String pattern) {
        return value.matches(pattern) ? value : "";
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
