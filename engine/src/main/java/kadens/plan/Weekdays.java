package kadens.plan;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.language.Sentence;

/** The days of the week by their English names, whole or cut to three letters. */
final class Weekdays {

    private static final Map<String, DayOfWeek> DAYS = Stream.of(DayOfWeek.values())
            .flatMap(day -> Stream.of(day.name(), day.name().substring(0, 3))
                    .map(word -> Map.entry(word.toLowerCase(Locale.ROOT), day)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final List<Sentence> BRIEF = sentences("plan.day.");
    private static final List<Sentence> NAMES = sentences("plan.weekday.");

    private Weekdays() {}

    static Optional<DayOfWeek> read(String word) {
        return Optional.ofNullable(DAYS.get(word.toLowerCase(Locale.ROOT)));
    }

    /** As in Mon. */
    static Sentence brief(DayOfWeek day) {
        return BRIEF.get(day.ordinal());
    }

    /** As in Monday. */
    static Sentence name(DayOfWeek day) {
        return NAMES.get(day.ordinal());
    }

    private static List<Sentence> sentences(String prefix) {
        return Stream.of(DayOfWeek.values())
                .map(day -> Sentence.of(prefix + day.getValue()))
                .toList();
    }
}
