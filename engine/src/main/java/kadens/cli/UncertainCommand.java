package kadens.cli;

import picocli.CommandLine.Command;

@Command(
        name = "uncertain",
        description = "Mails of which nobody knows whether they arrived: list, sent, resend.",
        synopsisSubcommandLabel = "list|sent|resend")
final class UncertainCommand extends Group {

    UncertainCommand() {
        super("uncertain mails");
    }
}
