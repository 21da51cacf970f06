package kadens.plan;

import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** A time of day as people write it: {@code 9:00}, {@code 16:30}. */
final class TimeOfDay {

    private static final Pattern FORM = Pattern.compile("([01]?\\d|2[0-3]):([0-5]\\d)");

    private TimeOfDay() {}

    static Optional<LocalTime> read(String word) {
        var form = FORM.matcher(word);
        return form.matches()
                ? Optional.of(LocalTime.of(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }
}
