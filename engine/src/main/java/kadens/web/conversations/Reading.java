package kadens.web.conversations;

import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kadens.cadence.Cadence;
import kadens.enrollment.Answer;
import kadens.enrollment.Answer.Sending;
import kadens.enrollment.Answers;
import kadens.enrollment.History;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.OutgoingMessages;
import kadens.inbox.Answerable;
import kadens.inbox.Conversations;
import kadens.inbox.Conversations.Standing;
import kadens.inbox.Inbound;
import kadens.inbox.InboundMails;
import kadens.inbox.OpenedMail;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.prospect.Suppressions;
import kadens.run.Engine;
import kadens.team.People;
import kadens.team.Person;
import kadens.team.Role;
import kadens.team.Sight;
import kadens.web.Failure;
import kadens.web.Judging;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Seen;
import kadens.web.Texts;
import kadens.web.VerdictView;
import kadens.web.Zones;
import kadens.web.conversations.ThreadPage.Colleague;
import kadens.web.conversations.ThreadPage.Form;
import kadens.web.conversations.ThreadPage.Item;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** One conversation, for the eyes of whoever asks. */
record Reading(Engine engine) {

    /** Of a very long one, the latest mails. */
    private static final int ITEMS_MAX = 60;

    /**
     * What stood in the form when it was sent.
     *
     * @param wrong why it was not taken, in a sentence; null: it was not sent yet
     */
    record Typed(
            String text,
            boolean signs,
            boolean marksDone,
            @Nullable String token,
            @Nullable String wrong) {

        static final Typed NOTHING = new Typed("", true, true, null, null);
    }

    /** @throws Failure 404 where there is none, or whoever asks does not see it */
    Standing standing(StatelessSession session, Context context, long id) {
        Seen.enrollment(session, context, id);
        return Conversations.of(session, id).orElseThrow(Failure::notFound);
    }

    /**
     * One that whoever asks may deal with: they see its mailbox, or were asked to.
     *
     * @throws Failure 404 where they do not see it, 403 where they may not
     */
    Standing mine(StatelessSession session, Context context, long id) {
        var standing = standing(session, context, id);
        if (!mayAct(session, context, standing)) {
            throw new Failure(403, "not-yours");
        }
        return standing;
    }

    String name(StatelessSession session, long enrollmentId) {
        return prospect(session, enrollmentId).displayName();
    }

    static Prospect prospect(StatelessSession session, long enrollmentId) {
        var enrollment = History.enrollment(session, enrollmentId).orElseThrow(Failure::notFound);
        return Prospects.get(session, enrollment.prospectId());
    }

    Mailbox mailbox(StatelessSession session, Standing standing) {
        return engine.mailboxes().byId(session, standing.mailboxId()).orElseThrow();
    }

    /** Who sees it, and so may be asked to deal with it. */
    List<Person> colleagues(StatelessSession session, Standing standing) {
        var prospectOwner = prospect(session, standing.enrollmentId()).ownerId();
        var mailboxOwner = mailbox(session, standing).ownerId();
        return People.all(session).stream()
                .filter(person -> person.leftAt() == null && person.role() != Role.MARKETING)
                .filter(person -> {
                    var sight = Sight.of(session, person);
                    return sight.includes(prospectOwner) || sight.includes(mailboxOwner);
                })
                .sorted(Comparator.comparing(Person::name))
                .toList();
    }

    ThreadPage page(StatelessSession session, Context context, long id, Texts texts, Typed typed) {
        var standing = standing(session, context, id);
        var enrollment = History.enrollment(session, id).orElseThrow();
        var prospect = Prospects.get(session, enrollment.prospectId());
        var account = Prospects.accountOf(session, prospect);
        var company = account == null ? null : account.name();
        var mailbox = mailbox(session, standing);
        var newest = InboundMails.byId(session, standing.inboundId()).orElseThrow();
        var mayAct = mayAct(session, context, standing);
        var assignee = standing.assigneeId();
        return new ThreadPage(
                id,
                prospect.displayName(),
                prospect.email(),
                Objects.requireNonNullElse(company, ""),
                engine.cadences().find(enrollment.cadence()) instanceof Cadence cadence
                        ? cadence.title()
                        : enrollment.cadence(),
                mailbox.address(),
                mailbox.id(),
                standing.done(),
                assignee == null ? null : People.get(session, assignee).name(),
                VerdictView.of(newest, texts),
                Judging.of(session, newest, texts),
                newest.evidence().stream()
                        .map(sign -> Moment.sentence(sign.sentence(), texts))
                        .toList(),
                items(session, id, Zones.of(engine, prospect, mailbox), texts),
                mayAct
                        ? colleagues(session, standing).stream()
                                .map(each -> new Colleague(each.id(), each.name(), Objects.equals(each.id(), assignee)))
                                .toList()
                        : List.of(),
                mayAct,
                mayAct ? form(session, newest, prospect, mailbox, texts, typed) : null);
    }

    /** Why nothing may be sent to them from there; null where it may. */
    @Nullable
    Sentence forbidden(StatelessSession session, Mailbox mailbox, Answerable answered, Prospect prospect) {
        if (answered.to().isEmpty()) {
            return Sentence.of("answer.no-address");
        }
        for (var address : List.of(answered.to(), prospect.email())) {
            var forbidding = Suppressions.forbidding(session, address);
            if (forbidding.isPresent()) {
                return Sentence.of(
                        "send.suppressed",
                        forbidding.get().target(),
                        reason(forbidding.get().reason()));
            }
        }
        return Mailboxes.mayNotSend(session, mailbox).orElse(null);
    }

