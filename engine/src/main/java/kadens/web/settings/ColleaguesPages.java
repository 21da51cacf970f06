package kadens.web.settings;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.text.Collator;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import kadens.language.Sentence;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.Absence;
import kadens.team.Audit;
import kadens.team.People;
import kadens.team.Person;
import kadens.team.SignedIn;
import kadens.team.Team;
import kadens.web.Access;
import kadens.web.Form;
import kadens.web.Me;
import kadens.web.Moment;
import kadens.web.Pages;
import kadens.web.Seen;
import kadens.web.StateView;
import kadens.web.Texts;
import kadens.web.Visitor;
import kadens.web.WebSettings;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The people of the organization: a manager sees the team's, an admin all and takes in others. */
final class ColleaguesPages {

    static final int EMAIL_CHARS_MAX = 254;
    static final int NAME_CHARS_MAX = 200;

    private final Engine engine;
    private final WebSettings settings;
    private final Pages pages;

    ColleaguesPages(Engine engine, WebSettings settings, Pages pages) {
        this.engine = engine;
        this.settings = settings;
        this.pages = pages;
    }

    /** @param seen when they last used the pages; null: signed in nowhere */
    record Row(
            String href,
            String name,
            String email,
            String role,
            String team,
            StateView state,
            @Nullable Moment seen,
            boolean approves) {}

    /** The form for somebody new. @param wrong by field what is wrong with it */
    record Invitation(
            String name,
            String email,
            List<Option> roles,
            List<Option> teams,
            Map<String, String> wrong) {}

    /** @param invitation null where whoever asks may not */
    record ColleaguesPage(
            List<Tab> tabs,
            @Nullable String said,
            List<Row> rows,
            @Nullable Invitation invitation) {}

    void show(Context context) {
        show(context, "", "", new RoleForm("rep", ""), Map.of());
    }

    void invite(Context context) {
        var name = Form.line(context, "name", NAME_CHARS_MAX);
        var email = Form.line(context, "email", EMAIL_CHARS_MAX);
        var role = RoleForm.typed(context);
        var texts = Visitor.texts(context);
        var wrong = engine.database().transact(session -> wrong(session, name, email, role, texts));
        if (!wrong.isEmpty()) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(context, name, email, role, wrong);
            return;
        }
        var now = engine.clock().instant();
        var invited = engine.database().transact(session -> {
            var person = People.nameOrRename(session, email, name, null, null, now);
            var given = role.known().orElseThrow();
            People.set(session, person, given, role.teamId());
            Audit.note(
                    session,
                    Me.of(context).id(),
                    Sentence.of("audit.invited", name, Sentence.of("role." + given.word())),
                    now);
            return person;
        });
        new ColleaguePages(engine, settings, pages).showWithLink(context, invited.id());
    }

    private static Map<String, String> wrong(
            StatelessSession session, String name, String email, RoleForm role, Texts texts) {
        var wrong = new HashMap<String, String>();
        if (name.isEmpty()) {
            wrong.put("name", texts.say("welcome.wrong.name"));
        }
        if (!Prospects.isAddress(email)) {
            wrong.put("email", texts.say("welcome.wrong.email"));
        } else if (People.byEmail(session, email).isPresent()) {
            wrong.put("email", texts.say("settings.wrong.known"));
        }
        if (role.known().isEmpty() || !role.hasTeam(session)) {
            wrong.put("role", texts.say("settings.wrong.role"));
        }
        return wrong;
    }

    private void show(Context context, String name, String email, RoleForm role, Map<String, String> wrong) {
        var texts = Visitor.texts(context);
        var page = engine.database()
                .transact(session -> new ColleaguesPage(
                        Tab.of(context, Tab.PEOPLE),
                        Said.of(context, texts),
                        rows(session, context, texts),
                        Me.of(context).may(Access.ADMINS)
                                ? new Invitation(name, email, role.roles(texts), role.teams(session, texts), wrong)
                                : null));
        pages.show(context, "settings-people", page);
    }

    /** By name, those who have left at the end. */
    private List<Row> rows(StatelessSession session, Context context, Texts texts) {
        var sight = Seen.by(session, context);
        var teams = Team.all(session).stream().collect(Collectors.toMap(Team::id, Function.identity()));
        var seen = SignedIn.lastSeen(session);
        var now = engine.clock().instant();
        var zone = engine.organizationZone();
        var away = Absence.on(session, LocalDate.ofInstant(now, zone));
        return People.all(session).stream()
                .filter(person -> sight.includes(person.id()))
                .sorted(Comparator.comparing((Person person) -> person.leftAt() != null)
                        .thenComparing(Person::name, Collator.getInstance(texts.locale())))
                .map(person -> {
                    var team = person.teamId() == null ? null : teams.get(person.teamId());
                    var seenAt = seen.get(person.id());
                    return new Row(
                            ColleaguePages.href(person.id()),
                            person.name(),
                            person.email(),
                            texts.say("role." + person.role().word()),
                            team == null ? "" : team.name(),
                            Standing.of(person, away.get(person.id()), seenAt, texts),
                            seenAt == null ? null : Moment.ago(seenAt, zone, now, texts),
                            person.mayApprove());
                })
                .toList();
    }
}
