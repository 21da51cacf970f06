package kadens.plan;

import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kadens.language.Sentence;

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
     * Reads ranges such as {@code mon-thu 09:00-17:00, fri 09:00-15:00}, or {@code always}.
     *
     * @throws Misread when a range is not one
     */
    public static Window parse(String words) {
        if (words.strip().equalsIgnoreCase("always")) {
            return ALWAYS;
        }
        var hours = Stream.of(SEPARATOR.split(words, -1)).map(Hours::parse).toList();
        return new Window(hours, words.strip());
    }

    public boolean isAlways() {
        return hours.isEmpty();
    }

    public boolean contains(ZonedDateTime moment) {
        return isAlways() || hours.stream().anyMatch(range -> range.contain(moment.toLocalDateTime()));
    }

    /** The first moment inside the window that is not before the given one. */
    public ZonedDateTime next(ZonedDateTime moment) {
        if (contains(moment)) {
            return moment;
        }
        return Stream.concat(openings(moment), clockChanges(moment))
                .filter(Predicate.not(opening -> opening.isBefore(moment)))
                .filter(this::contains)
                .min(ZonedDateTime::compareTo)
                .orElseThrow(() -> new IllegalStateException("No opening in " + words + " after " + moment));
    }

    /** The window in the reader's language. */
    public Sentence sentence() {
        return hours.stream()
                .map(Hours::sentence)
                .reduce((all, range) -> Sentence.of("plan.hours.and", all, range))
                .orElseGet(() -> Sentence.of("plan.window.always"));
    }

    /** Each start of a range: never in a gap of the clock, twice where the clock shows it twice. */
    private Stream<ZonedDateTime> openings(ZonedDateTime moment) {
        var zone = moment.getZone();
        return IntStream.rangeClosed(0, DAYS_AHEAD_MAX)
                .mapToObj(moment.toLocalDate()::plusDays)
                .flatMap(date -> hours.stream()
                        .filter(range -> range.isOn(date.getDayOfWeek()))
                        .map(range -> date.atTime(range.from())))
                .flatMap(local -> zone.getRules().getValidOffsets(local).stream()
                        .map(offset -> ZonedDateTime.ofInstant(local, offset, zone)));
    }

    /** Where the clock jumps, it may jump into the window. */
    private static Stream<ZonedDateTime> clockChanges(ZonedDateTime moment) {
        var rules = moment.getZone().getRules();
        var until = moment.plusDays(DAYS_AHEAD_MAX).toInstant();
        return Stream.iterate(
                        Optional.ofNullable(rules.nextTransition(moment.toInstant())),
                        change ->
                                change.isPresent() && change.get().getInstant().isBefore(until),
                        change -> change.map(ZoneOffsetTransition::getInstant).map(rules::nextTransition))
                .flatMap(Optional::stream)
                .map(change -> change.getInstant().atZone(moment.getZone()));
    }
}
