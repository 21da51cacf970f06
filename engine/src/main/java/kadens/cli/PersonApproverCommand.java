package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import kadens.team.People;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "approver", description = "Let somebody approve what cadences send, or no more.")
final class PersonApproverCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "EMAIL", description = "Of the person, as 'kadens person list' shows it.")
    String email = "";

    @Option(names = "--off", description = "They may no more. What they have approved stays approved.")
    boolean off;

    PersonApproverCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            opened.engine()
                    .database()
                    .transactAlone(session -> People.letApprove(session, Typed.person(session, email), !off));
            output.say(
                    Map.of("email", email, "mayApprove", !off),
                    () -> off
                            ? email + " may approve nothing more. What they have approved stays approved."
                            : email + " may approve what cadences send: kadens approve CADENCE --by " + email);
        }
        return Commands.OK;
    }
}
