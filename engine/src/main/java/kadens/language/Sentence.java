package kadens.language;

import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Something told to a person, kept as a key and values so that it can be said in their language.
 *
 * <p>Reasons, timeline entries and refusals are stored this way; the words live in {@code sentences*.properties}.
 *
 * @param key one of the keys of {@code sentences.properties}
 * @param values each a String, Long, LocalDate, ZonedDateTime, Sentence, or Locale for a country
 */
public record Sentence(String key, List<Object> values) {

    public Sentence {
        if (!Words.KEYS.contains(key)) {
            throw new IllegalArgumentException("No sentence is called '" + key + "'");
        }
        values = List.copyOf(values);
        values.forEach(Sentence::checkKind);
    }

    /** A sentence of the bundle with its values in the order of the placeholders. Integers are taken as Long. */
    public static Sentence of(String key, Object... values) {
        var kept = new ArrayList<Object>(values.length);
        for (var value : values) {
            kept.add(value instanceof Integer number ? Long.valueOf(number) : value);
        }
        return new Sentence(key, kept);
    }

    /** Words from outside (a server's answer, a person's note), said as they are in every language. */
    public static Sentence verbatim(String words) {
        return of("verbatim", words);
    }

    /** The sentence in the given language; English where the language is not one of ours. */
    public String in(Locale locale) {
        var pattern = Words.in(locale).getString(key);
        return new MessageFormat(pattern, locale)
                .format(values.stream().map(value -> spoken(value, locale)).toArray());
    }

    /** The sentence in English, for logs and commands. */
    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }

    private static Object spoken(Object value, Locale locale) {
        return switch (value) {
            case Sentence sentence -> sentence.in(locale);
            case ZonedDateTime moment -> moment(moment, locale);
            case LocalDate date -> date(date, locale);
            case Locale country -> country.getDisplayCountry(locale);
            default -> value;
        };
    }

    private static String moment(ZonedDateTime moment, Locale locale) {
        var time = DateTimeFormatter.ofPattern("HH:mm", locale).format(moment);
        return date(moment, locale) + " " + time + " (" + place(moment.getZone().getId()) + ")";
    }

    private static String date(TemporalAccessor date, Locale locale) {
        var pattern = Words.in(locale).getString("date");
        return DateTimeFormatter.ofPattern(pattern, locale).format(date);
    }

    private static String place(String zone) {
        return zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' ');
    }

    private static void checkKind(Object value) {
        switch (Objects.requireNonNull(value)) {
            case String _, Long _, LocalDate _, ZonedDateTime _, Sentence _, Locale _ -> {}
            default -> throw new IllegalArgumentException("A sentence cannot hold a " + value.getClass());
        }
    }
}
