package kadens.web.settings;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Objects;
import kadens.language.Sentence;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.People;
import kadens.team.Person;
import kadens.team.Role;
import kadens.team.Team;
import kadens.web.Failure;
import kadens.web.Form;
import kadens.web.Me;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The teams: who sells together, and which managers see what they do. */
final class TeamPages {

    private static final String HERE = "/settings/teams";

    private final Engine engine;
    private final Pages pages;

    TeamPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    /**
     * @param people their names
     * @param managers the names of those who lead it
     */
    record Row(long id, String name, List<String> people, List<String> managers) {}

    /**
     * @param name what was typed for a new one
     * @param wrong null: nothing
     */
    record TeamsPage(
            List<Tab> tabs,
            @Nullable String said,
            List<Row> rows,
            String name,
            @Nullable String wrong) {}

    void show(Context context) {
        show(context, "", null);
    }

    void add(Context context) {
        var name = Form.line(context, "name", Team.NAME_CHARS_MAX);
        var wrong = engine.database().transact(session -> {
            var problem = wrong(session, name, null);
            if (problem.isEmpty()) {
                Team.add(session, name);
                note(session, context, Sentence.of("audit.team-added", name));
            }
            return problem;
        });
        answer(context, name, wrong, Said.SAVED);
    }

    void rename(Context context) {
        var id = Paths.id(context);
        var name = Form.line(context, "name", Team.NAME_CHARS_MAX);
        var wrong = engine.database().transact(session -> {
            var team = Team.find(session, id).orElseThrow(Failure::notFound);
            var problem = wrong(session, name, team);
            if (problem.isEmpty() && !name.equals(team.name())) {
                note(session, context, Sentence.of("audit.team-renamed", team.name(), name));
                team.rename(session, name);
            }
            return problem;
        });
        answer(context, "", wrong, Said.SAVED);
    }

    void remove(Context context) {
        var id = Paths.id(context);
        var wrong = engine.database().transact(session -> {
            var team = Team.find(session, id).orElseThrow(Failure::notFound);
            if (!team.removeEmpty(session)) {
                return "team-not-empty";
            }
            note(session, context, Sentence.of("audit.team-removed", team.name()));
            return "";
        });
        answer(context, "", wrong, "said=removed");
    }

    /** @param itself null for a new one @return the end of a text's key; empty: nothing is wrong */
    private static String wrong(StatelessSession session, String name, @Nullable Team itself) {
        if (name.isEmpty()) {
            return "team-name";
        }
        var known = Team.byName(session, name);
        return known.isPresent() && (itself == null || known.get().id() != itself.id()) ? "team-known" : "";
    }

    private void note(StatelessSession session, Context context, Sentence what) {
        Audit.note(session, Me.of(context).id(), what, engine.clock().instant());
    }

    private void answer(Context context, String name, String wrong, String said) {
        if (wrong.isEmpty()) {
            context.redirect(HERE + "?" + said, HttpStatus.SEE_OTHER);
            return;
        }
        context.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(context, name, Visitor.texts(context).say("settings.wrong." + wrong));
    }

    private void show(Context context, String name, @Nullable String wrong) {
        var said = Said.of(context, Visitor.texts(context));
        pages.show(
                context,
                "settings-teams",
                new TeamsPage(
                        Tab.of(context, Tab.TEAMS), said, engine.database().transact(TeamPages::rows), name, wrong));
    }

    private static List<Row> rows(StatelessSession session) {
        var people = People.all(session).stream()
                .filter(person -> person.leftAt() == null)
                .toList();
        return Team.all(session).stream()
                .map(team -> {
                    var in = people.stream()
                            .filter(person -> Objects.equals(person.teamId(), team.id()))
                            .toList();
                    return new Row(team.id(), team.name(), names(in, false), names(in, true));
                })
                .toList();
    }

    private static List<String> names(List<Person> people, boolean managers) {
        return people.stream()
                .filter(person -> (person.role() == Role.MANAGER) == managers)
                .map(Person::name)
                .sorted()
                .toList();
    }
}
