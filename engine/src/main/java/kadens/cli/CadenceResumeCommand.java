package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import kadens.enrollment.CadencePauses;
import kadens.enrollment.GoingOn;
import kadens.language.Refusal;
import kadens.mailbox.RefusalPauses;
import kadens.mailbox.RefusalPauses.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description = "Let a cadence go on that was paused, or stands still because its mails were refused.")
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
            var now = engine.clock().instant();
            var stood = engine.database().transact(session -> {
                var refused = RefusalPauses.end(session, Target.cadence(name), now);
                return CadencePauses.end(session, name, now) || refused;
            });
            if (!stood) {
                throw new Refusal("No cadence '" + name + "' stands still. 'kadens status' shows those that do.");
            }
            var gone = new GoingOn(
                            engine.database(),
                            engine.enrollments(),
                            engine.nextSteps(),
                            engine.mailboxes(),
                            engine.clock())
                    .run(name);
            output.say(
                    Map.of("resumed", name, "planned", gone.planned(), "held", gone.held()),
                    () -> "'" + name + "' goes on with the next runs."
                            + (gone.held() == 0
                                    ? ""
                                    : " " + Plural.of(gone.held(), "step")
                                            + " became later than it allows and is held: 'kadens status' names them."));
        }
        return Commands.OK;
    }
}
