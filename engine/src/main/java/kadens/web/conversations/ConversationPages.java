package kadens.web.conversations;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import kadens.enrollment.Answer;
import kadens.enrollment.Answers;
import kadens.enrollment.History;
import kadens.inbox.Conversations;
import kadens.inbox.Conversations.Standing;
import kadens.inbox.InboundMails;
import kadens.language.Sentence;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.People;
import kadens.web.Access;
import kadens.web.Failure;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Routes;
import kadens.web.Seen;
import kadens.web.Shift;
import kadens.web.Texts;
import kadens.web.VerdictView;
import kadens.web.Visitor;
import kadens.web.Zones;
import kadens.web.conversations.ListPage.Row;
import kadens.web.conversations.ListPage.Tab;
import org.hibernate.StatelessSession;

/** Conversations: the list, one of them, and what a person does with it. */
public final class ConversationPages {

    private static final int ROWS = 40;
    private static final int COUNTED_MAX = 1000;
    private static final int TEXT_CHARS_MAX = 160;

    private final Engine engine;
    private final Pages pages;
    private final Reading reading;
    private final Replying replying;

    public ConversationPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
        this.reading = new Reading(engine);
        this.replying = new Replying(engine, pages, reading);
    }

    public void routes(Routes routes) {
        routes.get("/conversations", Access.SALES, this::list);
        routes.get("/conversations/{id}", Access.SALES, this::one);
        routes.post("/conversations/{id}/done", Access.SALES, context -> set(context, true));
        routes.post("/conversations/{id}/open", Access.SALES, context -> set(context, false));
        routes.post("/conversations/{id}/assign", Access.SALES, this::assign);
        routes.post("/conversations/{id}/answer", Access.SALES, replying::answer);
        routes.post(
                "/answers/{id}/withdraw",
                Access.SALES,
                context -> settle(
                        context,
                        "withdrawn",
                        (session, answer) ->
                                Answers.withdraw(session, answer, engine.clock().instant())));
        routes.post(
                "/answers/{id}/arrived",
                Access.SALES,
                context -> settle(
                        context,
                        "arrived",
                        (session, answer) ->
                                Answers.arrived(session, answer, engine.clock().instant())));
        routes.post(
                "/answers/{id}/again",
                Access.SALES,
                context -> settle(
                        context,
                        "again",
                        (session, answer) ->
                                Answers.again(session, answer, engine.clock().instant())));
    }

    static String href(long enrollmentId) {
        return "/conversations/" + enrollmentId;
    }

    private void list(Context context) {
        var texts = Visitor.texts(context);
        var me = Me.of(context);
        var asked = Asked.of(context);
        pages.show(context, "conversations", engine.database().transact(session -> {
            var shift = Shift.of(engine, session, me, Seen.by(session, context), asked.whose());
            return page(session, asked, shift, me, texts);
        }));
    }

    private ListPage page(StatelessSession session, Asked asked, Shift shift, Me me, Texts texts) {
        var answer = Conversations.page(session, asked.wanted(shift, me), asked.after(), ROWS + 1);
        var found = answer.standings();
        var shown = found.subList(0, Math.min(ROWS, found.size()));
        var open = Conversations.countOpen(session, shift.whose(), shift.assigneeId(), COUNTED_MAX);
        var choice = shift.team() ? "team" : "mine";
        return new ListPage(
                open,
                open >= COUNTED_MAX,
                asked.search(),
                !answer.all(),
                asked.which(),
                shift.canChoose() ? choice : null,
                Asked.TABS.stream()
                        .map(tab -> new Tab(tab, asked.tab(tab), tab.equals(asked.which())))
                        .toList(),
                shift.canChoose()
                        ? List.of("mine", "team").stream()
                                .map(each -> new Tab(each, asked.choice(each), each.equals(choice)))
                                .toList()
                        : List.of(),
                shown.stream().map(each -> row(session, each, shift, texts)).toList(),
                found.size() > ROWS ? asked.next(shown.getLast()) : null,
                asked.after() == null);
    }

    private Row row(StatelessSession session, Standing standing, Shift shift, Texts texts) {
        var inbound = InboundMails.byId(session, standing.inboundId()).orElseThrow();
        var enrollment = History.enrollment(session, standing.enrollmentId()).orElseThrow();
        var prospect = Prospects.get(session, enrollment.prospectId());
        var account = Prospects.accountOf(session, prospect);
        var company = account == null ? null : account.name();
        var intent = inbound.intent();
        var assignee = standing.assigneeId();
        var zone = Zones.of(engine, prospect, shift.mailboxes().get(standing.mailboxId()));
        var text = inbound.newText().replaceAll("\\s+", " ").strip();
        return new Row(
                standing.enrollmentId(),
                prospect.displayName(),
                Objects.requireNonNullElse(company, prospect.email()),
                text.length() <= TEXT_CHARS_MAX
                        ? text
                        : text.substring(0, TEXT_CHARS_MAX).stripTrailing() + "…",
                VerdictView.of(inbound, texts),
                intent == null ? null : texts.sayCode("intent.", intent),
                Moment.ago(standing.receivedAt(), zone, engine.clock().instant(), texts),
                standing.done(),
                assignee == null ? null : People.get(session, assignee).name());
    }

    private void one(Context context) {
        var id = Paths.id(context);
        var texts = Visitor.texts(context);
        if (context.header("HX-Request") == null && isOneNoMore(context, id)) {
            context.redirect("/enrollments/" + id, HttpStatus.SEE_OTHER);
            return;
        }
        pages.show(
                context,
                "conversation",
                engine.database()
                        .transact(session -> reading.page(session, context, id, texts, Reading.Typed.NOTHING)));
    }

    /** The only mail turned out to be no answer: whoever said so is shown what has become of the enrollment. */
    private boolean isOneNoMore(Context context, long id) {
        return engine.database().transact(session -> {
            if (Conversations.of(session, id).isPresent()) {
                return false;
            }
            Seen.enrollment(session, context, id);
            return true;
        });
    }

    private void set(Context context, boolean done) {
        var id = Paths.id(context);
        engine.database().transactAlone(session -> {
            reading.mine(session, context, id);
            if (Conversations.set(session, id, done)) {
                var what = done ? "audit.conversation-done" : "audit.conversation-open";
                note(session, context, Sentence.of(what, reading.name(session, id)));
            }
        });
        context.redirect(Paths.then(context, href(id)), HttpStatus.SEE_OTHER);
    }

    private void assign(Context context) {
        var id = Paths.id(context);
        var wanted = Objects.requireNonNullElse(context.formParam("to"), "");
        engine.database().transactAlone(session -> {
            var standing = reading.mine(session, context, id);
            if (wanted.isEmpty()) {
                Conversations.assign(session, id, null);
                note(session, context, Sentence.of("audit.conversation-unassigned", reading.name(session, id)));
                return;
            }
            var colleague = reading.colleagues(session, standing).stream()
                    .filter(person -> String.valueOf(person.id()).equals(wanted))
                    .findFirst()
                    .orElseThrow(Failure::notFound);
            Conversations.assign(session, id, colleague.id());
            note(
                    session,
                    context,
                    Sentence.of("audit.conversation-assigned", reading.name(session, id), colleague.name()));
        });
        context.redirect(Paths.then(context, href(id)), HttpStatus.SEE_OTHER);
    }

    /** Pressed twice, or too late, it changes nothing. */
    private void settle(Context context, String what, BiFunction<StatelessSession, Answer, Boolean> change) {
        var id = Paths.id(context);
        var answer = engine.database().transact(session -> {
            var found = Answers.byId(session, id).orElseThrow(Failure::notFound);
            reading.mine(session, context, found.enrollmentId());
            if (change.apply(session, found)) {
                if (what.equals("withdrawn")) {
                    Conversations.set(session, found.enrollmentId(), false);
                }
                var name = reading.name(session, found.enrollmentId());
                note(session, context, Sentence.of("audit.answer-" + what, name));
            }
            return found;
        });
        if (what.equals("again")) {
            engine.run().soon(answer.mailboxId());
        }
        context.redirect(href(answer.enrollmentId()), HttpStatus.SEE_OTHER);
    }

    private void note(StatelessSession session, Context context, Sentence what) {
        Audit.note(session, Me.of(context).id(), what, engine.clock().instant());
    }
}
