package kadens.template;

import freemarker.core.ParseException;
import freemarker.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import kadens.cadence.Problem;
import org.jspecify.annotations.Nullable;

/** A step's file, compiled: its headers as plain text whatever the file, and its body. */
final class Parts {

    /** A template that begins in the middle of its file. */
    private record Part(Template template, Place start) {}

    private static final String BODY = "";

    private final Path file;
    private final String source;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    private Parts(Path file, String source) {
        this.file = file;
        this.source = source;
    }

    /** Compiles the text of a step's file, named relative to the templates folder. */
    static Parts compile(Path file, String text, LockedDown freemarker) throws IOException {
        var parts = new Parts(file, text);
        var step = StepFile.parse(file, text);
        var name = file.toString().replace('\\', '/');
        for (var header : step.headers()) {
            // The ending of the name decides about escaping; with # it is no ending that FreeMarker knows.
            parts.add(
                    header.name(),
                    name + "#" + header.name(),
                    header.value(),
                    new Place(header.line(), header.column()),
                    freemarker);
        }
        parts.add(BODY, name, step.body(), new Place(step.bodyLine(), 1), freemarker);
        return parts;
    }

    private void add(String part, String name, String text, Place start, LockedDown freemarker) throws IOException {
        try {
            parts.put(part, new Part(freemarker.compile(name, text), start));
        } catch (ParseException e) {
            throw new Unfit(moved(Faults.unreadable(file, e), start));
        } catch (Unfit e) {
            throw new Unfit(moved(e.problem(), start));
        }
    }

    Path file() {
        return file;
    }

    String source() {
        return source;
    }

    boolean isHtml() {
        return file.toString().endsWith(".ftlh");
    }

    /** Each template of the file, and where in it it begins. */
    void each(BiConsumer<Template, Place> taker) {
        parts.values().forEach(part -> taker.accept(part.template(), part.start()));
    }

    Optional<Template> header(String name) {
        return Optional.ofNullable(parts.get(name)).map(Part::template);
    }

    Template body() {
        var body = parts.get(BODY);
        if (body == null) {
            throw new IllegalStateException(file + " was compiled without a body");
        }
        return body.template();
    }

    /** The same problem at its place in the file, where it is one of this template's part. */
    Problem placed(Problem problem, @Nullable String templateName) {
        if (!problem.file().equals(file)) {
            return problem;
        }
        return parts.values().stream()
                .filter(part -> part.template().getName().equals(templateName))
                .findFirst()
                .map(part -> moved(problem, part.start()))
                .orElse(problem);
    }

    private static Problem moved(Problem problem, Place start) {
        if (problem.line() == 0) {
            return problem;
        }
        var place = new Place(problem.line(), problem.column()).from(start);
        return new Problem(problem.file(), place.line(), place.column(), problem.what(), problem.mend());
    }
}
