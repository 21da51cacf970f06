package kadens.web.mailboxes;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import kadens.mailbox.Mailbox;
import kadens.mailbox.RefusalPauses;
import kadens.team.Absence;
import kadens.team.Person;
import kadens.web.Moment;
import kadens.web.StateView;
import kadens.web.Texts;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * How a mailbox is, in a word, and why.
 *
 * @param why empty where all is well
 * @param refused whether it stands still after refusals
 * @param awayUntil the last day on which its owner is away now, in words; null: they are here
 */
record Health(StateView state, String why, boolean refused, @Nullable String awayUntil) {

    static Health of(StatelessSession session, Mailbox mailbox, Person owner, Instant now, Texts texts) {
        var pause = RefusalPauses.of(session, RefusalPauses.Target.mailbox(mailbox.id()));
        var away = away(session, mailbox, now).map(day -> day(day, texts)).orElse(null);
        var trouble = mailbox.trouble();
        if (mailbox.disconnectedAt() != null) {
            return health("disconnected", "paused", "quiet", texts.say("mailboxes.why.disconnected"), pause, away, texts);
        }
        if (owner.leftAt() != null) {
            return health("left", "stopped", "quiet", texts.say("mailboxes.why.left", owner.name()), pause, away, texts);
        }
        if (pause.isPresent()) {
            return health("refused", "held", "harm", Moment.sentence(pause.get(), texts), pause, away, texts);
        }
        if (trouble != null) {
            var word = mailbox.reads() ? "not-sending" : "not-reading";
            return health(word, "bounced", "harm", Moment.sentence(trouble, texts), pause, away, texts);
        }
        if (away != null) {
            return health("away", "paused", "quiet", texts.say("mailboxes.why.away", owner.name(), away), pause, away, texts);
        }
        if (mailbox.inboxReadAt() == null) {
            return health("new", "waiting", "accent", texts.say("mailboxes.why.new"), pause, away, texts);
        }
        return health("well", "finished", "good", "", pause, away, texts);
    }

    /** A day in words. */
    static String day(LocalDate day, Texts texts) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(texts.locale())
                .format(day);
    }

    private static Optional<LocalDate> away(StatelessSession session, Mailbox mailbox, Instant now) {
        var today = LocalDate.ofInstant(now, mailbox.timeZone());
        return Absence.of(session, mailbox.ownerId()).stream()
                .filter(each -> !each.firstDay().isAfter(today) && !each.lastDay().isBefore(today))
                .map(Absence::lastDay)
                .findFirst();
    }

    private static Health health(
            String word,
            String icon,
            String tone,
            String why,
            Optional<?> pause,
            @Nullable String away,
            Texts texts) {
        return new Health(
                new StateView(word, texts.say("mailboxes.state." + word), icon, tone), why, pause.isPresent(), away);
    }
}
