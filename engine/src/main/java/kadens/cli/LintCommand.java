package kadens.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.template.Contract;
import kadens.template.Templates;
import kadens.template.lint.Finding;
import kadens.template.lint.Lint;
import kadens.template.lint.Sarif;
import kadens.template.lint.Severity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "lint", description = "Check cadences and templates. Needs no database and no network.")
final class LintCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Nullable
    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The templates folder. Default: KADENS_TEMPLATES.")
    Path folder;

    @Option(names = "--strict", description = "Let warnings count as errors do.")
    boolean strict;

    @Option(names = "--sarif", description = "Print one SARIF 2.1.0 log.")
    boolean sarif;

    @Option(names = "--values", description = "List the values that each cadence asks for, too.")
    boolean values;

    LintCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        var dir = folder == null ? launcher.templates() : Typed.templates(folder);
        var cadences = new Cadences(dir);
        var templates = new Templates(dir);
        var findings = new Lint(dir, cadences, templates).run();
        if (sarif) {
            output.out().println(Sarif.of(dir, findings));
            output.out().flush();
        } else {
            tell(findings);
            if (values) {
                cadences.names().forEach(name -> tellValues(cadences, templates, name));
            }
            tellSum(findings, cadences.names().size());
        }
        return count(findings, Severity.ERROR) > 0 || (strict && count(findings, Severity.WARNING) > 0)
                ? Commands.WRONG
                : Commands.OK;
    }

    private void tell(List<Finding> findings) {
        findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.problem().file(), LinkedHashMap::new, Collectors.toList()))
                .forEach((file, those) -> {
                    output.chat(slashed(file));
                    those.forEach(this::tell);
                    output.chat("");
                });
    }

    private void tell(Finding finding) {
        var problem = finding.problem();
        var values = new LinkedHashMap<String, Object>();
        values.put("file", slashed(problem.file()));
        values.put("line", problem.line());
        values.put("column", problem.column());
        values.put("severity", finding.severity().word());
        values.put("rule", finding.rule().id());
        values.put("what", problem.what().toString());
        values.put("mend", problem.mend().toString());
        output.say(
                values,
                () -> "  %s  %s  %s. %s  [%s]"
                        .formatted(
                                problem.place(),
                                finding.severity().word(),
                                problem.what(),
                                problem.mend(),
                                finding.rule().id()));
    }

    private void tellValues(Cadences cadences, Templates templates, String name) {
        if (cadences.find(name) instanceof Cadence cadence) {
            output.chat(name + " asks for");
            Contract.of(templates, cadence).needs().forEach((value, isNeeded) -> {
                var told = new LinkedHashMap<String, Object>();
                told.put("cadence", name);
                told.put("value", value);
                told.put("needed", isNeeded);
                output.say(told, () -> "  " + value + (isNeeded ? "  (needed: no fallback)" : ""));
            });
            output.chat("");
        }
    }

    private void tellSum(List<Finding> findings, int cadences) {
        output.chat(Plural.of(cadences, "cadence") + ": "
                + Plural.of(count(findings, Severity.ERROR), "error") + ", "
                + Plural.of(count(findings, Severity.WARNING), "warning") + ", "
                + Plural.of(count(findings, Severity.HINT), "hint"));
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private static String slashed(Path file) {
        return file.toString().replace('\\', '/');
    }
}
