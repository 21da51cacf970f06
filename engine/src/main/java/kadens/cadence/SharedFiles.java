package kadens.cadence;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The snippets and layouts that the emails of a cadence are made with, those that snippets include too. */
final class SharedFiles {

    /** Templates name what they include outright; anything else is refused when a mail is written. */
    private static final Pattern INCLUDE = Pattern.compile("<#(?:include|import)\\s+[\"']([^\"'$]+)[\"']");

    private static final int FILES_MAX = 200;

    private final Path root;
    private final Set<Path> found = new TreeSet<>();
    private final Deque<Path> waiting = new ArrayDeque<>();

    private SharedFiles(Path root) {
        this.root = root;
    }

    /** Those that are there, as absolute paths in order. */
    static Set<Path> of(Cadence cadence) {
        var shared = new SharedFiles(root(cadence));
        cadence.steps().forEach(step -> {
            Optional.ofNullable(cadence.layoutOf(step)).ifPresent(layout -> shared.add("layouts/" + layout + ".ftlh"));
            shared.addIncludedBy(step.variants().stream()
                    .flatMap(variant -> variant.texts().stream())
                    .map(Text::file)
                    .toList());
        });
        while (!shared.waiting.isEmpty()) {
            shared.addIncludedBy(Set.of(shared.waiting.pop()));
        }
        return shared.found;
    }

    /** A cadence is in {@code cadences/NAME} of its templates folder. */
    static Path root(Cadence cadence) {
        return cadence.folder().resolve("../..").normalize();
    }

    private void addIncludedBy(Collection<Path> files) {
        files.forEach(file -> includes(file)
                .forEach(name -> add(
                        name.startsWith("/")
                                ? name.substring(1)
                                : root.relativize(file.resolveSibling(name).normalize())
                                        .toString())));
    }

    private static Stream<String> includes(Path file) {
        return INCLUDE.matcher(Contents.source(file)).results().map(include -> include.group(1));
    }

    private void add(String name) {
        var file = root.resolve(name).normalize();
        if (file.startsWith(root) && Files.isRegularFile(file) && found.size() < FILES_MAX && found.add(file)) {
            waiting.add(file);
        }
    }
}
