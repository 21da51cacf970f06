package kadens.cli;

import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kadens.language.Refusal;
import kadens.language.Sentence;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.Audit;
import kadens.team.OneTimeLinks;
import kadens.team.People;
import kadens.team.Role;
import kadens.team.Team;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "invite", description = "Take somebody in: prints a link with which they set a password.")
final class PersonInviteCommand implements Callable<Integer> {

    private static final int NAME_CHARACTERS_MAX = 200;

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "EMAIL", description = "The address they sign in with.")
    String email = "";

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "As prospects and colleagues know them.")
    String name = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "admin, manager, rep or marketing: what they see and may do on the pages.")
    Role role = Role.REP;

    @Nullable
    @Option(names = "--team", paramLabel = "TEAM", description = "The team they are in, by its name. Default: none")
    String team;

    PersonInviteCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        if (!Prospects.isAddress(email)) {
            throw new Refusal("'" + email + "' is no address. Write it like kari@example.com");
        }
        if (name.isBlank() || name.length() > NAME_CHARACTERS_MAX || name.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal("--name needs 1 to " + NAME_CHARACTERS_MAX + " characters on one line.");
        }
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var token = engine.database().transact(session -> invited(session, engine));
            var values = new LinkedHashMap<String, Object>();
            values.put("email", email);
            values.put("role", role.word());
            values.put("link", opened.link("/welcome/" + token));
            output.say(
                    values,
                    () -> name + " is here as " + role.word() + ". Within 24 hours they set a password at\n"
                            + values.get("link"));
        }
        return Commands.OK;
    }

    private String invited(StatelessSession session, Engine engine) {
        if (People.byEmail(session, email).isPresent()) {
            throw new Refusal(email + " is here already. 'kadens person link " + email + "' prints a link for them.");
        }
        var now = engine.clock().instant();
        var teamId = team == null ? null : Long.valueOf(team(session, team).id());
        var person = People.nameOrRename(session, email, name.strip(), null, null, now);
        People.set(session, person, role, teamId);
        Audit.note(session, null, Sentence.of("audit.invited", person.name(), Sentence.of("role." + role.word())), now);
        return OneTimeLinks.give(session, person, now);
    }

    private static Team team(StatelessSession session, String name) {
        var teams = Team.all(session).stream().map(Team::name).collect(Collectors.joining(", "));
        return Team.byName(session, name)
                .orElseThrow(() -> new Refusal("There is no team '" + name + "'. "
                        + (teams.isEmpty() ? "There is none yet; an admin adds them on the pages." : "There are: " + teams)));
    }
}
