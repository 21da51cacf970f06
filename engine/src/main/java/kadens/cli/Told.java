package kadens.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import kadens.language.Sentence;
import kadens.team.Absence;
import org.jspecify.annotations.Nullable;

/** How commands write times and sentences: in English, with the zone. */
final class Told {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm:ss", Locale.ENGLISH);

    private Told() {}

    static String at(Instant instant, ZoneId zone) {
        return MOMENT.format(instant.atZone(zone)) + " (" + zone.getId() + ")";
    }

    static String days(Absence absence) {
        return absence.firstDay().equals(absence.lastDay())
                ? "on " + absence.firstDay()
                : "from " + absence.firstDay() + " to " + absence.lastDay();
    }

    static @Nullable String orNull(@Nullable Sentence sentence) {
        return sentence == null ? null : sentence.toString();
    }

    static @Nullable String orNull(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
