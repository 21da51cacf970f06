package kadens.web.mailboxes;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kadens.enrollment.HandingOver.Ongoing;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.run.Engine;
import kadens.run.MailboxProbe.Step;
import kadens.team.Audit;
import kadens.web.Me;
import kadens.web.Pages;
import kadens.web.Seen;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Handing the enrollments of a mailbox over to others. */
final class HandOverPages {

    private static final int TARGETS_MAX = 200;

    private final Engine engine;
    private final Pages pages;
    private final Checks checks;

    HandOverPages(Engine engine, Pages pages, Checks checks) {
        this.engine = engine;
        this.pages = pages;
        this.checks = checks;
    }

    /** What would be handed over, and where to. @param wrong null: nothing */
    record HandOverPage(
            long id,
            String address,
            boolean connected,
            long untouched,
            long midWay,
            long beingSent,
            List<Target> targets,
            @Nullable String wrong) {}

    /** A mailbox that may take some. */
    record Target(long id, String address, int cap) {}

    void ask(Context context) {
        show(context, null);
    }

    void handOver(Context context) {
        var mailbox = Changing.mailbox(engine, context);
        var chosen = List.copyOf(context.formParams("to"));
        var midWay = "yes".equals(context.formParam("midWay"));
        var targets = engine.database().transact(session -> targets(session, context, mailbox)).stream()
                .filter(each -> chosen.contains(String.valueOf(each.id())))
                .toList();
        if (targets.isEmpty()) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(context, Visitor.texts(context).say("mailboxes.wrong.nowhere"));
            return;
        }
        var me = Me.of(context).id();
        var check = checks.begin(
                me,
                Check.Kind.HAND_OVER,
                mailbox.address(),
                mailbox.id(),
                List.of("hand-over"),
                Map.of(),
                running -> deal(running, mailbox, targets, midWay, me));
        context.redirect("/mailboxes/checks/" + check.token, HttpStatus.SEE_OTHER);
    }

    private boolean deal(Check check, Mailbox from, List<Mailbox> to, boolean midWay, long by) {
        var database = engine.database();
        var handingOver = engine.handingOver();
        var ongoing = database.transact(session -> handingOver.of(session, from.id()));
        var dealt = handingOver.deal(database, ongoing, from, to, midWay);
        var addresses = to.stream().map(Mailbox::address).collect(Collectors.joining(", "));
        database.transactAlone(session -> Audit.note(
                session,
                by,
                Sentence.of("audit.handed-over", from.address(), dealt.moved(), addresses),
                engine.clock().instant()));
        check.hears(new Step(
                "hand-over",
                dealt.left() == 0,
                Sentence.of("handed-over.told", dealt.moved(), addresses, dealt.held(), dealt.left())));
        return dealt.left() == 0;
    }

    private void show(Context context, @Nullable String wrong) {
        var mailbox = Changing.mailbox(engine, context);
        pages.show(context, "mailbox-hand-over", engine.database().transact(session -> {
            Ongoing ongoing = engine.handingOver().of(session, mailbox.id());
            var now = engine.clock().instant();
            return new HandOverPage(
                    mailbox.id(),
                    mailbox.address(),
                    mailbox.disconnectedAt() == null,
                    ongoing.untouched().size(),
                    ongoing.midWay().size(),
                    ongoing.beingSent().size(),
                    targets(session, context, mailbox).stream()
                            .map(each -> new Target(
                                    each.id(), each.address(), each.limits().capAt(now, each.firstSentAt())))
                            .toList(),
                    wrong);
        }));
    }

    /** Those that may send, of those that whoever asks sees. */
    private List<Mailbox> targets(StatelessSession session, Context context, Mailbox from) {
        var sight = Seen.by(session, context);
        return engine.mailboxes().all(session).stream()
                .filter(each -> each.id() != from.id() && sight.includes(each.ownerId()))
                .filter(each -> Mailboxes.mayNotSend(session, each).isEmpty())
                .limit(TARGETS_MAX)
                .toList();
    }
}
