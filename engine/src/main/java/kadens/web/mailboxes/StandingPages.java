package kadens.web.mailboxes;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.RefusalPauses;
import kadens.run.Engine;
import kadens.run.MailboxProbe;
import kadens.team.Absence;
import kadens.team.Audit;
import kadens.team.People;
import kadens.web.Me;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What a person does with a mailbox: tries it, lets it rest or go on, and says when its owner is away. */
final class StandingPages {

    private static final int AWAY_DAYS_MAX = 731;

    private static final List<String> TEST = List.of("smtp", "imap", "send", "read", "judge", "copy");
    private static final List<String> DRILL = List.of("answer", "alias-answer", "out-of-office", "bounce", "clear");

    private final Engine engine;
    private final OneMailbox one;
    private final Checks checks;

    StandingPages(Engine engine, OneMailbox one, Checks checks) {
        this.engine = engine;
        this.one = one;
        this.checks = checks;
    }

    void test(Context context) {
        begin(context, Check.Kind.TEST, "audit.mailbox-tested");
    }

    void drill(Context context) {
        begin(context, Check.Kind.DRILL, "audit.mailbox-drilled");
    }

    void disconnect(Context context) {
        change(
                context,
                "audit.mailbox-off",
                (session, mailbox) -> engine.mailboxes()
                        .disconnect(session, mailbox, engine.clock().instant()));
    }

    void connect(Context context) {
        change(context, "audit.mailbox-on", engine.mailboxes()::connect);
    }

    /** After refusals, once a person has looked. */
    void goOn(Context context) {
        change(
                context,
                "audit.mailbox-goes-on",
                (session, mailbox) -> RefusalPauses.end(
                        session,
                        RefusalPauses.Target.mailbox(mailbox.id()),
                        engine.clock().instant()));
    }

    void away(Context context) {
        var mailbox = Changing.mailbox(engine, context);
        var first = day(context.formParam("first"));
        var typedLast = Objects.requireNonNullElse(context.formParam("last"), "");
        var last = typedLast.isBlank() ? first : day(typedLast);
        var wrong = wrong(mailbox, first, last);
        if (wrong != null || first == null || last == null) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            one.show(
                    context, Visitor.texts(context).say("mailboxes.wrong." + Objects.requireNonNullElse(wrong, "day")));
            return;
        }
        engine.database().transactAlone(session -> {
            Absence.add(session, mailbox.ownerId(), first, last);
            note(
                    session,
                    context,
                    "audit.away",
                    People.get(session, mailbox.ownerId()).name(),
                    first,
                    last);
        });
        planAnewAndGoBack(context, mailbox);
    }

    void here(Context context) {
        var mailbox = Changing.mailbox(engine, context);
        var today = today(mailbox);
        engine.database().transactAlone(session -> {
            if (Absence.end(session, mailbox.ownerId(), today) > 0) {
                note(
                        session,
                        context,
                        "audit.here",
                        People.get(session, mailbox.ownerId()).name());
            }
        });
        planAnewAndGoBack(context, mailbox);
    }

    private void begin(Context context, Check.Kind kind, String audit) {
        var mailbox = Changing.mailbox(engine, context);
        engine.database().transactAlone(session -> note(session, context, audit, mailbox.address()));
        var expected = new ArrayList<>(TEST);
        if (mailbox.wantsPlusAddress()) {
            expected.add("plus-address");
        }
        if (kind == Check.Kind.DRILL) {
            expected.addAll(DRILL);
        }
        var probe = new MailboxProbe(engine);
        var check = checks.begin(
                Me.of(context).id(),
                kind,
                mailbox.address(),
                mailbox.id(),
                expected,
                Map.of(),
                running -> kind == Check.Kind.DRILL
                        ? probe.runAndDrill(mailbox, engine.enrollments(), running::hears)
                        : probe.run(mailbox, running::hears));
        context.redirect("/mailboxes/checks/" + check.token, HttpStatus.SEE_OTHER);
    }

    private interface Change {
        void make(StatelessSession session, Mailbox mailbox);
    }

    private void change(Context context, String audit, Change change) {
        var mailbox = Changing.mailbox(engine, context);
        engine.database().transactAlone(session -> {
            change.make(session, mailbox);
            note(session, context, audit, mailbox.address());
        });
        context.redirect("/mailboxes/" + mailbox.id(), HttpStatus.SEE_OTHER);
    }

    private void note(StatelessSession session, Context context, String key, Object... values) {
        Audit.note(
                session,
                Me.of(context).id(),
                Sentence.of(key, values),
                engine.clock().instant());
    }

    /** All mailboxes of the owner rest on these days, whichever was looked at. */
    private void planAnewAndGoBack(Context context, Mailbox mailbox) {
        engine.database()
                .transact(session -> engine.mailboxes().of(session, People.get(session, mailbox.ownerId())))
                .forEach(each -> engine.replanning().run(each.id()));
        context.redirect("/mailboxes/" + mailbox.id(), HttpStatus.SEE_OTHER);
    }

    private @Nullable String wrong(Mailbox mailbox, @Nullable LocalDate first, @Nullable LocalDate last) {
        if (first == null || last == null) {
            return "day";
        }
        if (last.isBefore(first)) {
            return "days-backwards";
        }
        if (last.isBefore(today(mailbox))) {
            return "days-over";
        }
        return first.plusDays(AWAY_DAYS_MAX).isBefore(last) ? "days-many" : null;
    }

    private LocalDate today(Mailbox mailbox) {
        return LocalDate.ofInstant(engine.clock().instant(), mailbox.timeZone());
    }

    private static @Nullable LocalDate day(@Nullable String typed) {
        try {
            return typed == null ? null : LocalDate.parse(typed.strip());
        } catch (DateTimeException _) {
            return null;
        }
    }
}
