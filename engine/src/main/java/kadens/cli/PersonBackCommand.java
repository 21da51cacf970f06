package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import kadens.team.People;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "back", description = "Somebody who had left is back: their mailboxes send again.")
final class PersonBackCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "EMAIL", description = "Of the person, as 'kadens person list' shows it.")
    String email = "";

    PersonBackCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var had = opened.engine().database().transact(session -> {
                var person = Typed.person(session, email);
                var left = person.leftAt() != null;
                People.back(session, person);
                return left;
            });
            output.say(
                    Map.of("back", email, "hadLeft", had),
                    () -> had
                            ? email + " is back; their mailboxes send again, unless they are disconnected."
                            : email + " has not left. There was nothing to do.");
        }
        return Commands.OK;
    }
}
