package kadens.web.today;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kadens.enrollment.Agenda;
import kadens.enrollment.State;
import kadens.inbox.LateStops;
import kadens.inbox.LateStops.LateStop;
import kadens.enrollment.History;
import kadens.enrollment.OutgoingMessages;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.web.Access;
import kadens.web.Invite;
import kadens.web.Line;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Routes;
import kadens.web.SandboxDoor;
import kadens.web.Seen;
import kadens.web.Shift;
import kadens.web.Texts;
import kadens.web.Visitor;
import kadens.web.Zones;
import kadens.web.today.TodayPage.Going;
import kadens.web.today.TodayPage.Late;
import kadens.web.today.TodayPage.Part;
import kadens.web.today.TodayPage.Trouble;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The first page of everybody: what waits for them, and what goes out by itself. */
public final class TodayPages {

    private static final int LINES = 8;
    private static final int NEXT = 6;
    private static final int OVERDUE = 4;
    private static final int LATE_STOPS = 5;
    private static final int TROUBLES = 5;

    /** Of more mailboxes nobody waits for the sum of what they may still send. */
    private static final int SUMMED_MAX = 20;

    private final Engine engine;
    private final Pages pages;
    private final @Nullable SandboxDoor sandbox;

    public TodayPages(Engine engine, Pages pages, @Nullable SandboxDoor sandbox) {
        this.engine = engine;
        this.pages = pages;
        this.sandbox = sandbox;
    }

    public void routes(Routes routes) {
        routes.get("/", Access.PEOPLE, this::show);
    }

    private void show(Context context) {
        var texts = Visitor.texts(context);
        var me = Me.of(context);
        if (!me.may(Access.SALES)) {
            pages.show(context, "today", forOthers());
            return;
        }
        var asked = context.queryParam("whose");
        pages.show(context, "today", engine.database().transact(session -> {
            var shift = Shift.of(engine, session, me, Seen.by(session, context), asked);
            return page(session, shift, me, texts, asked);
        }));
    }

    private static TodayPage forOthers() {
        var going = new Going(0, false, List.of(), 0, false, List.of(), null);
        return new TodayPage(
                false, null, "/", 0, none(), none(), none(), going, List.of(), 0, List.of(), true, null);
    }

    private static <T> Part<T> none() {
        return new Part<>(List.of(), 0, false, "/");
    }

    private TodayPage page(StatelessSession session, Shift shift, Me me, Texts texts, @Nullable String asked) {
        var now = engine.clock().instant();
        var waiting = new Waiting(engine, session, shift, me, texts, now, Line.Writer.plain(engine, session, texts, now));
        var replies = waiting.replies(LINES);
        var held = waiting.held(LINES);
        var todos = waiting.todos(LINES);
        return new TodayPage(
                true,
                shift.canChoose() ? new TodayPage.Choice(shift.team()) : null,
                asked == null || !shift.canChoose() ? "/" : "/?whose=" + (shift.team() ? "team" : "mine"),
                replies.count() + held.count() + todos.count(),
                replies,
                held,
                todos,
                going(session, shift, texts, now),
                LateStops.latest(session, shift.whose(), LATE_STOPS).stream()
                        .map(each -> late(session, each, texts, now))
                        .toList(),
                LateStops.count(session, shift.whose()),
                trouble(session, shift, texts),
                !shift.mailboxes().isEmpty(),
                Invite.of(session, sandbox));
    }

    private Going going(StatelessSession session, Shift shift, Texts texts, Instant now) {
        var midnight = now.atZone(zone(shift))
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone(shift))
                .toInstant();
        var writer = Line.Writer.plain(engine, session, texts, now);
        var today = Agenda.countDue(session, shift.whose(), now, midnight);
        var overdue = Agenda.countDue(session, shift.whose(), Instant.EPOCH, now);
        return new Going(
                today,
                today >= Agenda.COUNTED_MAX,
                Agenda.due(session, shift.whose(), now, midnight, NEXT).stream()
                        .map(row -> writer.line(row, mailbox(shift, row.enrollment().mailboxId())))
                        .toList(),
                overdue,
                overdue >= Agenda.COUNTED_MAX,
                Agenda.due(session, shift.whose(), Instant.EPOCH, now, OVERDUE).stream()
                        .map(row -> writer.line(row, mailbox(shift, row.enrollment().mailboxId())))
                        .toList(),
                left(session, shift, now));
    }

    private static @Nullable Integer left(StatelessSession session, Shift shift, Instant now) {
        var ids = shift.whose().mailboxIds();
        var mailboxes = ids == null
                ? List.copyOf(shift.mailboxes().values())
                : ids.stream().map(shift.mailboxes()::get).filter(Objects::nonNull).toList();
        return mailboxes.isEmpty() || mailboxes.size() > SUMMED_MAX
                ? null
                : mailboxes.stream()
                        .filter(mailbox -> Mailboxes.mayNotSend(session, mailbox).isEmpty())
                        .mapToInt(mailbox -> (int) Math.max(
                                0,
                                mailbox.limits().capAt(now, mailbox.firstSentAt())
                                        - OutgoingMessages.sentInLastDay(session, mailbox.id(), now)))
                        .sum();
    }

    private Late late(StatelessSession session, LateStop each, Texts texts, Instant now) {
        var enrollment = History.enrollment(session, each.enrollmentId()).orElseThrow();
        var prospect = Prospects.get(session, enrollment.prospectId());
        var zone = Zones.of(
                engine, prospect, engine.mailboxes().byId(session, enrollment.mailboxId()).orElse(null));
        return new Late(
                each.inboundId(),
                each.messageId(),
                each.enrollmentId(),
                prospect.displayName(),
                texts.say("today.late." + each.why()),
                Moment.at(each.receivedAt(), zone, now, texts),
                Moment.at(each.sentAt(), zone, now, texts));
    }

    private static List<Trouble> trouble(StatelessSession session, Shift shift, Texts texts) {
        var ids = shift.whose().mailboxIds();
        return shift.mailboxes().values().stream()
                .filter(mailbox -> ids == null || ids.contains(mailbox.id()))
                .filter(mailbox -> mailbox.trouble() != null || mailbox.disconnectedAt() != null)
                .limit(TROUBLES)
                .flatMap(mailbox -> Stream.concat(
                                Mailboxes.mayNotSend(session, mailbox).stream(), Stream.ofNullable(mailbox.trouble()))
                        .limit(1)
                        .map(why -> new Trouble(mailbox.id(), mailbox.address(), Moment.sentence(why, texts))))
                .toList();
    }

    private ZoneId zone(Shift shift) {
        return shift.mailboxes().values().stream()
                .min(java.util.Comparator.comparing(Mailbox::id))
                .map(Mailbox::timeZone)
                .orElse(engine.organizationZone());
    }

    static @Nullable Mailbox mailbox(Shift shift, long id) {
        return shift.mailboxes().get(id);
    }

    static String stateHref(State state) {
        return "/enrollments?state=" + state.word();
    }
}
