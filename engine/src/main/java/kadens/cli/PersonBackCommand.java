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
            opened.engine().database().transactAlone(session -> People.back(session, Typed.person(session, email)));
        }
        output.say(Map.of("back", email), () -> email + " is back; their mailboxes send again.");
        return Commands.OK;
    }
}
