package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.RefusalPauses;
import kadens.mailbox.RefusalPauses.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "connect",
        description = "Read and send from a mailbox again that is disconnected, or stands still for refusals.")
final class MailboxConnectCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "ADDRESS", description = "The mailbox.")
    String address = "";

    MailboxConnectCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var mailbox = engine.database().transact(session -> {
                var found = new Choosing(engine).any(session, address);
                engine.mailboxes().connect(session, found);
                RefusalPauses.end(
                        session, Target.mailbox(found.id()), engine.clock().instant());
                return found;
            });
            var kept = engine.database().transact(session -> Mailboxes.mayNotSend(session, mailbox));
            output.say(
                    Map.of("connected", mailbox.address(), "sends", kept.isEmpty()),
                    () -> mailbox.address() + " is connected: what came in meanwhile is read before anything is sent."
                            + kept.map(why -> " " + why + ".").orElse(""));
        }
        return Commands.OK;
    }
}
