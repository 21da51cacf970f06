package kadens.cli;

import picocli.CommandLine.Command;

@Command(
        name = "drill",
        description = "Drills on this machine, with nothing of yours: crash, reply-race. No mail leaves it.",
        synopsisSubcommandLabel = "crash|reply-race")
final class DrillCommand extends Group {

    DrillCommand() {
        super("drills");
    }
}
