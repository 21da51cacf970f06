package kadens.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "serve", 
        description = {
            "Run the engine and its pages until stopped.",
            "People sign in. Where nobody can yet, it prints a link that makes whoever opens it the admin; the admin invites"
                    + " the others under Settings, or 'kadens person invite' does."
        })
final class ServeCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Nullable
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where the pages are served. Default: KADENS_PORT or 8080")
    Integer port;

    ServeCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        launcher.serve(port, output.out());
        return Commands.OK;
    }
}
