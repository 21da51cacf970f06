package kadens.plan;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * The hours of the week in which a step may go out, judged in the zone of the moment asked about.
 *
 * @param words the window as it was written, such as {@code mon-fri 09:00-17:00}
 */
public record Window(List<Hours> hours, String words) {

    /** No restriction at all. */
    public static final Window ALWAYS = new Window(List.of(), "always");

    private static final Pattern SEPARATOR = Pattern.compile("[,;]");

    /** Enough for a weekly window whose only day a zone once left out (Samoa, 30 December 2011). */
    private static final int DAYS_AHEAD_MAX = 21;

    public Window {
        hours = List.copyOf(hours);
    }

    /**
     * Reads ranges such as {@code mon-thu 09:00-12:00 13:00-17:00, fri 09:00-15:00}, or {@code always}. Where ranges
     * overlap, the window is open in either.
     *
     * @throws Misread when a range is not one
     */
    public static Window parse(String words) {
        if (words.strip().equalsIgnoreCase("always")) {
            return ALWAYS;
        }
        var hours = Stream.of(SEPARATOR.split(words, -1))
                .flatMap(range -> Hours.parse(range).stream())
                .toList();
        return new Window(hours, words.strip());
    }

    public boolean isAlways() {
        return hours.isEmpty();
    }

    public boolean contains(ZonedDateTime moment) {
        if (isAlways()) {
            return true;
        }
        var local = moment.toLocalDateTime();
        for (var range : hours) {
            if (range.contain(local)) {
                return true;
            }
        }
        return false;
    }

    /** The first moment inside the window that is not before the given one; empty where there is none for weeks. */
    public Optional<ZonedDateTime> next(ZonedDateTime moment) {
        if (contains(moment)) {
            return Optional.of(moment);
        }
        var date = moment.toLocalDate();
        // Where the clock goes back over midnight, a day begins before the day before it has ended.
        for (int days = -1; days <= DAYS_AHEAD_MAX; days++) {
            var opening = opening(date.plusDays(days), moment);
            if (opening != null) {
                var nextDay = opening(date.plusDays(days + 1L), moment);
                return Optional.of(afterClockChange(moment, earlier(opening, nextDay)));
            }
        }
        return Optional.empty();
    }

    /** The window in the reader's language. */
    public Sentence sentence() {
        if (isAlways()) {
            return Sentence.of("plan.window.always");
        }
        var all = hours.getFirst().sentence();
        for (int i = 1; i < hours.size(); i++) {
            var range = hours.get(i);
            all = range.isOnTheDaysOf(hours.get(i - 1))
                    ? range.sentenceAfter(all)
                    : Sentence.of("plan.hours.and", all, range.sentence());
        }
        return all;
    }

    /** The first start of a range on the date: never in a gap of the clock, maybe the second where it shows it twice. */
    private @Nullable ZonedDateTime opening(LocalDate date, ZonedDateTime earliest) {
        ZonedDateTime first = null;
        for (var range : hours) {
            if (range.isOn(date.getDayOfWeek())) {
                var local = date.atTime(range.from());
                for (var offset : earliest.getZone().getRules().getValidOffsets(local)) {
                    var start = ZonedDateTime.ofInstant(local, offset, earliest.getZone());
                    first = start.isBefore(earliest) ? first : earlier(start, first);
                }
            }
        }
        return first;
    }

    /** Where the clock jumps before the opening, it may jump into the window. */
    private ZonedDateTime afterClockChange(ZonedDateTime moment, ZonedDateTime opening) {
        var rules = moment.getZone().getRules();
        for (var change = rules.nextTransition(moment.toInstant());
                change != null && change.getInstant().isBefore(opening.toInstant());
                change = rules.nextTransition(change.getInstant())) {
            var after = change.getInstant().atZone(moment.getZone());
            if (contains(after)) {
                return after;
            }
        }
        return opening;
    }

    private static ZonedDateTime earlier(ZonedDateTime one, @Nullable ZonedDateTime other) {
        return other == null || one.isBefore(other) ? one : other;
    }
}
