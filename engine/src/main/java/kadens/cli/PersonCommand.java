package kadens.cli;

import picocli.CommandLine.Command;

@Command(
        name = "person",
        description = "The people: list, invite, link, away, here, left, back, approver.",
        synopsisSubcommandLabel = "list|invite|link|away|here|left|back|approver")
final class PersonCommand extends Group {

    PersonCommand() {
        super("people");
    }
}
