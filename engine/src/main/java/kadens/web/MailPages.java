package kadens.web;

import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.enrollment.History;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.OutgoingMessages;
import kadens.inbox.Inbound;
import kadens.inbox.InboundMails;
import kadens.inbox.OpenedMail;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.web.MailPage.Fact;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Mails as they were sent and received: read, in a frame of their own, and byte by byte. */
final class MailPages {

    private static final List<String> HEADERS = List.of(
            "from",
            "reply-to",
            "to",
            "cc",
            "date",
            "message-id",
            "in-reply-to",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "auto-submitted",
            "x-auto-response-suppress",
            "precedence",
            "return-path");

    private final Engine engine;
    private final Pages pages;

    MailPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    void sent(Context context) {
        show(context, (session, id, texts) -> sent(session, message(session, context, id), texts));
    }

    void received(Context context) {
        show(context, (session, id, texts) -> received(session, inbound(session, context, id), texts));
    }

    void sentFrame(Context context) {
        MailHtml.show(
                context,
                opened(
                                context,
                                session -> message(session, context, Paths.id(context))
                                        .raw())
                        .html(),
                true);
    }

    void receivedFrame(Context context) {
        MailHtml.show(
                context,
                opened(
                                context,
                                session -> inbound(session, context, Paths.id(context))
                                        .raw())
                        .html(),
                false);
    }

    void sentRaw(Context context) {
        raw(context, session -> message(session, context, Paths.id(context)).raw());
    }

    void receivedRaw(Context context) {
        raw(context, session -> inbound(session, context, Paths.id(context)).raw());
    }

    private interface Reading {
        MailPage read(StatelessSession session, long id, Texts texts);
    }

    private void show(Context context, Reading reading) {
        var id = Paths.id(context);
        var texts = Visitor.texts(context);
        pages.show(context, "mail", engine.database().transact(session -> reading.read(session, id, texts)));
    }

    private OpenedMail opened(Context context, Function<StatelessSession, byte[]> raw) {
        return OpenedMail.of(engine.database().transact(raw));
    }

    private void raw(Context context, Function<StatelessSession, byte[]> raw) {
        SecurityHeaders.forMail(context, false);
        context.contentType("text/plain; charset=utf-8")
                .result(engine.database().transact(raw));
    }

    private MailPage sent(StatelessSession session, OutgoingMessage message, Texts texts) {
        var mail = OpenedMail.of(message.raw());
        var facts = facts(mail, texts);
        var answer = message.answer();
        if (answer != null) {
            facts.add(new Fact(texts.say("mail.server-said"), answer));
        }
        var settledAt = message.settledAt();
        var delivery = message.delivery();
        var prospect = prospect(session, message.enrollmentId());
        return new MailPage(
                true,
                message.subject(),
                message.recipient(),
                Moment.at(
                        settledAt == null ? message.claimedAt() : settledAt,
                        zone(session, prospect, message.mailboxId()),
                        engine.clock().instant(),
                        texts),
                texts.say("delivery." + delivery.word()),
                delivery == Delivery.SENT ? "good" : delivery == Delivery.REFUSED ? "harm" : "needs-you",
                message.enrollmentId(),
                prospect == null ? null : prospect.displayName(),
                facts,
                MadeOf.facts(engine, session, message, texts),
                MadeOf.values(message),
                List.of(),
                null,
                null,
                mail.text(),
                mail.html().isBlank() ? null : "/messages/" + message.id() + "/html",
                "/messages/" + message.id() + "/raw");
    }

    private MailPage received(StatelessSession session, Inbound inbound, Texts texts) {
        var mail = OpenedMail.of(inbound.raw());
        var verdict = VerdictView.of(inbound, texts);
        var facts = facts(mail, texts);
        facts.add(new Fact(texts.say("mail.folder"), inbound.folder()));
        inbound.howMatched()
                .ifPresent(how -> facts.add(new Fact(texts.say("mail.matched-by"), Moment.sentence(how, texts))));
        var until = inbound.until();
        if (until != null) {
            facts.add(new Fact(texts.say("mail.until"), until.toString()));
        }
        var intent = inbound.intent();
        if (intent != null) {
            facts.add(new Fact(texts.say("mail.intent"), texts.sayCode("intent.", intent)));
        }
        var successor = inbound.successor();
        if (successor != null) {
            facts.add(new Fact(texts.say("mail.successor"), successor.toString()));
        }
        var enrollmentId = inbound.enrollmentId();
        var prospect = enrollmentId == null ? null : prospect(session, enrollmentId);
        return new MailPage(
                false,
                inbound.subject(),
                inbound.fromAddress(),
                Moment.at(
                        inbound.receivedAt(),
                        zone(session, prospect, inbound.mailboxId()),
                        engine.clock().instant(),
                        texts),
                verdict.label(),
                verdict.tone(),
                enrollmentId,
                prospect == null ? null : prospect.displayName(),
                facts,
                List.of(),
                List.of(),
                inbound.evidence().stream()
                        .map(sign -> Moment.sentence(sign.sentence(), texts))
                        .toList(),
                enrollmentId == null ? null : Judging.of(session, inbound, texts),
                inbound.newText(),
                mail.text(),
                mail.html().isBlank() ? null : "/inbound/" + inbound.id() + "/html",
                "/inbound/" + inbound.id() + "/raw");
    }

    private static List<Fact> facts(OpenedMail mail, Texts texts) {
        var facts = new ArrayList<Fact>();
        for (var header : HEADERS) {
            mail.header(header).ifPresent(value -> facts.add(new Fact(label(header, texts), value)));
        }
        return facts;
    }

    /** Our own word for a header, else its name as it is commonly written. */
    private static String label(String header, Texts texts) {
        var label = texts.sayCode("header.", header);
        return label.equals(header)
                ? Stream.of(header.split("-"))
                        .map(part -> Moment.capitalized(part, Locale.ROOT))
                        .collect(Collectors.joining("-"))
                : label;
    }

    private ZoneId zone(StatelessSession session, @Nullable Prospect prospect, long mailboxId) {
        var mailbox = engine.mailboxes().byId(session, mailboxId).orElseThrow();
        return prospect == null ? mailbox.timeZone() : Zones.of(engine, prospect, mailbox);
    }

    private static @Nullable Prospect prospect(StatelessSession session, long enrollmentId) {
        return History.enrollment(session, enrollmentId)
                .map(enrollment -> Prospects.get(session, enrollment.prospectId()))
                .orElse(null);
    }

    private static OutgoingMessage message(StatelessSession session, Context context, long id) {
        Seen.message(session, context, id);
        return OutgoingMessages.byId(session, id).orElseThrow(Failure::notFound);
    }

    private static Inbound inbound(StatelessSession session, Context context, long id) {
        Seen.inbound(session, context, id);
        return InboundMails.byId(session, id).orElseThrow(Failure::notFound);
    }
}
