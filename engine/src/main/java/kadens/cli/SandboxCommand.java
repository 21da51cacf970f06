package kadens.cli;

import java.util.concurrent.Callable;
import kadens.language.Refusal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sandbox",
        description =
                "Try everything on this machine: a database, a mail server and people who answer. No mail leaves it.")
final class SandboxCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Option(
            names = "--speed",
            defaultValue = "1800",
            paramLabel = "N",
            description =
                    "How many times faster than real time runs; 1800 makes an hour of two seconds. Default: ${DEFAULT-VALUE}")
    int speed;

    @Nullable
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where the page is served. Default: KADENS_PORT or 8080")
    Integer port;

    SandboxCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        if (speed < 1 || speed > 100_000) {
            throw new Refusal("A speed of " + speed + " can't be run. Give --speed from 1 (real time) to 100000.");
        }
        launcher.sandbox(speed, port, output.out());
        return Commands.OK;
    }
}
