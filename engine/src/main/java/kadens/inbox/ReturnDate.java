package kadens.inbox;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Until when someone says to be away. Of several dates, those behind a word such as "until" or "back" win, then a
 * weekday behind such a word, then the last date: "from 3 to 17 June" ends on the 17th.
 */
final class ReturnDate {

    /** The longest absences are parental leaves of some months; a date further off is something else. */
    private static final int MAX_DAYS_AHEAD = 400;

    private static final int WORDS_BEFORE_CHARS = 30;

    private static final Pattern ISO = Pattern.compile("(?<!\\d)(20\\d{2})-(\\d{1,2})-(\\d{1,2})(?!\\d)");
    private static final Pattern DOTTED = Pattern.compile(
            "(?<![\\d.])(\\d{1,2})\\.\\s?(\\d{1,2})(?:\\.\\s?(20\\d{2}|\\d{2}(?![\\d:])))?(?![\\d:]|\\.\\d)");
    private static final Pattern SLASHED =
            Pattern.compile("(?<![\\d/-])(\\d{1,2})[/-](\\d{1,2})(?:[/-](20\\d{2}|\\d{2}))?(?![\\d/-])");
    private static final Pattern DAY_FIRST = Pattern.compile(
            "(?<![\\d:.])(\\d{1,2})(?:st|nd|rd|th|er|:[ea]|-?go|º|°|\\.)?\\s{0,2}(?:of\\s|de\\s)?(\\p{L}{3,12})(?:\\.?,?\\s{1,2}(?:de\\s|del\\s)?(20\\d{2}))?(?!\\d)");
    private static final Pattern MONTH_FIRST = Pattern.compile(
            "(?<!\\p{L})(\\p{L}{3,12})\\.?\\s{1,2}(\\d{1,2})(?:st|nd|rd|th)?(?:\\s?[-–]\\s?(\\d{1,2})(?:st|nd|rd|th)?)?(?:,?\\s{1,2}(20\\d{2}))?(?![\\d:/])");

    private static final Phrases UNTIL = Phrases.load("auto-replies.txt", "until");
    private static final Map<String, Month> MONTHS = months();

    private final LocalDate receivedOn;
    private final List<LocalDate> named = new ArrayList<>();
    private final List<LocalDate> markedByWords = new ArrayList<>();

    private ReturnDate(LocalDate receivedOn) {
        this.receivedOn = receivedOn;
    }

    /**
     * The return date in the text, or null.
     *
     * @param receivedOn what "12 June" without a year is counted from; dates before it are ignored, as are dates
     *     that are too far off
     */
    static @Nullable LocalDate in(String text, LocalDate receivedOn) {
        var dates = new ReturnDate(receivedOn);
        String normal = Phrases.normal(text);
        dates.collect(normal);
        LocalDate last = last(dates.named);
        if (!dates.markedByWords.isEmpty()) {
            return last(dates.markedByWords);
        }
        LocalDate weekday = Weekdays.in(normal, last == null ? receivedOn : last);
        return weekday == null ? last : weekday;
    }

    /** Whether the text says until when, or when somebody is back, and does not just name a date. */
    static boolean isMarkedIn(String text, LocalDate receivedOn) {
        var dates = new ReturnDate(receivedOn);
        dates.collect(Phrases.normal(text));
        return !dates.markedByWords.isEmpty();
    }

    private static @Nullable LocalDate last(List<LocalDate> dates) {
        return dates.stream().max(LocalDate::compareTo).orElse(null);
    }

    private void collect(String text) {
        for (Matcher m = ISO.matcher(text); m.find(); ) {
            add(text, m, date(number(m.group(3)), number(m.group(2)), m.group(1)));
        }
        for (Matcher m = DOTTED.matcher(text); m.find(); ) {
            add(text, m, date(number(m.group(1)), number(m.group(2)), m.group(3)));
        }
        for (Matcher m = SLASHED.matcher(text); m.find(); ) {
            if (m.group(3) != null || follows(text, m)) {
                LocalDate dayFirst = date(number(m.group(1)), number(m.group(2)), m.group(3));
                add(text, m, dayFirst != null ? dayFirst : date(number(m.group(2)), number(m.group(1)), m.group(3)));
            }
        }
        for (Matcher m = DAY_FIRST.matcher(text); m.find(); ) {
            Month month = MONTHS.get(m.group(2));
            if (month != null) {
                add(text, m, date(number(m.group(1)), month.getValue(), m.group(3)));
            }
        }
        for (Matcher m = MONTH_FIRST.matcher(text); m.find(); ) {
            Month month = MONTHS.get(m.group(1));
            if (month != null && !startsInsideDayFirst(text, m)) {
                String day = m.group(3) != null ? m.group(3) : m.group(2);
                add(text, m, date(number(day), month.getValue(), m.group(4)));
            }
        }
    }

    private void add(String text, Matcher at, @Nullable LocalDate date) {
        if (date != null) {
            (follows(text, at) ? markedByWords : named).add(date);
        }
    }

    /** Whether a word such as "until" stands shortly before. */
    private static boolean follows(String text, Matcher at) {
        return UNTIL.in(text.substring(Math.max(0, at.start() - WORDS_BEFORE_CHARS), at.start())) != null;
    }

    /** In "12 june 10 people", June belongs to the 12. */
    private static boolean startsInsideDayFirst(String text, Matcher at) {
        String before = text.substring(Math.max(0, at.start() - 6), at.start());
        return before.matches(".*\\d(?:st|nd|rd|th|er|º|\\.)?\\s(?:of\\s|de\\s)?");
    }

    private @Nullable LocalDate date(int day, int month, @Nullable String year) {
        try {
            LocalDate date = year == null ? next(MonthDay.of(month, day)) : LocalDate.of(fullYear(year), month, day);
            boolean believable = !date.isBefore(receivedOn) && !date.isAfter(receivedOn.plusDays(MAX_DAYS_AHEAD));
            return believable ? date : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private LocalDate next(MonthDay day) {
        LocalDate thisYear = day.atYear(receivedOn.getYear());
        return thisYear.isBefore(receivedOn) ? day.atYear(receivedOn.getYear() + 1) : thisYear;
    }

    private static int fullYear(String year) {
        return year.length() == 2 ? 2000 + number(year) : number(year);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /**
     * Month names as people write them. Short names are left out where they are everyday words elsewhere: a German
     * sentence after a date may begin with "Sie", which is also August in Polish.
     */
    private static Map<String, Month> months() {
        var months = new HashMap<String, Month>();
        for (String language : List.of("en", "nb", "sv", "da", "de", "fr", "es", "nl", "it", "fi", "pl", "pt")) {
            boolean shortNames = !List.of("fi", "pl", "pt").contains(language);
            for (TextStyle style : TextStyle.values()) {
                boolean full = style == TextStyle.FULL || style == TextStyle.FULL_STANDALONE;
                boolean brief = style == TextStyle.SHORT || style == TextStyle.SHORT_STANDALONE;
                for (Month month : full || (brief && shortNames) ? Month.values() : new Month[0]) {
                    String name = month.getDisplayName(style, Locale.of(language));
                    String plain = name.toLowerCase(Locale.ROOT).replace(".", "");
                    months.putIfAbsent(plain, month);
                    if (language.equals("fi")) {
                        months.putIfAbsent(plain + "n", month);
                    }
                }
            }
        }
        return Map.copyOf(months);
    }
}
