package kadens.plan;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.language.Sentence;

/** One range of a window: from the first to the last weekday, each day from a time until before another. */
record Hours(DayOfWeek first, DayOfWeek last, LocalTime from, LocalTime to) {

    private static final Pattern FORM =
            Pattern.compile("([a-z]+)(?:\\s*[-–]\\s*([a-z]+))?\\s+(\\d{1,2}:\\d{2})\\s*[-–]\\s*(\\d{1,2}:\\d{2})");

    private static final Map<String, DayOfWeek> DAYS = Stream.of(DayOfWeek.values())
            .flatMap(day -> Stream.of(day.name(), day.name().substring(0, 3))
                    .map(word -> Map.entry(word.toLowerCase(Locale.ROOT), day)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    static Hours parse(String words) {
        var form = FORM.matcher(words.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw wrong("plan.window.unreadable", words);
        }
        var first = day(form.group(1));
        var last = form.group(2) == null ? first : day(form.group(2));
        var from = time(form.group(3), words);
        var to = form.group(4).equals("24:00") ? LocalTime.MIDNIGHT : time(form.group(4), words);
        if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
            throw wrong("plan.window.backwards", words);
        }
        return new Hours(first, last, from, to);
    }

    boolean contain(LocalDateTime local) {
        var time = local.toLocalTime();
        return isOn(local.getDayOfWeek())
                && !time.isBefore(from)
                && (to.equals(LocalTime.MIDNIGHT) || time.isBefore(to));
    }

    boolean isOn(DayOfWeek day) {
        // A range may go round the end of the week: sun-thu.
        return Math.floorMod(day.compareTo(first), 7) <= Math.floorMod(last.compareTo(first), 7);
    }

    Sentence sentence() {
        var days = first == last ? day(first) : Sentence.of("plan.days", day(first), day(last));
        return Sentence.of(
                "plan.hours", days, from.toString(), to.equals(LocalTime.MIDNIGHT) ? "24:00" : to.toString());
    }

    private static Sentence day(DayOfWeek day) {
        return Sentence.of("plan.day." + day.getValue());
    }

    private static DayOfWeek day(String word) {
        var day = DAYS.get(word);
        if (day == null) {
            throw wrong("plan.window.no-day", word);
        }
        return day;
    }

    private static LocalTime time(String word, String words) {
        var parts = word.split(":", 2);
        var hour = Integer.parseInt(parts[0]);
        var minute = Integer.parseInt(parts[1]);
        if (hour > 23 || minute > 59) {
            throw wrong("plan.window.no-time", word, words.strip());
        }
        return LocalTime.of(hour, minute);
    }

    private static Misread wrong(String key, Object... values) {
        return new Misread(Sentence.of(key, values), Sentence.of("plan.window.mend"));
    }
}
