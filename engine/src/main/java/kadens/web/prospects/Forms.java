package kadens.web.prospects;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what forms and addresses give, never longer than it can be. */
final class Forms {

    private Forms() {}

    static String query(Context context, String name, int charsMax) {
        return cut(context.queryParam(name), charsMax);
    }

    static String form(Context context, String name, int charsMax) {
        return cut(context.formParam(name), charsMax);
    }

    /** A number as it stands in an address; null where it is none. */
    static @Nullable Long number(@Nullable String given) {
        return given != null && given.matches("\\d{1,18}") ? Long.valueOf(given) : null;
    }

    /** The numbers of a list with commas between them; what is none is left out. */
    static List<Long> numbers(@Nullable String given) {
        return Arrays.stream(Objects.requireNonNullElse(given, "").split(","))
                .map(Forms::number)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The end of an address with these values, those that are empty left out. */
    static String address(String path, Map<String, String> values) {
        var query = values.entrySet().stream()
                .filter(value -> !value.getValue().isEmpty())
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String cut(@Nullable String given, int charsMax) {
        var text = Objects.requireNonNullElse(given, "").strip();
        return text.substring(0, Math.min(text.length(), charsMax));
    }
}
