package kadens.template;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import org.jspecify.annotations.Nullable;

/**
 * What a template may see. A text of which nothing is seen, or that stands for nothing as {@code N/A} does, counts as
 * missing, so that a template's fallback is used.
 *
 * @param prospect email, firstName, lastName, title, phone, timeZone, country, language and a map of fields
 * @param account name, domain and a map of fields
 * @param sender name, email, phone, signature
 * @param unsubscribeUrl null where none is known
 * @param today where the prospect is
 */
public record Values(
        Map<String, Object> prospect,
        Map<String, Object> account,
        Map<String, Object> sender,
        @Nullable String unsubscribeUrl,
        LocalDate today) {

    static final Map<String, List<String>> KNOWN = Map.of(
            "prospect",
            List.of("email", "firstName", "lastName", "title", "phone", "timeZone", "country", "language", "fields"),
            "account",
            List.of("name", "domain", "fields"),
            "sender",
            List.of("name", "email", "phone", "signature"),
            "step",
            List.of("key"),
            "cadence",
            List.of("title"));

    private static final String FIELDS = "fields";

    /**
     * Keeps what says something.
     *
     * @throws IllegalArgumentException for a name that templates do not know, or a value that is no text
     */
    public Values {
        prospect = present("prospect", prospect);
        account = present("account", account);
        sender = present("sender", sender);
    }

    /** Everything a template of this step sees. */
    Map<String, Object> of(Cadence cadence, Step step) {
        var all = new LinkedHashMap<String, Object>();
        all.put("prospect", prospect);
        all.put("account", account);
        all.put("sender", sender);
        all.put("step", Map.of("key", step.key()));
        all.put("cadence", Map.of("title", cadence.title()));
        if (unsubscribeUrl != null && !unsubscribeUrl.isBlank()) {
            all.put("unsubscribeUrl", unsubscribeUrl);
        }
        return all;
    }

    /** Whether there is a value of this name, such as {@code account.fields.depot}. */
    public boolean has(String name) {
        var words = name.split("\\.", 3);
        var things = Map.of("prospect", prospect, "account", account, "sender", sender);
        if (words.length == 3) {
            return things.getOrDefault(words[0], Map.of()).get(FIELDS) instanceof Map<?, ?> fields
                    && fields.containsKey(words[2]);
        }
        return words.length == 2
                ? things.getOrDefault(words[0], Map.of()).containsKey(words[1])
                : unsubscribeUrl != null && !unsubscribeUrl.isBlank();
    }

    /** Each value by its whole name, such as {@code account.fields.depot}. */
    public Map<String, String> byName() {
        var names = new TreeMap<String, String>();
        Map.of("prospect", prospect, "account", account, "sender", sender)
                .forEach((thing, values) -> values.forEach((name, value) -> {
                    if (value instanceof Map<?, ?> fields) {
                        fields.forEach((field, text) -> names.put(thing + ".fields." + field, text.toString()));
                    } else {
                        names.put(thing + "." + name, value.toString());
                    }
                }));
        if (unsubscribeUrl != null) {
            names.put("unsubscribeUrl", unsubscribeUrl);
        }
        return names;
    }

    private static Map<String, Object> present(String thing, Map<String, ?> given) {
        var known = KNOWN.getOrDefault(thing, List.of());
        var kept = new LinkedHashMap<String, Object>();
        if (known.contains(FIELDS)) {
            // Always there, so that a template can ask for any field with a fallback.
            kept.put(FIELDS, Map.of());
        }
        given.forEach((name, value) -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("Templates know no " + thing + "." + name);
            }
            if (name.equals(FIELDS) && value instanceof Map<?, ?> fields) {
                kept.put(FIELDS, texts(thing, fields));
            } else if (isPresent(thing + "." + name, value)) {
                kept.put(name, value);
            }
        });
        return Map.copyOf(kept);
    }

    private static Map<String, Object> texts(String thing, Map<?, ?> fields) {
        var kept = new LinkedHashMap<String, Object>();
        fields.forEach((name, value) -> {
            if (isPresent(thing + ".fields." + name, value)) {
                kept.put(String.valueOf(name), value);
            }
        });
        return Map.copyOf(kept);
    }

    private static boolean isPresent(String name, @Nullable Object value) {
        if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException(name + " must be a text, not a " + value.getClass());
        }
        return value instanceof String text && Visible.isValue(text);
    }
}
