package kadens.web.mailboxes;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.Worklist;
import kadens.inbox.Horizons;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.SentCopy;
import kadens.mailbox.ServerUrl;
import kadens.plan.Limits;
import kadens.run.Engine;
import kadens.team.Absence;
import kadens.team.People;
import kadens.web.Failure;
import kadens.web.Line;
import kadens.web.MailboxCard;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Seen;
import kadens.web.Texts;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** One mailbox: its health, its horizon and its limits. */
final class OneMailbox {

    private static final int LINES = 50;

    private final Engine engine;
    private final Pages pages;

    OneMailbox(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    void show(Context context) {
        show(context, null);
    }

    /** @param wrong what was wrong with an absence that was typed; null: nothing */
    void show(Context context, @Nullable String wrong) {
        var id = Paths.id(context);
        var texts = Visitor.texts(context);
        pages.show(context, "mailbox", engine.database().transact(session -> {
            Seen.mailbox(session, context, id);
            return page(session, id, texts, wrong);
        }));
    }

    private MailboxPage page(StatelessSession session, long id, Texts texts, @Nullable String wrong) {
        var now = engine.clock().instant();
        var mailbox = engine.mailboxes().byId(session, id).orElseThrow(Failure::notFound);
        var limits = mailbox.limits();
        var wanted = Worklist.Wanted.of(null, "", List.of(id));
        var listing = Worklist.page(session, wanted, 1, LINES);
        var writer = Line.Writer.plain(engine, session, texts, now);
        var owner = People.get(session, mailbox.ownerId());
        var today = LocalDate.ofInstant(now, mailbox.timeZone());
        return new MailboxPage(
                MailboxCard.of(session, mailbox, now, texts),
                Health.of(session, mailbox, owner, now, texts),
                mailbox.disconnectedAt() == null,
                owner.name(),
                server(ServerUrl.smtp(mailbox.smtpServer()), texts),
                server(ServerUrl.imap(mailbox.imapServer()), texts),
                mailbox.zoneWords(),
                Line.holds(engine, session, mailbox, now, texts),
                moment(mailbox, mailbox.troubleAt(), now, texts),
                moment(mailbox, mailbox.lastSentAt(), now, texts),
                moment(mailbox, mailbox.nextSendAt(), now, texts),
                limits.dailyCap(),
                gap(limits, texts),
                ramp(mailbox, now, texts),
                mailbox.windowWords(),
                limits.perMinuteMax(),
                limits.openersPerDayMax(),
                duration(mailbox.freshness(), texts),
                texts.say(sentCopy(mailbox)),
                texts.say("when-uncertain." + mailbox.whenUncertain().word()),
                uncertain(session, mailbox),
                folders(session, mailbox, now, texts),
                listing.lines().stream().map(row -> writer.line(row, mailbox)).toList(),
                listing.total(),
                engine.enrollments().ongoingCount(session, id),
                engine.handingOver().midWay(session, id),
                Absence.of(session, owner.id()).stream()
                        .filter(each -> !each.lastDay().isBefore(today))
                        .map(each -> texts.say(
                                "mailboxes.absence",
                                Health.day(each.firstDay(), texts),
                                Health.day(each.lastDay(), texts)))
                        .toList(),
                today.toString(),
                wrong);
    }

    private static List<MailboxPage.Uncertain> uncertain(StatelessSession session, Mailbox mailbox) {
        return OutgoingMessages.uncertain(session, mailbox.id(), LINES).stream()
                .map(message ->
                        new MailboxPage.Uncertain(message.enrollmentId(), message.recipient(), message.subject()))
                .toList();
    }

    private static List<MailboxPage.Folder> folders(
            StatelessSession session, Mailbox mailbox, Instant now, Texts texts) {
        return Horizons.of(session, mailbox.id()).stream()
                .map(horizon -> new MailboxPage.Folder(
                        horizon.folder(),
                        horizon.uid(),
                        horizon.uidValidity(),
                        Moment.ago(horizon.readAt(), mailbox.timeZone(), now, texts)))
                .toList();
    }

    private static @Nullable Moment moment(Mailbox mailbox, @Nullable Instant at, Instant now, Texts texts) {
        return at == null ? null : Moment.at(at, mailbox.timeZone(), now, texts);
    }

    private static String gap(Limits limits, Texts texts) {
        var from = duration(limits.gapMin(), texts);
        return limits.gapMin().equals(limits.gapMax())
                ? from
                : texts.say("mailbox.between", from, duration(limits.gapMax(), texts));
    }

    private static String server(ServerUrl server, Texts texts) {
        var user = server.user();
        return user == null ? server.place() : texts.say("mailboxes.server-as", server.place(), user);
    }

    private static String sentCopy(Mailbox mailbox) {
        if (mailbox.wantsSentCopies()) {
            return "sent-copy.kadens";
        }
        return mailbox.sentCopy() == SentCopy.NEVER ? "sent-copy.never" : "sent-copy.server";
    }

    /** Where the climb is, and when it is over. */
    private static @Nullable String ramp(Mailbox mailbox, Instant now, Texts texts) {
        var limits = mailbox.limits();
        var ramp = limits.ramp();
        var first = mailbox.firstSentAt();
        if (ramp == null) {
            return null;
        }
        if (first == null) {
            return texts.say("mailboxes.ramp.before", ramp.start(), ramp.step(), limits.dailyCap());
        }
        var cap = limits.capAt(now, first);
        if (cap >= limits.dailyCap()) {
            return texts.say("mailboxes.ramp.over");
        }
        if (ramp.step() == 0) {
            return texts.say("mailboxes.ramp.flat", cap);
        }
        var days = Math.ceilDiv(limits.dailyCap() - ramp.start(), ramp.step());
        var full = LocalDate.ofInstant(first.plus(Duration.ofDays(days)), mailbox.timeZone());
        return texts.say("mailboxes.ramp.now", cap, ramp.step(), limits.dailyCap(), Health.day(full, texts));
    }

    private static String duration(Duration duration, Texts texts) {
        var unit = duration.toSeconds() % 3600 == 0 && !duration.isZero()
                ? "hours"
                : duration.toSeconds() % 60 == 0 && !duration.isZero() ? "minutes" : "seconds";
        var amount = switch (unit) {
            case "hours" -> duration.toHours();
            case "minutes" -> duration.toMinutes();
            default -> duration.toSeconds();
        };
        return Sentence.of("plan.delay." + unit.toLowerCase(Locale.ROOT), amount)
                .in(texts.locale());
    }
}
