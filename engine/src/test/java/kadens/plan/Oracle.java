package kadens.plan;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Judges plans by reading the question's words again in the plainest way, however slow. */
final class Oracle {

    private static final List<String> WEEK = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private static final Map<String, Set<LocalDate>> HOLIDAYS = new ConcurrentHashMap<>();

    private Oracle() {}

    static boolean isOpen(Question question, Instant moment) {
        var local = moment.atZone(ZoneId.of(question.zone()));
        var dateOfSender = moment.atZone(ZoneId.of(question.awayIn())).toLocalDate();
        var isAway = question.away().stream()
                .anyMatch(range -> !dateOfSender.isBefore(range.first()) && !dateOfSender.isAfter(range.last()));
        var isHeldBack = question.notBefore().stream().anyMatch(rule -> moment.isBefore(rule.at()));
        if (isAway || isHeldBack) {
            return false;
        }
        return question.window().equals("always")
                || (isInWindow(question.window(), local) && !isOff(question, local.toLocalDate()));
    }

    /** The moment that the delay alone leads to. */
    static Instant counted(Question question) {
        var words = question.delay().split(" ");
        var since = question.since().at().atZone(ZoneId.of(question.zone()));
        var on = question.delay().contains("on ")
                ? WEEK.indexOf(after("on", words).substring(0, 3))
                : -1;
        var at = question.delay().contains("at ") ? LocalTime.parse(after("at", words)) : null;
        var hasAmount = Character.isDigit(question.delay().charAt(0));
        var counted = hasAmount ? add(question, Long.parseLong(words[0]), words[1], since) : since;
        if (on < 0 && at == null) {
            return counted.toInstant();
        }
        var isByDate = hasAmount && List.of("day", "wee", "bus").contains(words[1].substring(0, 3));
        var earliest = isByDate ? since : counted;
        var dates = IntStream.range(0, 30).mapToObj(counted.toLocalDate()::plusDays);
        return dates.filter(date -> hasAmount || on < 0 || date.isAfter(since.toLocalDate()))
                .map(date -> at == null
                        ? later(
                                date.atStartOfDay(since.getZone()),
                                date.equals(earliest.toLocalDate()) ? earliest : null)
                        : date.atTime(at).atZone(since.getZone()))
                .filter(moment -> on < 0 || moment.getDayOfWeek().ordinal() == on)
                .filter(moment -> hasAmount ? !moment.isBefore(earliest) : moment.isAfter(earliest))
                .findFirst()
                .orElseThrow()
                .toInstant();
    }

    /** The first open minute from the moment on, by trying each. */
    static Instant firstOpen(Question question, Instant moment) {
        if (isOpen(question, moment)) {
            return moment;
        }
        var minute = moment.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
        while (!isOpen(question, minute)) {
            minute = minute.plus(Duration.ofMinutes(1));
        }
        return minute;
    }

    private static ZonedDateTime add(Question question, long number, String unit, ZonedDateTime since) {
        return switch (unit.substring(0, 3)) {
            case "sec" -> since.plusSeconds(number);
            case "min" -> since.plusMinutes(number);
            case "hou" -> since.plusHours(number);
            case "day" -> since.plusDays(number);
            case "wee" -> since.plusDays(7 * number);
            default -> {
                var date = since.toLocalDate();
                for (long left = number; left > 0; ) {
                    date = date.plusDays(1);
                    left -= date.getDayOfWeek().getValue() > 5 || isOff(question, date) ? 0 : 1;
                }
                yield date.equals(since.toLocalDate())
                        ? since
                        : ZonedDateTime.ofLocal(date.atTime(since.toLocalTime()), since.getZone(), since.getOffset());
            }
        };
    }

    private static boolean isInWindow(String window, ZonedDateTime local) {
        var minute = local.getHour() * 60 + local.getMinute();
        var day = local.getDayOfWeek().ordinal();
        for (var part : window.split(", ")) {
            var words = part.split(" ");
            var days = words[0].split("-");
            var first = WEEK.indexOf(days[0]);
            var last = WEEK.indexOf(days[days.length - 1]);
            var isOn = first <= last ? first <= day && day <= last : day >= first || day <= last;
            for (int i = 1; isOn && i < words.length; i++) {
                var ends = words[i].split("-");
                if (minutes(ends[0]) <= minute && minute < minutes(ends[1])) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOff(Question question, LocalDate date) {
        var country = question.country();
        return question.own().containsKey(date)
                || (country != null
                        && HOLIDAYS.computeIfAbsent(country, Oracle::holidays).contains(date));
    }

    private static Set<LocalDate> holidays(String country) {
        var all = HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)));
        return IntStream.rangeClosed(2008, 2036)
                .mapToObj(year -> all.getHolidays(Year.of(year)))
                .flatMap(Set::stream)
                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                .map(Holiday::getDate)
                .collect(Collectors.toSet());
    }

    private static int minutes(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    private static String after(String word, String[] words) {
        return words[List.of(words).indexOf(word) + 1];
    }

    private static ZonedDateTime later(ZonedDateTime one, @Nullable ZonedDateTime other) {
        return other == null || one.isAfter(other) ? one : other;
    }
}
