package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import kadens.language.Refusal;
import kadens.mailbox.RefusalPauses;
import kadens.mailbox.RefusalPauses.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "resume", description = "Let a cadence go on that stands still because its mails were refused.")
final class CadenceResumeCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "NAME", description = "The cadence's folder name.")
    String name = "";

    CadenceResumeCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var stood = engine.database()
                    .transact(session -> RefusalPauses.end(
                            session, Target.cadence(name), engine.clock().instant()));
            if (!stood) {
                throw new Refusal("No cadence '" + name + "' stands still. 'kadens status' shows those that do.");
            }
            output.say(Map.of("resumed", name), () -> "'" + name + "' goes on with the next runs.");
        }
        return Commands.OK;
    }
}
