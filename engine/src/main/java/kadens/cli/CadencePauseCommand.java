package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import kadens.cadence.Loaded;
import kadens.enrollment.CadencePauses;
import kadens.language.Refusal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pause",
        description = "Send nothing of a cadence, and open no call of it, until somebody lets it go on.")
final class CadencePauseCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "NAME", description = "The cadence's folder name.")
    String name = "";

    @Nullable
    @Option(names = "--note", paramLabel = "WORDS", description = "Why, for those who wonder.")
    String note;

    CadencePauseCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        if (note != null && note.length() > CadencePauses.NOTE_CHARS_MAX) {
            throw new Refusal("--note is longer than " + CadencePauses.NOTE_CHARS_MAX + " characters. Say it shorter.");
        }
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            if (engine.cadences().find(name) instanceof Loaded.Unknown unknown) {
                throw new Refusal("There is no cadence '" + name + "'."
                        + unknown.nearest()
                                .map(near -> " Did you mean '" + near + "'?")
                                .orElse(""));
            }
            var now = engine.clock().instant();
            var begun =
                    engine.database().transact(session -> CadencePauses.begin(session, name, null, note, now));
            output.say(
                    Map.of("paused", name, "was", begun ? "running" : "paused"),
                    () -> begun
                            ? "'" + name + "' is paused: nothing of it is sent until 'kadens cadence resume " + name + "'."
                            : "'" + name + "' was paused already.");
        }
        return Commands.OK;
    }
}
