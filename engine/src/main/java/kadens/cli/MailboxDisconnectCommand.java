package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "disconnect", description = "Neither read nor send from a mailbox any more; its history stays.")
final class MailboxDisconnectCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "ADDRESS", description = "The mailbox.")
    String address = "";

    MailboxDisconnectCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var mailbox = engine.database().transact(session -> {
                var found = new Choosing(engine).any(session, address);
                engine.mailboxes().disconnect(session, found, engine.clock().instant());
                return found;
            });
            var waiting = Waiting.of(engine, mailbox);
            output.say(
                    Map.of("disconnected", mailbox.address(), "waiting", waiting.all(), "midWay", waiting.midWay()),
                    () -> mailbox.address() + " is disconnected: " + waiting.words()
                            + " Answers to it are not seen until 'kadens mailbox connect " + mailbox.address() + "'.");
        }
        return Commands.OK;
    }
}
