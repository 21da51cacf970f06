package kadens.web.settings;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kadens.team.Person;
import kadens.team.Role;
import kadens.team.Team;
import kadens.web.Form;
import kadens.web.Texts;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What somebody is to the organization, as it stands in a form. */
record RoleForm(String role, String team) {

    static RoleForm of(Person person) {
        return new RoleForm(person.role().word(), Objects.toString(person.teamId(), ""));
    }

    static RoleForm typed(Context context) {
        return new RoleForm(Form.line(context, "role", 10), Form.line(context, "team", 18));
    }

    /** The role; empty where none is called so. */
    Optional<Role> known() {
        return Arrays.stream(Role.values())
                .filter(each -> each.word().equals(role))
                .findFirst();
    }

    /** Whether the team is one, or none. */
    boolean hasTeam(StatelessSession session) {
        return team.isEmpty() || team.matches("\\d{1,18}") && Team.find(session, Long.parseLong(team)).isPresent();
    }

    @Nullable
    Long teamId() {
        return team.isEmpty() ? null : Long.valueOf(team);
    }

    List<Option> roles(Texts texts) {
        return Arrays.stream(Role.values())
                .map(each -> new Option(
                        each.word(),
                        texts.say("role." + each.word()) + ": " + texts.say("settings.role." + each.word()),
                        each.word().equals(role)))
                .toList();
    }

    List<Option> teams(StatelessSession session, Texts texts) {
        var all = Team.all(session).stream()
                .map(each -> new Option(
                        String.valueOf(each.id()),
                        each.name(),
                        String.valueOf(each.id()).equals(team)));
        return Stream.concat(Stream.of(new Option("", texts.say("settings.no-team"), team.isEmpty())), all)
                .toList();
    }
}
