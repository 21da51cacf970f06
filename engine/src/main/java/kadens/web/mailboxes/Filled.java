package kadens.web.mailboxes;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kadens.language.Refusal;
import kadens.web.Texts;

/** A form as somebody filled it in, and what is wrong with it. Passwords are never among what it keeps. */
final class Filled {

    private static final int CHARS_MAX = 300;

    private final Map<String, String> typed;
    private final Map<String, String> wrong = new LinkedHashMap<>();
    private final Texts texts;

    Filled(Map<String, String> typed, Texts texts) {
        this.typed = new LinkedHashMap<>(typed);
        this.texts = texts;
    }

    static Filled of(Context context, List<String> fields, Texts texts) {
        var typed = new LinkedHashMap<String, String>();
        for (var field : fields) {
            var given = Objects.requireNonNullElse(context.formParam(field), "").strip();
            typed.put(field, given.substring(0, Math.min(given.length(), CHARS_MAX)));
        }
        return new Filled(typed, texts);
    }

    Map<String, String> typed() {
        return Map.copyOf(typed);
    }

    Map<String, String> wrong() {
        return Map.copyOf(wrong);
    }

    boolean isRight() {
        return wrong.isEmpty();
    }

    String get(String field) {
        return typed.getOrDefault(field, "");
    }

    void put(String field, String value) {
        typed.put(field, value);
    }

    /** Says beside the field what is wrong with it; the first that was found counts. */
    void isWrong(String field, String key, Object... values) {
        wrong.putIfAbsent(field, texts.say("mailboxes.wrong." + key, values));
    }

    /** As {@link #isWrong}, in words that are said already. */
    void isWrongInWords(String field, String words) {
        wrong.putIfAbsent(field, words);
    }

    /** A sentence in the language of the page. */
    String said(kadens.language.Sentence sentence) {
        return kadens.web.Moment.sentence(sentence, texts);
    }

    /** A whole number in this range; empty where it is none, which is said. */
    Optional<Integer> number(String field, int min, int max) {
        var given = get(field);
        if (given.matches("\\d{1,7}")) {
            var number = Integer.parseInt(given);
            if (number >= min && number <= max) {
                return Optional.of(number);
            }
        }
        isWrong(field, "number", String.valueOf(min), String.valueOf(max));
        return Optional.empty();
    }

    /** What the domain makes of a field; empty where it refuses it, which is said. */
    <T> Optional<T> read(String field, String key, java.util.function.Function<String, T> reading) {
        try {
            return Optional.of(reading.apply(get(field)));
        } catch (Refusal _) {
            isWrong(field, key);
            return Optional.empty();
        }
    }
}
