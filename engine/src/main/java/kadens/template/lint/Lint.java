package kadens.template.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Cadences;
import kadens.cadence.Loaded;
import kadens.cadence.Step;
import kadens.cadence.Text;
import kadens.cadence.Variant;
import kadens.template.Reading;
import kadens.template.Rendering;
import kadens.template.Templates;
import kadens.template.Use;
import kadens.template.Values;

/** Everything that can be found wrong in a templates folder without a prospect and without a network. */
public final class Lint {

    private static final int DEPTH_MAX = 4;
    private static final int SPUN = 12;
    private static final String FILLED = "Filled";
    private static final Map<String, Object> SENDER = Map.of("name", "Kari Vik", "email", "kari@sender.example");

    private final Path folder;
    private final Cadences cadences;
    private final Templates templates;
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Set<Path> snippets = new TreeSet<>();

    /** A check that begins anew, of the files as they are when it runs. */
    public Lint(Path folder, Cadences cadences, Templates templates) {
        this.folder = folder;
        this.cadences = cadences;
        this.templates = templates;
    }

    /** The findings by file, line and column. */
    public List<Finding> run() {
        cadences.names().forEach(this::check);
        checkSnippets();
        if (findings.stream().noneMatch(Lint::hidesIncludes)) {
            findUnusedSnippets();
        }
        return findings.stream().sorted(Finding.IN_ORDER).toList();
    }

    /** The same for one cadence and the snippets that it includes; whether others use a snippet is not asked. */
    public List<Finding> of(String cadence) {
        check(cadence);
        checkSnippets();
        return findings.stream().sorted(Finding.IN_ORDER).toList();
    }

    private void check(String name) {
        switch (cadences.find(name)) {
            case Cadence cadence -> check(cadence);
            case Loaded.Broken broken -> broken.problems().forEach(problem -> findings.add(Rule.CADENCE.of(problem)));
            case Loaded.Unknown _ -> {} // it went while we looked
        }
    }

    private void checkSnippets() {
        snippets.forEach(snippet -> findings.addAll(SourceChecks.of(snippet, read(snippet))));
        if (findings.stream().anyMatch(finding -> finding.rule() == Rule.BAD_LINK)) {
            findings.removeIf(Lint::isToldAtItsPlace);
        }
    }

    /** The same link, seen once more in the finished mail. */
    private static boolean isToldAtItsPlace(Finding finding) {
        return finding.rule() == Rule.TEMPLATE && finding.problem().what().key().equals("template.link-nowhere");
    }

    /** What a broken file includes isn't known. */
    private static boolean hidesIncludes(Finding finding) {
        return finding.rule() == Rule.CADENCE || finding.rule() == Rule.TEMPLATE;
    }

    private void check(Cadence cadence) {
        cadence.steps().stream().filter(step -> step.type() == Step.Type.EMAIL).forEach(step -> check(cadence, step));
        cadence.steps()
                .forEach(step -> TimeChecks.of(
                                cadence, step, folder.toAbsolutePath().normalize())
                        .ifPresent(findings::add));
        findUnusedSteps(cadence);
    }

    private void check(Cadence cadence, Step step) {
        step.variants()
                .forEach(variant -> variant.texts().forEach(text -> check(new Checked(cadence, step, variant, text))));
    }

    private record Checked(Cadence cadence, Step step, Variant variant, Text text) {}

    private void check(Checked checked) {
        switch (templates.read(checked.cadence(), checked.step(), checked.text())) {
            case Reading.Unreadable(var problem) -> findings.add(Rule.TEMPLATE.of(problem));
            case Reading.Text read -> {
                snippets.addAll(read.snippets());
                findings.addAll(SourceChecks.of(read.file(), read.source()));
                read.uses().stream()
                        .filter(Use::isNeeded)
                        .forEach(use -> findings.add(
                                Rule.MISSING_FALLBACK.at(use.file(), use.line(), use.column(), use.value())));
                readers(checked.cadence()).forEach(email -> {
                    render(checked, read, filled(email, read.uses()), false);
                    render(checked, read, bare(email, read.uses()), true);
                });
            }
        }
    }

    /** The choices of spintax differ from one reader to the next. */
    private static List<String> readers(Cadence cadence) {
        return IntStream.range(0, cadence.spintax() ? SPUN : 1)
                .mapToObj("ola%d@example.com"::formatted)
                .toList();
    }

    /** @param isBare a value that is missing is told where it stands, and not once more */
    private void render(Checked checked, Reading.Text read, Values values, boolean isBare) {
        var cadence = checked.cadence();
        var step = checked.step();
        switch (templates.render(cadence, step, checked.variant(), checked.text(), values)) {
            case Rendering.Rendered mail -> findings.addAll(MailChecks.of(cadence, step, read, mail));
            case Rendering.Unrenderable(var problem) -> {
                if (!isBare || !problem.what().key().startsWith("template.no-value")) {
                    findings.add(Rule.TEMPLATE.of(problem));
                }
            }
        }
    }

    /** Somebody of whom everything is known that the text asks for. */
    private static Values filled(String email, List<Use> uses) {
        return values(email, uses.stream().map(Use::value).toList());
    }

    /** Somebody of whom nothing is known but what is needed. */
    private static Values bare(String email, List<Use> uses) {
        return values(email, uses.stream().filter(Use::isNeeded).map(Use::value).toList());
    }

    private static Values values(String email, List<String> names) {
        var things = Map.<String, Map<String, Object>>of(
                "prospect", new HashMap<>(Map.of("email", email)),
                "account", new HashMap<>(),
                "sender", new HashMap<>(SENDER));
        var fields = Map.<String, Map<String, Object>>of("prospect", new HashMap<>(), "account", new HashMap<>());
        for (var name : names) {
            var words = name.split("\\.");
            if (words.length == 3) {
                fields.getOrDefault(words[0], new HashMap<>()).put(words[2], FILLED);
            } else if (words.length == 2) {
                things.getOrDefault(words[0], new HashMap<>()).putIfAbsent(words[1], FILLED);
            }
        }
        fields.forEach(
                (thing, those) -> things.getOrDefault(thing, new HashMap<>()).put("fields", Map.copyOf(those)));
        return new Values(
                things.getOrDefault("prospect", Map.of()),
                things.getOrDefault("account", Map.of()),
                things.getOrDefault("sender", Map.of()),
                MailChecks.UNSUBSCRIBE_URL,
                LocalDate.EPOCH);
    }

    private void findUnusedSteps(Cadence cadence) {
        var used = cadence.steps().stream()
                .flatMap(step -> step.variants().stream())
                .flatMap(variant -> variant.texts().stream())
                .map(text -> relative(text.file()))
                .collect(Collectors.toSet());
        files(cadence.folder())
                .map(this::relative)
                .filter(file -> !used.contains(file))
                .filter(file -> !snippets.contains(file))
                .forEach(file -> findings.add(Rule.UNUSED_FILE.at(file, 1, 1)));
    }

    private void findUnusedSnippets() {
        Stream.of("snippets", "layouts")
                .flatMap(name -> files(folder.resolve(name)))
                .map(this::relative)
                .filter(file -> !snippets.contains(file))
                .forEach(file -> findings.add(Rule.UNUSED_SNIPPET.at(file, 1, 1)));
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (var walk = Files.walk(folder, DEPTH_MAX)) {
            return walk.filter(file -> file.toString().matches(".*\\.ftlh?")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path relative(Path file) {
        return folder.toAbsolutePath()
                .normalize()
                .relativize(file.toAbsolutePath().normalize());
    }

    private String read(Path file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (CharacterCodingException _) {
            return ""; // rendering says so
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
