package kadens.cli;

import picocli.CommandLine.Command;

@Command(
        name = "person",
        description = "The people who sell: list, away, here, left, back, approver.",
        synopsisSubcommandLabel = "list|away|here|left|back|approver")
final class PersonCommand extends Group {

    PersonCommand() {
        super("people");
    }
}
