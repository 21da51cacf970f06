package kadens.results;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The days of the organization's time zone in the words of the database, which need not know of time zones. */
final class LocalDays {

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final int TRANSITIONS_MAX = 200;

    private final ZoneId zone;
    private final Instant until;

    /** @param now a little after which no mails are */
    LocalDays(ZoneId zone, Instant now) {
        this.zone = zone;
        this.until = now.atZone(ZoneOffset.UTC).plusYears(1).toInstant();
    }

    Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** An expression for the day in which a column's moment lies. */
    String of(String column) {
        var rules = zone.getRules();
        var cases = new StringBuilder();
        var transition = rules.nextTransition(FIRST);
        for (int i = 0; i < TRANSITIONS_MAX && transition != null && transition.getInstant().isBefore(until); i++) {
            var at = transition.getInstant();
            cases.append(" WHEN ").append(column).append(" < TIMESTAMP '");
            cases.append(at.toString(), 0, 10).append(' ').append(at.toString(), 11, 19);
            cases.append("' THEN ").append(transition.getOffsetBefore().getTotalSeconds());
            transition = rules.nextTransition(at);
        }
        var last = rules.getOffset(until).getTotalSeconds();
        var seconds = cases.isEmpty() ? String.valueOf(last) : "CASE" + cases + " ELSE " + last + " END";
        return "DATE(" + column + " + INTERVAL " + seconds + " SECOND)";
    }
}
