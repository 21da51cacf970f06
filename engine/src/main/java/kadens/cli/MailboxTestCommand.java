package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import kadens.run.MailboxProbe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        description =
                "Send a probe from the mailbox to itself, read it back and judge it; see whether its server files a copy in Sent.")
final class MailboxTestCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "ADDRESS", description = "The mailbox to test.")
    String address = "";

    MailboxTestCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var mailbox = engine.database().transact(session -> new Choosing(engine).any(session, address));
            var probe = new MailboxProbe(engine.database(), engine.mailboxes(), engine.clock());
            return probe.run(mailbox, this::print) ? Commands.OK : Commands.WRONG;
        }
    }

    private void print(MailboxProbe.Step step) {
        output.say(
                Map.of("step", step.name(), "ok", step.ok(), "says", step.says().toString()),
                () -> (step.ok() ? "  ok    " : "  FAIL  ") + step.name() + ": " + step.says());
    }
}
