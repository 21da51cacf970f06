package kadens.template.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.cadence.Step;
import kadens.template.Contract;
import kadens.template.Rendering;
import kadens.template.Templates;
import kadens.template.Values;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What checking costs: a folder of 100 cadences with 4 mails each, and one template for 10,000 prospects. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class LintBenchmark {

    private static final Path SHIPPED = Path.of("../templates");
    private static final Map<String, Object> SENDER = Map.of("name", "Kari Vik", "email", "kari@sender.example");

    private Path folder = SHIPPED;
    private Cadences cadences = new Cadences(SHIPPED);
    private Templates templates = new Templates(SHIPPED);
    private List<Values> prospects = List.of();

    @Setup
    public void fill() throws IOException {
        folder = Files.createTempDirectory("lint");
        copy("snippets", "snippets");
        for (int i = 0; i < 100; i++) {
            copy("cadences/cold-outreach", "cadences/cadence-" + i);
        }
        cadences = new Cadences(folder);
        templates = new Templates(folder);
        prospects = IntStream.range(0, 10_000)
                .mapToObj(i -> new Values(
                        Map.of("email", "person" + i + "@company.example", "firstName", "Person " + i),
                        Map.of("name", "Company " + i),
                        SENDER,
                        "https://kadens.example/u/" + i,
                        LocalDate.EPOCH))
                .toList();
    }

    @Benchmark
    public List<Finding> aHundredCadences() {
        return new Lint(folder, cadences, templates).run();
    }

    /** Which values are missing, as when a template was saved. */
    @Benchmark
    public long valuesForTenThousand() {
        var contract = Contract.of(templates, cadence(), List.of(step()));
        return prospects.stream()
                .filter(values -> contract.lacking(values).isEmpty())
                .count();
    }

    /** The whole mail for each. */
    @Benchmark
    public long mailsForTenThousand() {
        return prospects.stream()
                .filter(values -> templates.render(cadence(), step(), values) instanceof Rendering.Rendered)
                .count();
    }

    private Cadence cadence() {
        return (Cadence) cadences.find("cadence-0");
    }

    private Step step() {
        return cadence().first();
    }

    private void copy(String from, String to) throws IOException {
        var target = Files.createDirectories(folder.resolve(to));
        try (var files = Files.list(SHIPPED.resolve(from))) {
            for (var file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName().toString()));
            }
        }
    }
}
