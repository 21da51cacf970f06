package kadens.web.mailboxes;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import kadens.enrollment.OutgoingMessages;
import kadens.mailbox.Mailbox;
import kadens.run.Engine;
import kadens.team.People;
import kadens.team.Role;
import kadens.team.Sight;
import kadens.web.Access;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Routes;
import kadens.web.Seen;
import kadens.web.Texts;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The mailboxes that somebody sees, and the way to each. */
public final class MailboxesPages {

    private static final int ROWS_MAX = 50;
    private static final int SEARCH_CHARS_MAX = 100;

    private final Engine engine;
    private final Pages pages;
    private final Checks checks;

    public MailboxesPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
        this.checks = new Checks(engine.clock());
    }

    public void routes(Routes routes) {
        var one = new OneMailbox(engine, pages);
        var connecting = new Connecting(engine, pages, checks);
        var changing = new Changing(engine, pages, checks);
        var standing = new StandingPages(engine, one, checks);
        var handingOver = new HandOverPages(engine, pages, checks);
        routes.get("/mailboxes", Access.SALES, this::list);
        routes.get("/mailboxes/new", Access.SALES, connecting::ask);
        routes.post("/mailboxes/new", Access.SALES, connecting::connect);
        routes.get("/mailboxes/checks/{check}", Access.SALES, new CheckPages(engine, pages, checks)::show);
        routes.get("/mailboxes/{id}", Access.SALES, one::show);
        routes.get("/mailboxes/{id}/rules", Access.SALES, changing::askRules);
        routes.post("/mailboxes/{id}/rules", Access.SALES, changing::rules);
        routes.get("/mailboxes/{id}/servers", Access.SALES, changing::askServers);
        routes.post("/mailboxes/{id}/servers", Access.SALES, changing::servers);
        routes.post("/mailboxes/{id}/test", Access.SALES, standing::test);
        routes.post("/mailboxes/{id}/drill", Access.SALES, standing::drill);
        routes.post("/mailboxes/{id}/disconnect", Access.SALES, standing::disconnect);
        routes.post("/mailboxes/{id}/connect", Access.SALES, standing::connect);
        routes.post("/mailboxes/{id}/go-on", Access.SALES, standing::goOn);
        routes.post("/mailboxes/{id}/away", Access.SALES, standing::away);
        routes.post("/mailboxes/{id}/here", Access.SALES, standing::here);
        routes.get("/mailboxes/{id}/hand-over", Access.SALES, handingOver::ask);
        routes.post("/mailboxes/{id}/hand-over", Access.SALES, handingOver::handOver);
    }

    /**
     * @param more the address after which the next page begins; null: this is the last
     * @param others whether there are mailboxes of others to be seen
     */
    record ListPage(String search, List<Row> rows, @Nullable String more, boolean others) {}

    /** One mailbox: how it is, and what it sent of what it may in 24 hours. */
    record Row(
            long id,
            String address,
            String owner,
            Health health,
            @Nullable Moment readAt,
            long sent,
            int cap) {}

    private void list(Context context) {
        var texts = Visitor.texts(context);
        var search = cut(context.queryParam("q"));
        var after = cut(context.queryParam("after"));
        pages.show(context, "mailboxes", engine.database().transact(session -> {
            var now = engine.clock().instant();
            var ids = ids(session, Seen.by(session, context), search, after);
            var rows = ids.stream()
                    .limit(ROWS_MAX)
                    .map(id -> row(session, engine.mailboxes().byId(session, id).orElseThrow(), now, texts))
                    .toList();
            return new ListPage(
                    search,
                    rows,
                    ids.size() > ROWS_MAX ? rows.getLast().address() : null,
                    Me.of(context).role() != Role.REP);
        }));
    }

    /** A page of them and one more; rides the unique index of addresses. */
    private static List<Long> ids(StatelessSession session, Sight sight, String search, String after) {
        return session.createNativeQuery(
                        "SELECT m.id FROM mailbox m WHERE " + sight.condition("m.owner_id")
                                + " AND m.address > :after AND m.address LIKE :search ORDER BY m.address LIMIT :max",
                        Long.class)
                .setParameter("after", after)
                .setParameter(
                        "search",
                        "%" + search.toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1") + "%")
                .setParameter("max", ROWS_MAX + 1)
                .getResultList();
    }

    private static Row row(StatelessSession session, Mailbox mailbox, Instant now, Texts texts) {
        var owner = People.get(session, mailbox.ownerId());
        var readAt = mailbox.inboxReadAt();
        return new Row(
                mailbox.id(),
                mailbox.address(),
                owner.name(),
                Health.of(session, mailbox, owner, now, texts),
                readAt == null ? null : Moment.ago(readAt, mailbox.timeZone(), now, texts),
                OutgoingMessages.sentInLastDay(session, mailbox.id(), now),
                mailbox.limits().capAt(now, mailbox.firstSentAt()));
    }

    private static String cut(@Nullable String given) {
        var text = Objects.requireNonNullElse(given, "").strip();
        return text.substring(0, Math.min(text.length(), SEARCH_CHARS_MAX));
    }
}
