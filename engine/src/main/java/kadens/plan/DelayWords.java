package kadens.plan;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Locale;
import java.util.regex.Pattern;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/** How delays are written: {@code [AMOUNT UNIT] [on WEEKDAY] [at HH:MM]}. */
final class DelayWords {

    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,9}) (second|minute|hour|day|week|business day)s?)?"
            + "(?: ?\\bon ([a-z]+))?(?: ?\\bat (\\d{1,2}:\\d{2}))?");

    private static final Duration LONGEST = Duration.ofDays(5 * 366);

    private DelayWords() {}

    static Delay read(String words) {
        var form = FORM.matcher(words.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
        if (words.isBlank() || !form.matches()) {
            throw wrong("plan.delay.unreadable", words);
        }
        var delay = new Delay(
                form.group(1) == null ? 0 : Long.parseLong(form.group(1)),
                unit(form.group(2)),
                weekday(form.group(3)),
                time(form.group(4), words),
                words.strip());
        if (delay.unit() != null && delay.unit().times(delay.amount()).compareTo(LONGEST) > 0) {
            throw new Misread(Sentence.of("plan.delay.too-long", words), Sentence.of("plan.delay.mend-too-long"));
        }
        return delay;
    }

    private static @Nullable DayOfWeek weekday(@Nullable String word) {
        return word == null ? null : Weekdays.read(word).orElseThrow(() -> wrong("plan.window.no-day", word));
    }

    private static @Nullable LocalTime time(@Nullable String word, String words) {
        return word == null
                ? null
                : TimeOfDay.read(word).orElseThrow(() -> wrong("plan.window.no-time", word, words.strip()));
    }

    private static Delay.@Nullable Unit unit(@Nullable String word) {
        return word == null
                ? null
                : Delay.Unit.valueOf(word.toUpperCase(Locale.ROOT).replace(' ', '_') + "S");
    }

    private static Misread wrong(String key, Object... values) {
        return new Misread(Sentence.of(key, values), Sentence.of("plan.delay.mend"));
    }
}
