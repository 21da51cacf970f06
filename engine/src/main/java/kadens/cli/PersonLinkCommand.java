package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import kadens.language.Refusal;
import kadens.language.Sentence;
import kadens.team.Audit;
import kadens.team.OneTimeLinks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "link", description = "Print a link with which somebody sets a new password. Those before it no longer work.")
final class PersonLinkCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "EMAIL", description = "Of the person, as 'kadens person list' shows it.")
    String email = "";

    PersonLinkCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var token = engine.database().transact(session -> {
                var person = Typed.person(session, email);
                if (person.leftAt() != null) {
                    throw new Refusal(email + " has left. 'kadens person back " + email + "' comes first.");
                }
                var now = engine.clock().instant();
                Audit.note(session, null, Sentence.of("audit.link-made", person.name()), now);
                return OneTimeLinks.give(session, person, now);
            });
            var link = opened.link("/welcome/" + token);
            output.say(
                    Map.of("email", email, "link", link),
                    () -> "Within 24 hours " + email + " sets a new password at\n" + link);
        }
        return Commands.OK;
    }
}
