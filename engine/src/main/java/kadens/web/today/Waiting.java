package kadens.web.today;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import kadens.enrollment.Agenda;
import kadens.enrollment.Enrollment;
import kadens.enrollment.History;
import kadens.enrollment.State;
import kadens.enrollment.Task;
import kadens.enrollment.Worklist;
import kadens.inbox.Conversations;
import kadens.inbox.Conversations.Wanted;
import kadens.inbox.Conversations.Which;
import kadens.inbox.Inbound;
import kadens.inbox.InboundMails;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.People;
import kadens.web.Access;
import kadens.web.Judging;
import kadens.web.Line;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Shift;
import kadens.web.Texts;
import kadens.web.UncertainMails;
import kadens.web.VerdictView;
import kadens.web.Zones;
import kadens.web.today.TodayPage.Held;
import kadens.web.today.TodayPage.Part;
import kadens.web.today.TodayPage.Reply;
import kadens.web.today.TodayPage.Todo;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What waits for somebody: answers, enrollments that are held, calls and tasks. */
record Waiting(
        Engine engine, StatelessSession session, Shift shift, Me me, Texts texts, Instant now, Line.Writer lines) {

    private static final int TEXT_CHARS_MAX = 240;
    private static final String BROKEN = "hold.step-broken";

    Part<Reply> replies(int max) {
        var wanted = new Wanted(Which.OPEN, shift.whose(), shift.assigneeId(), List.of());
        var lines = Conversations.page(session, wanted, null, max).standings().stream()
                .map(this::reply)
                .toList();
        var count = Conversations.countOpen(session, shift.whose(), shift.assigneeId(), Agenda.COUNTED_MAX);
        return new Part<>(lines, count, count >= Agenda.COUNTED_MAX, "/conversations" + whose());
    }

    Part<Held> held(int max) {
        var lines = Agenda.waiting(session, shift.whose(), State.HELD, max).stream()
                .map(this::held)
                .toList();
        return part(lines, State.HELD);
    }

    Part<Todo> todos(int max) {
        var todos = Agenda.waiting(session, shift.whose(), State.WAITING, max).stream()
                .map(this::todo)
                .filter(Objects::nonNull)
                .toList();
        return part(todos, State.WAITING);
    }

    private <T> Part<T> part(List<T> lines, State state) {
        var count = Agenda.countWaiting(session, shift.whose(), state);
        return new Part<>(lines, count, count >= Agenda.COUNTED_MAX, TodayPages.stateHref(state));
    }

    private String whose() {
        return shift.canChoose() ? "?whose=" + (shift.team() ? "team" : "mine") : "";
    }

    private Reply reply(Conversations.Standing standing) {
        var inbound = InboundMails.byId(session, standing.inboundId()).orElseThrow();
        var enrollment = History.enrollment(session, standing.enrollmentId()).orElseThrow();
        var prospect = Prospects.get(session, enrollment.prospectId());
        var account = Prospects.accountOf(session, prospect);
        var company = account == null ? null : account.name();
        var intent = inbound.intent();
        var assignee = standing.assigneeId();
        var mailbox = TodayPages.mailbox(shift, standing.mailboxId());
        return new Reply(
                standing.enrollmentId(),
                prospect.displayName(),
                Objects.requireNonNullElse(company, prospect.email()),
                shortened(inbound.newText()),
                VerdictView.of(inbound, texts),
                intent == null ? null : texts.sayCode("intent.", intent),
                Moment.ago(standing.receivedAt(), Zones.of(engine, prospect, mailbox), now, texts),
                assignee == null || assignee == me.id()
                        ? null
                        : People.get(session, assignee).name());
    }

    private Held held(Worklist.Line row) {
        var enrollment = row.enrollment();
        var judging = judging(enrollment);
        var unsure = UncertainMails.of(session, enrollment, texts);
        var reason = enrollment.reason();
        var broken =
                reason != null && (reason.key().equals(BROKEN) || reason.key().startsWith("hold.cadence"));
        return new Held(
                lines.line(row, TodayPages.mailbox(shift, enrollment.mailboxId())),
                row.prospect().id(),
                judging,
                unsure,
                judging == null && unsure.isEmpty(),
                broken && me.may(Access.CONTENT) ? "/studio/" + enrollment.cadence() : null);
    }

    private @Nullable Judging judging(Enrollment enrollment) {
        var because = enrollment.becauseInbound();
        return because == null
                ? null
                : InboundMails.byId(session, because)
                        .filter(inbound -> isAbout(inbound, enrollment))
                        .map(inbound -> Judging.of(session, inbound, texts))
                        .orElse(null);
    }

    private static boolean isAbout(Inbound inbound, Enrollment enrollment) {
        return inbound.doubtful() || Objects.equals(inbound.enrollmentId(), enrollment.id());
    }

    private @Nullable Todo todo(Worklist.Line row) {
        var open = History.tasks(session, row.enrollment().id()).stream()
                .filter(task -> task.doneAt() == null)
                .findFirst();
        return open.map(task -> todo(row, task)).orElse(null);
    }

    private Todo todo(Worklist.Line row, Task task) {
        var line = lines.line(row, TodayPages.mailbox(shift, row.enrollment().mailboxId()));
        var zone = Zones.of(
                engine,
                row.prospect(),
                TodayPages.mailbox(shift, row.enrollment().mailboxId()));
        return new Todo(
                row.enrollment().id(),
                line.name(),
                line.company(),
                line.cadence(),
                task.type().equals("call"),
                task.title(),
                task.instructions(),
                row.prospect().phone(),
                Moment.ago(task.openedAt(), zone, now, texts));
    }

    static String shortened(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= TEXT_CHARS_MAX
                ? line
                : line.substring(0, TEXT_CHARS_MAX).stripTrailing() + "…";
    }
}
