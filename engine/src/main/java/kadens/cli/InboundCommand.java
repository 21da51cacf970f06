package kadens.cli;

import picocli.CommandLine.Command;

@Command(
        name = "inbound",
        description = "Received mails and what they were taken for: list, correct.",
        synopsisSubcommandLabel = "list|correct")
final class InboundCommand extends Group {

    InboundCommand() {
        super("received mails");
    }
}
