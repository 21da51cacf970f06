package kadens.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import", description = "Import prospects from a CSV file. Bad rows are reported, good rows kept.")
final class ImportCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "FILE.csv", description = "The file; UTF-8 or Latin-1, comma, semicolon or tab.")
    Path file = Path.of("");

    @Option(
            names = "--map",
            paramLabel = "column=field",
            description = "What a column is, where its header does not say; repeat for each. '-' ignores a column.")
    Map<String, String> mapping = new LinkedHashMap<>();

    ImportCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        try (var opened = launcher.open()) {
            var report = Importing.run(opened.engine(), file, mapping, output);
            return report.refusedRows() == 0 ? Commands.OK : Commands.WRONG;
        }
    }
}
