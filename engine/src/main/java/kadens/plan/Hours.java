package kadens.plan;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import kadens.language.Sentence;

/** One range of a window: from the first to the last weekday, each day from a time until before another. */
record Hours(DayOfWeek first, DayOfWeek last, LocalTime from, LocalTime to) {

    private static final String RANGE = "(\\d{1,2}:\\d{2})\\s*[-–]\\s*(\\d{1,2}:\\d{2})";

    private static final Pattern FORM =
            Pattern.compile("([a-z]+)(?:\\s*[-–]\\s*([a-z]+))?((?:\\s+" + RANGE + ")+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern RANGES = Pattern.compile(RANGE);

    private static final String END_OF_DAY = "24:00";

    /** Reads weekdays with one range of hours or several. */
    static List<Hours> parse(String words) {
        var form = FORM.matcher(words.strip());
        if (!form.matches()) {
            throw wrong("plan.window.unreadable", words);
        }
        var first = day(form.group(1));
        var last = form.group(2) == null ? first : day(form.group(2));
        var all = new ArrayList<Hours>();
        for (var range = RANGES.matcher(form.group(3)); range.find(); ) {
            var from = time(range.group(1), words);
            var to = range.group(2).equals(END_OF_DAY) ? LocalTime.MIDNIGHT : time(range.group(2), words);
            if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
                throw wrong("plan.window.backwards", words);
            }
            all.add(new Hours(first, last, from, to));
        }
        return all;
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

    boolean isOnTheDaysOf(Hours other) {
        return first == other.first && last == other.last;
    }

    Sentence sentence() {
        var days = first == last
                ? Weekdays.brief(first)
                : Sentence.of("plan.days", Weekdays.brief(first), Weekdays.brief(last));
        return Sentence.of("plan.hours", days, from.toString(), end());
    }

    /** After the range before it, which is on the same days. */
    Sentence sentenceAfter(Sentence before) {
        return Sentence.of("plan.hours.too", before, from.toString(), end());
    }

    private String end() {
        return to.equals(LocalTime.MIDNIGHT) ? END_OF_DAY : to.toString();
    }

    private static DayOfWeek day(String word) {
        return Weekdays.read(word).orElseThrow(() -> wrong("plan.window.no-day", word));
    }

    private static LocalTime time(String word, String words) {
        return TimeOfDay.read(word).orElseThrow(() -> wrong("plan.window.no-time", word, words.strip()));
    }

    private static Misread wrong(String key, Object... values) {
        return new Misread(Sentence.of(key, values), Sentence.of("plan.window.mend"));
    }
}
