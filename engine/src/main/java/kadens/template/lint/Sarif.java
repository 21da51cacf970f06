package kadens.template.lint;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Findings as SARIF 2.1.0 (OASIS Standard), which code hosts show at the lines of a change. */
public final class Sarif {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Sarif() {}

    /**
     * One log with one run.
     *
     * @param folder the templates folder as it was named; paths in the log begin with it
     */
    public static String of(Path folder, List<Finding> findings) {
        var log = JSON.createObjectNode()
                .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .put("version", "2.1.0");
        var run = log.putArray("runs").addObject();
        var driver = run.putObject("tool").putObject("driver").put("name", "kadens");
        var rules = driver.putArray("rules");
        for (var rule : Rule.values()) {
            rules.addObject()
                    .put("id", rule.id())
                    .putObject("defaultConfiguration")
                    .put("level", level(rule.severity()));
        }
        run.put("columnKind", "utf16CodeUnits");
        var results = run.putArray("results");
        findings.forEach(finding -> write(folder, finding, results.addObject()));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(log);
    }

    private static void write(Path folder, Finding finding, ObjectNode result) {
        var problem = finding.problem();
        result.put("ruleId", finding.rule().id())
                .put("ruleIndex", finding.rule().ordinal())
                .put("level", level(finding.severity()));
        result.putObject("message").put("text", problem.what() + ". " + problem.mend());
        var place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri(folder.resolve(problem.file())));
        if (problem.line() > 0) {
            var region = place.putObject("region").put("startLine", problem.line());
            if (problem.column() > 0) {
                region.put("startColumn", problem.column());
            }
        }
    }

    /** SARIF 2.1.0, 3.10: a relative path stays relative, and is encoded like any other. */
    private static String uri(Path file) {
        if (file.isAbsolute()) {
            return file.toUri().toString();
        }
        var names = StreamSupport.stream(file.normalize().spliterator(), false)
                .map(Path::toString)
                .toList();
        try {
            return new URI(null, null, String.join("/", names), null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(file.toString(), e);
        }
    }

    /** SARIF 2.1.0, 3.27.10. */
    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case HINT -> "note";
        };
    }
}
