package kadens.template.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Step;
import kadens.plan.Window;
import org.jspecify.annotations.Nullable;

/** Looks at when a step can leave. */
final class TimeChecks {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private TimeChecks() {}

    /** A step whose own day or time lies outside its window leaves at another than is written there. */
    static Optional<Finding> of(Cadence cadence, Step step, Path folder) {
        var window = cadence.windowOf(step);
        return window == null || window.isAlways() || isEverOpen(step, window)
                ? Optional.empty()
                : Optional.of(Rule.OUTSIDE_WINDOW.at(
                        folder.relativize(file(cadence)),
                        line(cadence, step),
                        1,
                        step.delay().sentence(),
                        window.words()));
    }

    private static boolean isEverOpen(Step step, Window window) {
        var weekday = step.delay().weekday();
        var time = step.delay().time();
        return (weekday == null && time == null)
                || Stream.iterate(MONDAY, day -> day.plusDays(1))
                        .limit(7)
                        .filter(day -> weekday == null || day.getDayOfWeek() == weekday)
                        .anyMatch(day -> isOpen(window, day, time));
    }

    private static boolean isOpen(Window window, LocalDate day, @Nullable LocalTime time) {
        return time == null
                ? window.next(day.atStartOfDay(ZoneOffset.UTC))
                        .filter(opening -> opening.toLocalDate().equals(day))
                        .isPresent()
                : window.contains(day.atTime(time).atZone(ZoneOffset.UTC));
    }

    private static int line(Cadence cadence, Step step) {
        var key = Pattern.compile("[\\s{,-]*key\\s*:\\s*[\"']?" + Pattern.quote(step.key()) + "[\"']?\\s*([,}#].*)?");
        try {
            return 1
                    + (int) Files.readAllLines(file(cadence)).stream()
                            .takeWhile(line -> !key.matcher(line).matches())
                            .count();
        } catch (IOException _) {
            return 1; // it went while we looked
        }
    }

    private static Path file(Cadence cadence) {
        return cadence.folder().resolve("cadence.yaml");
    }
}
