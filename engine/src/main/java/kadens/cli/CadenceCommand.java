package kadens.cli;

import picocli.CommandLine.Command;

@Command(
        name = "cadence",
        description = "A whole cadence: pause it, or let it go on: pause, resume.",
        synopsisSubcommandLabel = "pause|resume")
final class CadenceCommand extends Group {

    CadenceCommand() {
        super("cadences");
    }
}
