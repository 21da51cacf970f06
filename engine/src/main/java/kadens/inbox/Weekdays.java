package kadens.inbox;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days of return that are named without a date: "back on Monday", "tilbake i uke 32", "ab morgen wieder". */
final class Weekdays {

    private static final int WORDS_AROUND_CHARS = 30;
    /** Plenty for a notice of absence. */
    private static final int READ_CHARS = 3_000;

    private static final Phrases UNTIL = Phrases.load("auto-replies.txt", "until");
    private static final Phrases BACK = Phrases.load("auto-replies.txt", "back");
    private static final Phrases TOMORROW = Phrases.load("auto-replies.txt", "tomorrow");
    private static final Phrases WEEK = Phrases.load("auto-replies.txt", "week");

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}-]{2,18}");
    private static final Pattern WEEK_NUMBER = Pattern.compile("(\\p{L}{2,12})\\.?\\s(\\d{1,2})(?!\\d|[.:/-]\\d)");

    private static final Map<String, DayOfWeek> DAYS = days();

    private Weekdays() {}

    /**
     * The day in the text, or null.
     *
     * @param after the day behind which the next Monday is looked for
     */
    static @Nullable LocalDate in(String normal, LocalDate after) {
        String text = normal.substring(0, Math.min(normal.length(), READ_CHARS));
        for (Matcher m = WEEK_NUMBER.matcher(text); m.find(); ) {
            if (WEEK.is(m.group(1)) && isAbout(text, m)) {
                return monday(Integer.parseInt(m.group(2)), after);
            }
        }
        for (Matcher m = WORD.matcher(text); m.find(); ) {
            DayOfWeek day = DAYS.get(m.group());
            if (day != null && isAbout(text, m)) {
                return after.with(TemporalAdjusters.next(day));
            }
        }
        return isTomorrow(text) ? after.plusDays(1) : null;
    }

    private static boolean isTomorrow(String text) {
        String around = "";
        for (Matcher m = WORD.matcher(text); m.find(); ) {
            around = text.substring(Math.max(0, m.start() - 2), m.end());
            boolean greeting = text.substring(0, m.start()).endsWith("guten ")
                    || text.substring(0, m.start()).endsWith("goede ");
            if (TOMORROW.in(around) != null && !greeting && isAbout(text, m)) {
                return true;
            }
        }
        return false;
    }

    /** Whether "until" stands before the day, or "back" on either side of it. */
    private static boolean isAbout(String text, Matcher day) {
        String before = text.substring(Math.max(0, day.start() - WORDS_AROUND_CHARS), day.start());
        String behind = text.substring(day.end(), Math.min(text.length(), day.end() + WORDS_AROUND_CHARS));
        String sentence = behind.split("[.!?]", 2)[0];
        return UNTIL.in(before) != null || BACK.in(before) != null || BACK.in(sentence) != null;
    }

    private static @Nullable LocalDate monday(int week, LocalDate after) {
        try {
            LocalDate monday =
                    after.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week).with(DayOfWeek.MONDAY);
            return monday.isAfter(after)
                    ? monday
                    : after.plusYears(1)
                            .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                            .with(DayOfWeek.MONDAY);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Map<String, DayOfWeek> days() {
        var days = new HashMap<String, DayOfWeek>();
        for (String language : List.of("en", "nb", "sv", "da", "de", "fr", "es", "nl", "it", "fi", "pl", "pt")) {
            for (DayOfWeek day : DayOfWeek.values()) {
                String name = day.getDisplayName(TextStyle.FULL_STANDALONE, Locale.of(language))
                        .toLowerCase(Locale.ROOT);
                for (String form : forms(name, language)) {
                    days.putIfAbsent(form, day);
                }
            }
        }
        return Map.copyOf(days);
    }

    /** The name as it stands after "on", "from" and "until". */
    private static List<String> forms(String name, String language) {
        return switch (language) {
            case "nb", "da", "sv" -> List.of(name, name + "en");
            case "fi" -> List.of(name, name + "na", name + "hin", name + "sta", name.replaceAll("ko$", "kona"));
            case "pt" -> List.of(name, name.replace("-feira", ""));
            case "pl" ->
                List.of(
                        name,
                        name.replaceAll("a$", "ę"),
                        name.replaceAll("a$", "y"),
                        name.replaceAll("ek$", "ku"),
                        name.replaceAll("ałek$", "ałku"),
                        name.replaceAll("ek$", "ka"));
            default -> List.of(name);
        };
    }
}
