package kadens.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Commands under one word, which says nothing by itself. */
abstract class Group implements Runnable {

    private final String things;

    @CommandLine.Mixin
    Output output = new Output();

    /** @param things what its commands deal with, such as {@code mailboxes} */
    Group(String things) {
        this.things = things;
    }

    @Override
    public void run() {
        CommandLine command = output.spec.commandLine();
        var words = List.copyOf(command.getSubcommands().keySet());
        throw new ParameterException(
                command,
                "Say what to do with " + things + ": " + String.join(", ", words.subList(0, words.size() - 1)) + " or "
                        + words.getLast());
    }
}
