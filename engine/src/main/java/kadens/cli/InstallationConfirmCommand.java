package kadens.cli;

import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import kadens.enrollment.Pausing;
import kadens.language.Sentence;
import kadens.run.Engine;
import kadens.store.Standing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "confirm",
        description = "Let this installation send from the database, and no other. Without --pause or --send it shows"
                + " what that means, and changes nothing.")
final class InstallationConfirmCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Nullable
    @ArgGroup
    Choice choice;

    /** One of them is said: what a backup does not know would go out again. */
    static final class Choice {

        @Option(
                names = "--pause",
                required = true,
                description = "First pause all that is on the way, for people to look at. Right for a restored backup.")
        boolean pause;

        @Option(
                names = "--send",
                required = true,
                description = "Go on with all that is on the way. Right where nothing was sent since the backup.")
        boolean send;
    }

    InstallationConfirmCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            var standing = engine.database().transact(engine.fence()::standing);
            if (standing.maySend()) {
                output.say(
                        InstallationCommand.values(engine.fence().installation(), standing),
                        () -> "This installation may send already. Nothing was changed.");
                return Commands.OK;
            }
            return choice == null ? ask(engine, standing) : confirm(engine, choice.pause);
        }
    }

    private int ask(Engine engine, Standing standing) {
        var own = engine.fence().installation();
        var stakes = Stakes.of(engine);
        var values = new LinkedHashMap<String, Object>(InstallationCommand.values(own, standing));
        values.putAll(stakes.values());
        output.say(values, () ->
                """
                %s

                %s

                Nothing was changed. See to it that no other Kadens sends from these mailboxes, then choose:
                  kadens installation confirm --pause   pauses what is on the way first, for people to look at (restored backup)
                  kadens installation confirm --send    goes on with it""".formatted(InstallationCommand.words(own, standing), stakes.words(engine.organizationZone())));
        return Commands.USAGE;
    }

    /** Pauses first, while nothing can be sent yet. */
    private int confirm(Engine engine, boolean pausing) {
        var paused = pausing
                ? new Pausing(engine.database(), engine.enrollments()).all(Sentence.of("timeline.paused-restored"))
                : new Pausing.Outcome(0, 0);
        var standing = engine.database().transact(session -> {
            engine.fence().confirm(session, engine.clock().instant());
            return engine.fence().standing(session);
        });
        var values = new LinkedHashMap<String, Object>(
                InstallationCommand.values(engine.fence().installation(), standing));
        values.put("paused", paused.paused());
        values.put("left", paused.left());
        output.say(
                values,
                () -> "This installation may send from now on. %sNo other may send from these mailboxes: see to it."
                        .formatted(pausing ? words(paused) : ""));
        return Commands.OK;
    }

    private static String words(Pausing.Outcome paused) {
        return "%d %s paused%s. "
                .formatted(
                        paused.paused(),
                        paused.paused() == 1 ? "enrollment was" : "enrollments were",
                        paused.left() == 0 ? "" : ", " + paused.left() + " are held for a decision anyway");
    }
}
