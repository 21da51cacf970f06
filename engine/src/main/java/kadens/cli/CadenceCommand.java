package kadens.cli;

import picocli.CommandLine.Command;

@Command(
        name = "cadence",
        description = "A cadence that stands still because its mails were refused: resume.",
        synopsisSubcommandLabel = "resume")
final class CadenceCommand extends Group {

    CadenceCommand() {
        super("cadences");
    }
}