    private static Sentence reason(String word) {
        return switch (word) {
            case "bounced", "unsubscribed", "complained", "by-hand" -> Sentence.of("suppressed." + word);
            default -> Sentence.verbatim(word);
        };
    }

    private Form form(
            StatelessSession session, Inbound newest, Prospect prospect, Mailbox mailbox, Texts texts, Typed typed) {
        var answered = Answerable.of(newest);
        var forbidden = forbidden(session, mailbox, answered, prospect);
        var signature = People.get(session, mailbox.ownerId()).signature();
        return new Form(
                answered.to(),
                answered.subject(),
                typed.token() == null ? UUID.randomUUID().toString() : typed.token(),
                newest.id(),
                typed.text(),
                signature == null || signature.isBlank() ? null : signature.strip(),
                typed.signs(),
                typed.marksDone(),
                forbidden == null ? null : texts.say("conversation.forbidden", forbidden.in(texts.locale())),
                typed.wrong());
    }

    private boolean mayAct(StatelessSession session, Context context, Standing standing) {
        return Objects.equals(standing.assigneeId(), Me.of(context).id())
                || Seen.by(session, context).includes(mailbox(session, standing).ownerId());
    }

    private List<Item> items(StatelessSession session, long enrollmentId, ZoneId zone, Texts texts) {
        var items = new ArrayList<Dated>();
        OutgoingMessages.ofEnrollment(session, enrollmentId).forEach(message -> items.add(sent(message, zone, texts)));
        Conversations.mails(session, enrollmentId).forEach(mail -> items.add(received(mail, zone, texts)));
        Answers.ofEnrollment(session, enrollmentId).forEach(answer -> items.add(answer(session, answer, zone, texts)));
        items.sort(Comparator.comparing(Dated::at));
        return items.subList(Math.max(0, items.size() - ITEMS_MAX), items.size()).stream()
                .map(Dated::item)
                .toList();
    }

    private record Dated(java.time.Instant at, Item item) {}

    private Dated sent(OutgoingMessage message, ZoneId zone, Texts texts) {
        var odd = message.delivery() != Delivery.SENT;
        var settled = message.settledAt();
        var at = settled == null ? message.claimedAt() : settled;
        return new Dated(
                at,
                new Item(
                        "sent",
                        "sent-" + message.id(),
                        texts.say("timeline.we-sent"),
                        moment(at, zone, texts),
                        message.subject(),
                        odd ? texts.say("delivery." + message.delivery().word()) : null,
                        message.delivery() == Delivery.REFUSED ? "harm" : odd ? "needs-you" : "quiet",
                        OpenedMail.of(message.raw()).text().strip(),
                        "/messages/" + message.id(),
                        null,
                        null,
                        null,
                        null,
                        false,
                        false));
    }

    private Dated received(Inbound mail, ZoneId zone, Texts texts) {
        var verdict = VerdictView.of(mail, texts);
        var opened = OpenedMail.of(mail.raw());
        var name = mail.fromName();
        return new Dated(
                mail.receivedAt(),
                new Item(
                        "received",
                        "in-" + mail.id(),
                        name == null || name.isBlank() ? mail.fromAddress() : name,
                        moment(mail.receivedAt(), zone, texts),
                        mail.subject(),
                        verdict.label(),
                        verdict.tone(),
                        mail.newText().strip(),
                        "/inbound/" + mail.id(),
                        opened.html().isBlank() ? null : "/inbound/" + mail.id() + "/html",
                        opened.text().strip().equals(mail.newText().strip())
                                ? null
                                : opened.text().strip(),
                        null,
                        null,
                        false,
                        false));
    }

    private Dated answer(StatelessSession session, Answer answer, ZoneId zone, Texts texts) {
        var state = answer.state();
        var said = answer.said();
        var note = switch (state) {
            case REFUSED -> texts.say("conversation.note.refused", Objects.requireNonNullElse(said, ""));
            case UNCERTAIN -> texts.say("conversation.note.uncertain");
            case WAITING ->
                said == null || said.isBlank()
                        ? texts.say("conversation.note.waiting")
                        : texts.say("conversation.note.put-off", said);
            case WITHDRAWN -> texts.say("conversation.note.withdrawn");
            case SENT, SENDING -> null;
        };
        var claimed = answer.claimedAt();
        var at = claimed == null ? answer.writtenAt() : claimed;
        return new Dated(
                at,
                new Item(
                        "answer",
                        "answer-" + answer.id(),
                        People.get(session, answer.personId()).name(),
                        moment(at, zone, texts),
                        answer.subject(),
                        state == Sending.SENT ? null : texts.say("conversation.state." + state.word()),
                        switch (state) {
                            case REFUSED -> "harm";
                            case UNCERTAIN -> "needs-you";
                            default -> "quiet";
                        },
                        answer.text().strip(),
                        null,
                        null,
                        null,
                        note,
                        answer.id(),
                        state == Sending.WAITING,
                        state == Sending.UNCERTAIN));
    }

    private Moment moment(java.time.Instant at, ZoneId zone, Texts texts) {
        return Moment.at(at, zone, engine.clock().instant(), texts);
    }
}
