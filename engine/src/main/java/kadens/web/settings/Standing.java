package kadens.web.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import kadens.team.Person;
import kadens.web.StateView;
import kadens.web.Texts;
import org.jspecify.annotations.Nullable;

/** Whether somebody is here, as a word with an icon. */
final class Standing {

    private Standing() {}

    /**
     * @param awayUntil null: not away
     * @param seenAt when they last used the pages; null: signed in nowhere
     */
    static StateView of(Person person, @Nullable LocalDate awayUntil, @Nullable Instant seenAt, Texts texts) {
        if (person.leftAt() != null) {
            return new StateView("left", texts.say("settings.person.left"), "stopped", "quiet");
        }
        if (awayUntil != null) {
            return new StateView(
                    "away", texts.say("settings.person.away", date(awayUntil, texts)), "paused", "accent");
        }
        if (!person.hasPassword() && !person.hasSubject() && seenAt == null) {
            return new StateView("invited", texts.say("settings.person.not-yet"), "waiting", "needs-you");
        }
        return new StateView("here", texts.say("settings.person.here"), "finished", "good");
    }

    static String date(LocalDate day, Texts texts) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(texts.locale())
                .format(day);
    }
}
