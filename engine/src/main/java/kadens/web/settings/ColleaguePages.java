package kadens.web.settings;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.run.Engine;
import kadens.team.Absence;
import kadens.team.Audit;
import kadens.team.OneTimeLinks;
import kadens.team.People;
import kadens.team.Person;
import kadens.team.Roles;
import kadens.team.SignedIn;
import kadens.team.Team;
import kadens.web.Access;
import kadens.web.Failure;
import kadens.web.Form;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Seen;
import kadens.web.Visitor;
import kadens.web.WebSettings;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** One of the people: what they are, whether they are here, where they are signed in. */
final class ColleaguePages {

    private static final int AWAY_DAYS_MAX = 731;

    private final Engine engine;
    private final WebSettings settings;
    private final Pages pages;
    private final Anew anew;

    ColleaguePages(Engine engine, WebSettings settings, Pages pages) {
        this.engine = engine;
        this.settings = settings;
        this.pages = pages;
        this.anew = new Anew(engine);
    }

    static String href(long id) {
        return "/settings/people/" + id;
    }

    void show(Context context) {
        show(context, Paths.id(context), null, null);
    }

    /** With a new link to set a password, which is shown this once. */
    void showWithLink(Context context, long id) {
        var token = engine.database()
                .transact(session -> OneTimeLinks.give(session, seen(session, context, id), engine.clock().instant()));
        show(context, id, settings.link("/welcome/" + token), null);
    }

    void change(Context context) {
        var form = RoleForm.typed(context);
        var approves = Form.isTicked(context, "approves");
        var wrong = decide(context, (session, person) -> {
            var role = form.known().orElse(null);
            if (role == null || !form.hasTeam(session)) {
                return "role";
            }
            var was = RoleForm.of(person);
            var outcome = Roles.give(session, Me.of(context).id(), person, role, form.teamId());
            if (outcome == Roles.Outcome.DONE && !form.equals(was)) {
                note(session, context, Sentence.of("audit.role", person.name(), said(role.word()), team(session, form)));
            }
            if (outcome == Roles.Outcome.DONE && approves != person.mayApprove()) {
                People.letApprove(session, person, approves);
                var what = approves ? "audit.may-approve" : "audit.may-not-approve";
                note(session, context, Sentence.of(what, person.name()));
            }
            return word(outcome);
        });
        answer(context, wrong, Said.SAVED);
    }

    void left(Context context) {
        var now = engine.clock().instant();
        var wrong = decide(context, (session, person) -> {
            var outcome = Roles.left(session, Me.of(context).id(), person, now);
            if (outcome == Roles.Outcome.DONE) {
                note(session, context, Sentence.of("audit.left", person.name()));
            }
            return word(outcome);
        });
        answer(context, wrong, "said=left");
    }

    void back(Context context) {
        decide(context, (session, person) -> {
            People.back(session, person);
            note(session, context, Sentence.of("audit.back", person.name()));
            return null;
        });
        answer(context, null, "said=back");
    }

    void link(Context context) {
        var id = Paths.id(context);
        var wrong = decide(context, (session, person) -> {
            if (person.leftAt() != null) {
                return "gone";
            }
            note(session, context, Sentence.of("audit.link-made", person.name()));
            return null;
        });
        if (wrong == null) {
            showWithLink(context, id);
        } else {
            answer(context, wrong, "");
        }
    }

    void signOut(Context context) {
        decide(context, (session, person) -> {
            SignedIn.end(session, person);
            note(session, context, Sentence.of("audit.signed-out", person.name()));
            return null;
        });
        answer(context, null, "said=signed-out");
    }

    void away(Context context) {
        var first = day(Form.line(context, "first", 10));
        var typed = Form.line(context, "last", 10);
        var last = typed.isEmpty() ? first : day(typed);
        var person = engine.database().transact(session -> seen(session, context, Paths.id(context)));
        if (first == null || last == null || last.isBefore(first) || last.isBefore(today())
                || first.plusDays(AWAY_DAYS_MAX).isBefore(last)) {
            answer(context, "absence", "");
            return;
        }
        engine.database().transactAlone(session -> {
            var away = Absence.add(session, person.id(), first, last);
            note(session, context, Sentence.of("audit.away", person.name(), away.firstDay(), away.lastDay()));
        });
        answer(context, null, anew.of(person));
    }

