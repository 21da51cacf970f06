package kadens.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.History;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import kadens.enrollment.Task;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.enrollment.Worklist;
import kadens.inbox.InboundMails;
import kadens.language.Sentence;
import kadens.outbox.HeldUp;
import kadens.prospect.Account;
import kadens.prospect.Prospect;
import kadens.prospect.ProspectAddresses;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.Sight;
import kadens.web.EnrollmentPage.Actions;
import kadens.web.EnrollmentPage.Todo;
import kadens.web.EnrollmentPage.Who;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** One enrollment: its page, and what a person may do with it. */
final class EnrollmentPages {

    private final Engine engine;
    private final Pages pages;
    private final @Nullable SandboxDoor sandbox;

    EnrollmentPages(Engine engine, Pages pages, @Nullable SandboxDoor sandbox) {
        this.engine = engine;
        this.pages = pages;
        this.sandbox = sandbox;
    }

    static String href(long id) {
        return "/enrollments/" + id;
    }

    void show(Context context) {
        var id = Paths.id(context);
        var texts = Visitor.texts(context);
        pages.show(context, "enrollment", engine.database().transact(session -> {
            Seen.enrollment(session, context, id);
            return page(session, id, Seen.by(session, context), texts);
        }));
    }

    void pause(Context context) {
        change(context, "audit.prospects-pause", (enrollments, session, enrollment) -> {
            if (enrollment.state() == State.ACTIVE) {
                enrollments.pause(session, enrollment, null, Sentence.of("timeline.paused-by-hand"), Evidence.NONE);
            }
        });
    }

    void resume(Context context) {
        change(
                context,
                "audit.prospects-resume",
                (enrollments, session, enrollment) ->
                        enrollments.resume(session, enrollment, Sentence.of("timeline.resumed-by-hand")));
    }

    void stop(Context context) {
        change(context, "audit.prospects-stop", (enrollments, session, enrollment) -> {
            if (enrollment.state().ongoing()) {
                enrollments.stop(
                        session,
                        enrollment,
                        StopReason.BY_HAND,
                        Sentence.of("timeline.stopped-by-hand"),
                        Evidence.NONE);
            }
        });
    }

    void done(Context context) {
        change(context, "audit.tasks-done", Enrollments::taskDone);
    }

    /** What a button does to an enrollment that nobody else changes meanwhile. */
    private interface Change {
        void make(Enrollments enrollments, StatelessSession session, Enrollment enrollment);
    }

    private void change(Context context, String audit, Change change) {
        var id = Paths.id(context);
        engine.database().transactAlone(session -> {
            Seen.enrollment(session, context, id);
            var enrollment = engine.enrollments().locked(session, id).orElseThrow(Failure::notFound);
            var before = enrollment.state();
            change.make(engine.enrollments(), session, enrollment);
            if (enrollment.state() != before) {
                var who = Prospects.get(session, enrollment.prospectId()).displayName();
                Audit.note(
                        session,
                        Me.of(context).id(),
                        Sentence.of(audit, 1L, who),
                        engine.clock().instant());
            }
        });
        context.redirect(Paths.then(context, href(id)), HttpStatus.SEE_OTHER);
    }

    private EnrollmentPage page(StatelessSession session, long id, Sight sight, Texts texts) {
        var now = engine.clock().instant();
        var enrollment = History.enrollment(session, id).orElseThrow(Failure::notFound);
        var prospect = Prospects.get(session, enrollment.prospectId());
        var account = Prospects.accountOf(session, prospect);
        var mailbox = engine.mailboxes().byId(session, enrollment.mailboxId()).orElseThrow();
        var zone = Zones.of(engine, prospect, mailbox);
        var tasks = History.tasks(session, id);
        var next = enrollment.dueAt() == null ? enrollment.resumeAt() : enrollment.dueAt();
        var line = Line.Writer.plain(engine, session, texts, now)
                .line(new Worklist.Line(enrollment, prospect, account), mailbox);
        return new EnrollmentPage(
                id,
                who(session, prospect, account, zone, sight, texts),
                line.cadence(),
                line.step(),
                line.state(),
                Moment.ago(enrollment.changedAt(), zone, now, texts),
                enrollment.reason() != null ? line.why() : "",
                next == null ? null : Moment.at(next, zone, now, texts),
                line.late(),
                HeldUp.reasons(session, engine.fence(), engine.mailboxes(), engine.nextSteps(), enrollment, now)
                        .stream()
                        .map(reason -> Moment.sentence(reason, texts))
                        .toList(),
                enrollment.planReasons().stream()
                        .map(reason -> Moment.sentence(reason, texts))
                        .toList(),
                todo(tasks),
                judging(session, enrollment, texts),
                Objects.toString(Succeeding.of(session, enrollment), null),
                UncertainMails.of(session, enrollment, texts),
                actions(enrollment),
                Storyteller.of(engine, session, enrollment, zone, texts),
                mailbox.id(),
                mailbox.address(),
                theirMailbox(prospect));
    }

    private Who who(
            StatelessSession session,
            Prospect prospect,
            @Nullable Account account,
            ZoneId zone,
            Sight sight,
            Texts texts) {
        var others = ProspectAddresses.of(session, prospect.id());
        return new Who(
                sight.includes(prospect.ownerId()) ? "/prospects/" + prospect.id() : null,
                prospect.displayName(),
                prospect.email(),
                prospect.firstName(),
                prospect.title(),
                account == null ? null : account.name(),
                prospect.phone(),
                others.isEmpty()
                        ? null
                        : Sentence.of("prospect.also-writes-from", String.join(", ", others))
                                .in(texts.locale()),
                Moment.clock(engine.clock().instant(), zone, texts));
    }

    /** The mail that holds it; an answer of a colleague is about them, and holds this one by the cadence's wish. */
    private static @Nullable Judging judging(StatelessSession session, Enrollment enrollment, Texts texts) {
        var because = enrollment.becauseInbound();
        return because == null || enrollment.state() != State.HELD
                ? null
                : InboundMails.byId(session, because)
                        .filter(inbound ->
                                inbound.doubtful() || Objects.equals(inbound.enrollmentId(), enrollment.id()))
                        .map(inbound -> Judging.of(session, inbound, texts))
                        .orElse(null);
    }

    private static @Nullable Todo todo(List<Task> tasks) {
        return tasks.stream()
                .filter(task -> task.doneAt() == null)
                .findFirst()
                .map(task -> new Todo(task.title(), task.instructions()))
                .orElse(null);
    }

    private static Actions actions(Enrollment enrollment) {
        var state = enrollment.state();
        return new Actions(
                state == State.ACTIVE,
                state == State.PAUSED || state == State.HELD,
                state.ongoing(),
                state == State.WAITING);
    }

    private @Nullable String theirMailbox(Prospect prospect) {
        return sandbox == null
                ? null
                : sandbox.people()
                        .person(prospect.email())
                        .map(person -> PeoplePages.href(person.email()))
                        .orElse(null);
    }
}
