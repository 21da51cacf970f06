package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import kadens.mailbox.Mailbox;
import kadens.team.Absence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "here", description = "Somebody is here from today: ends their absence, and drops those to come.")
final class PersonHereCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "EMAIL", description = "Of the person, as 'kadens person list' shows it.")
    String email = "";

    PersonHereCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var today = Typed.today(engine);
            var ended = engine.database()
                    .transact(session ->
                            Absence.end(session, Typed.person(session, email).id(), today));
            var mailboxes =
                    engine.database().transact(session -> engine.mailboxes().of(session, Typed.person(session, email)));
            var planned =
                    PlannedAnew.of(engine, mailboxes.stream().map(Mailbox::id).toList());
            output.say(
                    Map.of("email", email, "ended", ended, "moved", planned.moved(), "held", planned.held()),
                    () -> ended == 0
                            ? email + " was not away, and no absence was to come."
                            : email + " is here. " + planned.words());
        }
        return Commands.OK;
    }
}