    void here(Context context) {
        var absence = context.pathParam("absence");
        if (!absence.matches("\\d{1,18}")) {
            throw Failure.notFound();
        }
        var person = engine.database().transact(session -> {
            var whose = seen(session, context, Paths.id(context));
            if (!Absence.takeBack(session, whose.id(), Long.parseLong(absence), today())) {
                throw Failure.notFound();
            }
            note(session, context, Sentence.of("audit.here", whose.name()));
            return whose;
        });
        answer(context, null, anew.of(person));
    }

    /** @return the end of a text's key that says what is wrong; null: nothing */
    private @Nullable String decide(Context context, BiFunction<StatelessSession, Person, @Nullable String> decision) {
        var id = Paths.id(context);
        return engine.database()
                .transact(session -> Objects.toString(decision.apply(session, seen(session, context, id)), ""))
                .transform(wrong -> wrong.isEmpty() ? null : wrong);
    }

    private void answer(Context context, @Nullable String wrong, String said) {
        var id = Paths.id(context);
        if (wrong == null) {
            context.redirect(href(id) + "?" + said, HttpStatus.SEE_OTHER);
            return;
        }
        context.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(context, id, null, wrong);
    }

    private static @Nullable String word(Roles.Outcome outcome) {
        return switch (outcome) {
            case DONE -> null;
            case ONESELF -> "oneself";
            case LAST_ADMIN -> "last-admin";
        };
    }

    private static Sentence said(String role) {
        return Sentence.of("role." + role);
    }

    private static Sentence team(StatelessSession session, RoleForm form) {
        var id = form.teamId();
        return id == null
                ? Sentence.of("audit.no-team")
                : Sentence.of("audit.in-team", Team.find(session, id).orElseThrow().name());
    }

    private void note(StatelessSession session, Context context, Sentence what) {
        Audit.note(session, Me.of(context).id(), what, engine.clock().instant());
    }

    /** @throws Failure 404 where whoever asks does not see them */
    private static Person seen(StatelessSession session, Context context, long id) {
        return People.find(session, id)
                .filter(person -> Seen.by(session, context).includes(person.id()))
                .orElseThrow(Failure::notFound);
    }

    private void show(Context context, long id, @Nullable String link, @Nullable String wrong) {
        pages.show(
                context,
                "settings-person",
                engine.database().transact(session -> page(session, context, id, link, wrong)));
    }

    private ColleaguePage page(
            StatelessSession session, Context context, long id, @Nullable String link, @Nullable String wrong) {
        var texts = Visitor.texts(context);
        var me = Me.of(context);
        var person = seen(session, context, id);
        var form = RoleForm.of(person);
        var admin = me.may(Access.ADMINS);
        var now = engine.clock().instant();
        var places = SignedIn.places(session, id, "", now);
        var away = Absence.on(session, today()).get(id);
        return new ColleaguePage(
                Tab.of(context, Tab.PEOPLE),
                Said.of(context, texts),
                wrong == null ? null : texts.say("settings.wrong.person-" + wrong, person.name()),
                href(id),
                person.name(),
                person.email(),
                texts.say("role." + person.role().word()),
                Standing.of(person, away, places.isEmpty() ? null : places.getFirst().seenAt(), texts),
                admin,
                me.id() == id,
                person.leftAt() != null,
                link,
                form.roles(texts),
                form.teams(session, texts),
                person.mayApprove(),
                Absence.of(session, id).stream()
                        .filter(each -> !each.lastDay().isBefore(today()))
                        .map(each -> new ColleaguePage.Away(
                                each.id(),
                                Standing.date(each.firstDay(), texts),
                                Standing.date(each.lastDay(), texts)))
                        .toList(),
                today().toString(),
                engine.mailboxes().of(session, person).stream()
                        .map(ColleaguePages::mailbox)
                        .toList(),
                admin
                        ? places.stream()
                                .map(place -> new ColleaguePage.Place(
                                        place.browser(),
                                        Moment.ago(place.seenAt(), engine.organizationZone(), now, texts)))
                                .toList()
                        : List.of());
    }

    private static ColleaguePage.Box mailbox(Mailbox mailbox) {
        return new ColleaguePage.Box("/mailboxes/" + mailbox.id(), mailbox.address());
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(engine.clock().instant(), engine.organizationZone());
    }
}
