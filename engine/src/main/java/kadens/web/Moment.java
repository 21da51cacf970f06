package kadens.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import kadens.language.Sentence;

/**
 * A time as people say it, seen from now.
 *
 * @param iso for machines
 * @param words such as {@code Tomorrow 09:14}
 * @param place whose clock that is, such as {@code Oslo}; empty where the words count from now
 * @param exact with date, seconds and zone, shown on hover
 */
public record Moment(String iso, String words, String place, String exact) {

    private static final int DAYS_BY_NAME = 6;
    private static final Pattern ADDRESS_FIRST = Pattern.compile("\\S+@");

    /** A day and a clock time with the place whose time it is. */
    public static Moment at(Instant instant, ZoneId zone, Instant now, Texts texts) {
        var moment = instant.atZone(zone);
        return moment(moment, day(moment, now.atZone(zone), texts) + " " + pattern("HH:mm", texts, moment), texts);
    }

    /** How long ago it was, up to a day; the day and time before that. */
    public static Moment ago(Instant instant, ZoneId zone, Instant now, Texts texts) {
        var past = Duration.between(instant, now);
        if (past.compareTo(Duration.ofDays(1)) >= 0 || past.compareTo(Duration.ofMinutes(-1)) < 0) {
            return at(instant, zone, now, texts);
        }
        var words = past.toMinutes() < 1
                ? texts.say("time.just-now")
                : past.toHours() < 1
                        ? texts.say("time.minutes-ago", past.toMinutes())
                        : texts.say("time.hours-ago", past.toHours());
        var at = moment(instant.atZone(zone), words, texts);
        return new Moment(at.iso, words, "", at.exact);
    }

    /** The date and the clock of a place now. */
    public static Moment clock(Instant now, ZoneId zone, Texts texts) {
        return now(now.atZone(zone), texts.say("time.form.clock"), texts);
    }

    /** The weekday and the clock of a place now. */
    static Moment weekClock(Instant now, ZoneId zone, Texts texts) {
        return now(now.atZone(zone), "EEE HH:mm", texts);
    }

    /** A sentence as the beginning of a line; an address in its first place stays as it is written. */
    public static String sentence(Sentence sentence, Texts texts) {
        var said = sentence.in(texts.locale());
        return ADDRESS_FIRST.matcher(said).lookingAt() ? said : capitalized(said, texts.locale());
    }

    public static String place(ZoneId zone) {
        var id = zone.getId();
        return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }

    private static Moment now(ZonedDateTime moment, String form, Texts texts) {
        return moment(moment, capitalized(pattern(form, texts, moment), texts.locale()), texts);
    }

    private static Moment moment(ZonedDateTime moment, String words, Texts texts) {
        return new Moment(
                moment.toInstant().toString(),
                words,
                place(moment.getZone()),
                pattern(texts.say("time.form.exact"), texts, moment) + " " + moment.getZone() + " (UTC"
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
        var form = Math.abs(days) <= DAYS_BY_NAME
                ? "EEE"
                : texts.say(moment.getYear() == now.getYear() ? "time.form.day" : "time.form.day-and-year");
        return capitalized(pattern(form, texts, moment), texts.locale());
    }

    private static String pattern(String form, Texts texts, ZonedDateTime moment) {
        return DateTimeFormatter.ofPattern(form, texts.locale()).format(moment);
    }

    public static String capitalized(String words, Locale locale) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(locale) + words.substring(1);
    }
}
