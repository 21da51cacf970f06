package kadens.cli;

import picocli.CommandLine.Command;

@Command(
        name = "day-off",
        description = "Days on which the organization is closed, beside the public holidays: add, list, remove.",
        synopsisSubcommandLabel = "add|list|remove")
final class DayOffCommand extends Group {

    DayOffCommand() {
        super("days off");
    }
}
