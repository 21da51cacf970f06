package kadens.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import kadens.language.Sentence;

/**
 * A time as people say it, seen from now.
 *
 * @param iso for machines
 * @param words such as {@code Tomorrow 09:14 (Oslo)}
 * @param exact with date, seconds and zone, shown on hover
 */
record Moment(String iso, String words, String exact) {

    private static final int DAYS_BY_NAME = 6;

    /** A day and a clock time with the place whose time it is. */
    static Moment at(Instant instant, ZoneId zone, Instant now, Texts texts) {
        var moment = instant.atZone(zone);
        var words =
                day(moment, now.atZone(zone), texts) + " " + pattern("HH:mm", texts, moment) + " (" + place(zone) + ")";
        return moment(moment, words, texts);
    }

    /** How long ago it was, up to a day; the day and time before that. */
    static Moment ago(Instant instant, ZoneId zone, Instant now, Texts texts) {
        var past = Duration.between(instant, now);
        if (past.compareTo(Duration.ofDays(1)) >= 0 || past.compareTo(Duration.ofMinutes(-1)) < 0) {
            return at(instant, zone, now, texts);
        }
        var words = past.toMinutes() < 1
                ? texts.say("time.just-now")
                : past.toHours() < 1
                        ? texts.say("time.minutes-ago", past.toMinutes())
                        : texts.say("time.hours-ago", past.toHours());
        return moment(instant.atZone(zone), words, texts);
    }

    /** The clock alone, such as {@code Wed 09:14 (Oslo)}. */
    static Moment clock(Instant now, ZoneId zone, Texts texts) {
        var moment = now.atZone(zone);
        return moment(
                moment,
                capitalized(pattern("EEE d MMM yyyy HH:mm", texts, moment), texts.locale()) + " (" + place(zone) + ")",
                texts);
    }

    /** The weekday and the clock. */
    static Moment weekClock(Instant now, ZoneId zone, Texts texts) {
        var moment = now.atZone(zone);
        var words = capitalized(pattern("EEE HH:mm", texts, moment), texts.locale()) + " (" + place(zone) + ")";
        return moment(moment, words, texts);
    }

    /** A sentence as the beginning of a line. */
    static String sentence(Sentence sentence, Texts texts) {
        return capitalized(sentence.in(texts.locale()), texts.locale());
    }

    static String place(ZoneId zone) {
        var id = zone.getId();
        return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }

    private static Moment moment(ZonedDateTime moment, String words, Texts texts) {
        return new Moment(
                moment.toInstant().toString(),
                words,
                pattern("EEEE d MMMM yyyy HH:mm:ss", texts, moment) + " " + moment.getZone() + " (UTC"
                        + (moment.getOffset().getTotalSeconds() == 0 ? "" : moment.getOffset()) + ")");
    }

    private static String day(ZonedDateTime moment, ZonedDateTime now, Texts texts) {
        var days = ChronoUnit.DAYS.between(now.toLocalDate(), moment.toLocalDate());
        if (days == 0) {
            return texts.say("time.today");
        }
        if (days == 1) {
            return texts.say("time.tomorrow");
        }
        if (days == -1) {
            return texts.say("time.yesterday");
        }
        var form = Math.abs(days) <= DAYS_BY_NAME ? "EEE" : moment.getYear() == now.getYear() ? "d MMM" : "d MMM yyyy";
        return capitalized(pattern(form, texts, moment), texts.locale());
    }

    private static String pattern(String form, Texts texts, ZonedDateTime moment) {
        return DateTimeFormatter.ofPattern(form, texts.locale()).format(moment);
    }

    static String capitalized(String words, Locale locale) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(locale) + words.substring(1);
    }
}
