package kadens.cli;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import kadens.run.Engine;
import kadens.store.Installation;
import kadens.store.Standing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "installation",
        description = "Which installation may send from the database, so that a restored copy does not: show, confirm.",
        synopsisSubcommandLabel = "show|confirm")
final class InstallationCommand extends Group {

    InstallationCommand() {
        super("the installation");
    }

    static Map<String, Object> values(Installation own, Standing standing) {
        var values = new LinkedHashMap<String, Object>();
        var allowed = standing.allowed();
        values.put("installation", own.identity());
        values.put("standing", standing.kind().word());
        values.put("maySend", standing.maySend());
        values.put("why", Told.orNull(standing.why().orElse(null)));
        values.put("allowed", allowed == null ? null : allowed.identity());
        values.put("allowedSince", allowed == null ? null : allowed.since().toString());
        values.put("allowedOn", allowed == null ? null : allowed.host());
        return values;
    }

    /** Why it does not send and what to do, as a line of its own. */
    static String holding(Standing standing) {
        return (standing.holds() ? "HOLDING: " : "")
                + standing.why().map(why -> why + ". ").orElse("")
                + standing.remedy();
    }

    static String words(Installation own, Standing standing) {
        var allowed = standing.allowed();
        return "this installation  %s\nmay send           %s%s"
                .formatted(
                        own.identity(),
                        allowed == null
                                ? "none yet"
                                : "%s, allowed %s on %s"
                                        .formatted(
                                                allowed.identity(),
                                                Told.at(allowed.since(), ZoneId.of("UTC")),
                                                allowed.host()),
                        standing.maySend() ? "" : "\n" + holding(standing));
    }

    @Command(name = "show", description = "Show who this is, who may send, since when and from where.")
    static final class Show implements Callable<Integer> {

        private final Launcher launcher;

        @Mixin
        Output output = new Output();

        Show(Launcher launcher) {
            this.launcher = launcher;
        }

        @Override
        public Integer call() {
            try (var opened = launcher.open()) {
                return show(opened.engine());
            }
        }

        private int show(Engine engine) {
            var own = engine.fence().installation();
            var standing = engine.database().transact(engine.fence()::standing);
            output.say(values(own, standing), () -> words(own, standing));
            return standing.holds() ? Commands.WRONG : Commands.OK;
        }
    }
}
