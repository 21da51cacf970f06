package kadens.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import kadens.prospect.ImportReport;
import kadens.prospect.Progress;
import kadens.prospect.ProspectImport;
import kadens.prospect.RowProblem;
import kadens.run.Engine;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Imports a file for a command: progress on a terminal, each bad row, and the sum. */
final class Importing {

    private static final int PROBLEMS_SHOWN_MAX = 50;

    private Importing() {}

    static ImportReport run(Engine engine, Path file, Map<String, String> mapping, Output output) {
        var report = withProgress(engine, file, mapping);
        report.problems().stream().limit(PROBLEMS_SHOWN_MAX).forEach(problem -> print(file, problem, output));
        if (report.problemCount() > PROBLEMS_SHOWN_MAX) {
            output.chat("… and %d more problems".formatted(report.problemCount() - PROBLEMS_SHOWN_MAX));
        }
        output.say(
                sum(report),
                () -> "%d rows: %d created, %d updated, %d unchanged, %d refused"
                        .formatted(
                                report.rows(),
                                report.created(),
                                report.updated(),
                                report.unchanged(),
                                report.refusedRows()));
        return report;
    }

    private static ImportReport withProgress(Engine engine, Path file, Map<String, String> mapping) {
        var prospectImport = new ProspectImport(engine.database(), engine.clock());
        if (System.console() == null || !System.console().isTerminal()) {
            return prospectImport.run(file, mapping, Progress.NONE);
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Import")
                .setUnit(" KB", 1024)
                .setInitialMax(1)
                .build()) {
            return prospectImport.run(file, mapping, (_, read, total) -> {
                bar.maxHint(total);
                bar.stepTo(read);
            });
        }
    }

    private static void print(Path file, RowProblem problem, Output output) {
        var values = new LinkedHashMap<String, Object>();
        values.put("file", file.toString());
        values.put("line", problem.line());
        values.put("column", problem.column());
        values.put("value", problem.value());
        values.put("reason", problem.reason());
        output.say(values, () -> file + ": " + problem);
    }

    private static Map<String, Object> sum(ImportReport report) {
        var values = new LinkedHashMap<String, Object>();
        values.put("rows", report.rows());
        values.put("created", report.created());
        values.put("updated", report.updated());
        values.put("unchanged", report.unchanged());
        values.put("refused", report.refusedRows());
        return values;
    }
}
