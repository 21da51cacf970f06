package kadens.plan;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question to the planner, in office hours in Oslo unless it says otherwise. */
record Question(
        String delay,
        Since since,
        String window,
        String zone,
        @Nullable String country,
        Map<LocalDate, String> own,
        String awayIn,
        List<Absences.Range> away,
        List<NotBefore> notBefore,
        long seed) {

    static Question of(String delay, Since since) {
        return new Question(
                delay,
                since,
                "mon-fri 09:00-17:00",
                "Europe/Oslo",
                null,
                Map.of(),
                "Europe/Oslo",
                List.of(),
                List.of(),
                7);
    }

    Question since(Since other) {
        return new Question(delay, other, window, zone, country, own, awayIn, away, notBefore, seed);
    }

    Question sentIn(String other) {
        return new Question(delay, since, other, zone, country, own, awayIn, away, notBefore, seed);
    }

    Question zone(String other) {
        return new Question(delay, since, window, other, country, own, awayIn, away, notBefore, seed);
    }

    Question in(String other) {
        return new Question(delay, since, window, zone, other, own, awayIn, away, notBefore, seed);
    }

    Question off(Map<LocalDate, String> other) {
        return new Question(delay, since, window, zone, country, other, awayIn, away, notBefore, seed);
    }

    Question awayIn(String other) {
        return new Question(delay, since, window, zone, country, own, other, away, notBefore, seed);
    }

    Question away(Absences.Range... other) {
        return new Question(delay, since, window, zone, country, own, awayIn, List.of(other), notBefore, seed);
    }

    Question notBefore(NotBefore... other) {
        return new Question(delay, since, window, zone, country, own, awayIn, away, List.of(other), seed);
    }

    Question seeded(long other) {
        return new Question(delay, since, window, zone, country, own, awayIn, away, notBefore, other);
    }

    NextStep build() {
        var inZone = ZoneId.of(zone);
        return new NextStep(
                "follow-up",
                Delay.parse(delay),
                since,
                Window.parse(window),
                TimeZoneChoice.of(inZone, null, inZone),
                DaysOff.of(country, own),
                new Absences(ZoneId.of(awayIn), away),
                notBefore,
                seed);
    }
}
