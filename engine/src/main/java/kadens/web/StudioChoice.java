package kadens.web;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor of the studio has chosen, all of it in the address: which step, in which form, for whom.
 *
 * @param cadence the name of a cadence, which need not exist
 * @param asked by the names in {@link #NAMES}, none blank
 */
record StudioChoice(String cadence, SortedMap<String, String> asked) {

    static final String STEP = "step";
    static final String VARIANT = "variant";
    static final String LANGUAGE = "language";
    static final String SAMPLE = "sample";
    static final String PROSPECT = "prospect";
    static final String MAILBOX = "mailbox";
    static final String FORM = "form";
    static final String WIDTH = "width";
    static final String SEARCH = "q";

    private static final List<String> NAMES =
            List.of(STEP, VARIANT, LANGUAGE, SAMPLE, PROSPECT, MAILBOX, FORM, WIDTH, SEARCH);
    private static final int CHARS_MAX = 100;

    /** As the query of an address, or a form that was sent, says. */
    static StudioChoice of(Context context) {
        var asked = new TreeMap<String, String>();
        for (var name : NAMES) {
            var inForm = context.formParam(name);
            var value = inForm == null ? context.queryParam(name) : inForm;
            if (value != null && !value.isBlank()) {
                asked.put(name, value.substring(0, Math.min(value.length(), CHARS_MAX)));
            }
        }
        return new StudioChoice(context.pathParam("cadence"), asked);
    }

    static StudioChoice cadence(String name) {
        return new StudioChoice(name, new TreeMap<>());
    }

    @Nullable
    String value(String name) {
        return asked.get(name);
    }

    /** The id that stands there; null where there is none. */
    @Nullable
    Long id(String name) {
        var value = asked.get(name);
        return value != null && value.matches("\\d{1,18}") ? Long.valueOf(value) : null;
    }

    /** The same with another value; null takes it away. */
    StudioChoice with(String name, @Nullable String value) {
        var other = new TreeMap<>(asked);
        if (value == null) {
            other.remove(name);
        } else {
            other.put(name, value);
        }
        return new StudioChoice(cadence, other);
    }

    /** A step of its own has variants and languages of its own. */
    StudioChoice step(String key) {
        return with(STEP, key).with(VARIANT, null).with(LANGUAGE, null);
    }

    StudioChoice sample(String name) {
        return with(PROSPECT, null).with(SAMPLE, name);
    }

    StudioChoice prospect(long id) {
        return with(SAMPLE, null).with(PROSPECT, Long.toString(id));
    }

    String href() {
        return path() + query(asked);
    }

    /** Where the step's HTML is shown alone. */
    String frame(String step) {
        var kept = new TreeMap<>(asked);
        Stream.of(STEP, FORM, WIDTH, SEARCH).forEach(kept::remove);
        return path() + "/steps/" + encoded(step) + "/html" + query(kept);
    }

    /** Where a test of the step is asked for. */
    String test(String step) {
        return path() + "/steps/" + encoded(step) + "/test";
    }

    private String path() {
        return "/studio/" + encoded(cadence);
    }

    private static String query(Map<String, String> values) {
        return values.isEmpty()
                ? ""
                : values.entrySet().stream()
                        .map(value -> value.getKey() + "=" + encoded(value.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
