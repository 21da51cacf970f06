package kadens.web.conversations;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Objects;
import java.util.regex.Pattern;
import kadens.enrollment.Answers;
import kadens.enrollment.History;
import kadens.inbox.Answerable;
import kadens.inbox.Conversations;
import kadens.inbox.Inbound;
import kadens.inbox.InboundMails;
import kadens.language.Sentence;
import kadens.outbox.AnswerMails;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.People;
import kadens.web.Failure;
import kadens.web.Me;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Texts;
import kadens.web.Visitor;
import kadens.web.conversations.Reading.Typed;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer from the page. Stored, it goes out with the mailbox's next run, which is asked for at once: no dialogue
 * with a server is held here, and no mail leaves that the mailbox's own run does not know of.
 */
record Replying(Engine engine, Pages pages, Reading reading) {

    static final int TEXT_CHARS_MAX = 20_000;

    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ID = Pattern.compile("\\d{1,18}");
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

    /** @param mailboxId from which it goes out; null where it was not taken */
    private record Outcome(@Nullable Long mailboxId, @Nullable ThreadPage page) {}

    void answer(Context context) {
        var id = Paths.id(context);
        var texts = Visitor.texts(context);
        var text = NOT_TEXT.matcher(Objects.requireNonNullElse(context.formParam("text"), "")
                        .replace("\r\n", "\n")
                        .replace('\r', '\n'))
                .replaceAll("");
        var token = Objects.requireNonNullElse(context.formParam("token"), "");
        var signs = context.formParam("signature") != null;
        var marksDone = context.formParam("done") != null;
        var outcome = engine.database().transact(session -> {
            var standing = reading.mine(session, context, id);
            if (!TOKEN.matcher(token).matches()) {
                throw new Failure(400, "bad-request");
            }
            Conversations.lock(session, id);
            if (Answers.byToken(session, token).isPresent()) {
                return new Outcome(null, null); // the button was pressed twice
            }
            var wrong = wrong(session, standing, context.formParam("inbound"), text, texts);
            if (wrong != null) {
                var typed = new Typed(text, signs, marksDone, token, wrong);
                return new Outcome(null, reading.page(session, context, id, texts, typed));
            }
            write(session, context, standing, text, signs, token);
            if (marksDone) {
                Conversations.set(session, id, true);
            }
            return new Outcome(standing.mailboxId(), null);
        });
        if (outcome.page() != null) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            pages.show(context, "conversation", outcome.page());
            return;
        }
        if (outcome.mailboxId() != null) {
            engine.run().soon(outcome.mailboxId());
        }
        context.redirect(ConversationPages.href(id) + "#newest", HttpStatus.SEE_OTHER);
    }

    private @Nullable String wrong(
            StatelessSession session,
            Conversations.Standing standing,
            @Nullable String answered,
            String text,
            Texts texts) {
        if (text.isBlank()) {
            return texts.say("conversation.wrong.empty");
        }
        if (text.length() > TEXT_CHARS_MAX) {
            return texts.say("conversation.wrong.long", TEXT_CHARS_MAX);
        }
        if (answered == null
                || !ID.matcher(answered).matches()
                || Long.parseLong(answered) != standing.inboundId()) {
            return texts.say("conversation.wrong.newer");
        }
        var prospect = Reading.prospect(session, standing.enrollmentId());
        var forbidden =
                reading.forbidden(session, reading.mailbox(session, standing), answerable(session, standing), prospect);
        return forbidden == null ? null : texts.say("conversation.forbidden", forbidden.in(texts.locale()));
    }

    private void write(
            StatelessSession session,
            Context context,
            Conversations.Standing standing,
            String text,
            boolean signs,
            String token) {
        var now = engine.clock().instant();
        var mailbox = reading.mailbox(session, standing);
        var owner = People.get(session, mailbox.ownerId());
        var enrollment = History.enrollment(session, standing.enrollmentId()).orElseThrow();
        var inbound = inbound(session, standing);
        var answerable = Answerable.of(inbound);
        var replyToken = enrollment.replyToken();
        var answered = new AnswerMails.Answered(
                inbound.id(),
                enrollment.id(),
                Prospects.get(session, enrollment.prospectId()),
                answerable.to(),
                answerable.subject(),
                answerable.references(),
                inbound.receivedAt(),
                inbound.newText(),
                replyToken == null || !mailbox.usesPlusAddress() ? "" : mailbox.replyAddress(replyToken));
        var signature = signs ? Objects.requireNonNullElse(owner.signature(), "") : "";
        var me = Me.of(context).id();
        AnswerMails.write(session, mailbox, owner, me, answered, text.strip(), signature, token, now);
        Audit.note(session, me, Sentence.of("audit.answered", answered.prospect().displayName()), now);
    }

    private static Answerable answerable(StatelessSession session, Conversations.Standing standing) {
        return Answerable.of(inbound(session, standing));
    }

    private static Inbound inbound(StatelessSession session, Conversations.Standing standing) {
        return InboundMails.byId(session, standing.inboundId()).orElseThrow();
    }
}
