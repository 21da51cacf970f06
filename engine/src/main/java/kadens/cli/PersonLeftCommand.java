package kadens.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import kadens.mailbox.Mailbox;
import kadens.run.Engine;
import kadens.team.People;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "left",
        description = "Somebody has left: their mailboxes are still read, so that answers count, but send nothing.")
final class PersonLeftCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "EMAIL", description = "Of the person, as 'kadens person list' shows it.")
    String email = "";

    PersonLeftCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var mailboxes = engine.database().transact(session -> {
                var person = Typed.person(session, email);
                People.left(session, person, engine.clock().instant());
                return engine.mailboxes().of(session, person);
            });
            tell(engine, mailboxes);
        }
        return Commands.OK;
    }

    private void tell(Engine engine, List<Mailbox> mailboxes) {
        output.chat(email + " has left. " + (mailboxes.isEmpty() ? "They had no mailbox." : "Nothing is sent from:"));
        for (var mailbox : mailboxes) {
            var waiting = Waiting.of(engine, mailbox);
            output.say(
                    Map.of(
                            "left",
                            email,
                            "mailbox",
                            mailbox.address(),
                            "waiting",
                            waiting.all(),
                            "midWay",
                            waiting.midWay()),
                    () -> mailbox.address() + ": " + waiting.words());
        }
        if (output.json && mailboxes.isEmpty()) {
            output.say(Map.of("left", email), () -> "");
        }
    }
}
