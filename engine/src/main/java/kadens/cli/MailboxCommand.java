package kadens.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

@Command(
        name = "mailbox",
        description = "The sending addresses: add, list, test.",
        synopsisSubcommandLabel = "add|list|test")
final class MailboxCommand implements Runnable {

    @Mixin
    Output output = new Output();

    @Override
    public void run() {
        CommandLine command = output.spec.commandLine();
        throw new ParameterException(command, "Say what to do with mailboxes: add, list or test");
    }
}
