package kadens.template;

import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.FileStamp;
import kadens.cadence.Problem;
import kadens.cadence.Step;
import org.jspecify.annotations.Nullable;

/**
 * Makes emails of the step files of a templates folder; a file that has changed is read again.
 *
 * <p>Whatever a file or a value holds, the answer is a finished email or one problem: never an exception, never more
 * than 256 KB, never more than a few seconds.
 */
public final class Templates {

    private static final Duration TIME_MAX = Duration.ofSeconds(2);

    private record Compiled(FileStamp stamp, Parts parts) {}

    private final Folder folder;
    private final LockedDown freemarker;
    private final Versions versions;
    private final TimeLimit timeLimit = new TimeLimit(TIME_MAX);
    private final Map<Path, Compiled> compiled = new ConcurrentHashMap<>();

    /** Files whose rendering could not even be stopped, and the version they had: they are not tried again. */
    private final Map<Path, String> stuck = new ConcurrentHashMap<>();

    public Templates(Path folder) {
        var root = folder.toAbsolutePath().normalize();
        this.folder = new Folder(root);
        this.freemarker = new LockedDown(this.folder);
        this.versions = new Versions(root, this.folder);
    }

    /** The email of a step for one prospect, or why there can be none. */
    public Rendering render(Cadence cadence, Step step, Values values) {
        try {
            var source = source(cadence, step);
            var version = versions.of(source.file());
            if (version.equals(stuck.get(source.file()))) {
                return new Rendering.Unrenderable(tooSlow(source.file()));
            }
            var outcome = timeLimit.run(() -> rendered(cadence, step, values, source, version));
            if (outcome.isStuck()) {
                stuck.put(source.file(), version);
            }
            return outcome.result().orElseGet(() -> new Rendering.Unrenderable(tooSlow(source.file())));
        } catch (Unfit e) {
            return new Rendering.Unrenderable(e.problem());
        } catch (IOException _) {
            return new Rendering.Unrenderable(
                    Unfit.of(file(cadence, step, ".ftlh"), 0, 0, "no-file").problem());
        }
    }

    /** The problems that these values meet in the email steps of a cadence; empty where all can be sent. */
    public List<Problem> check(Cadence cadence, Values values) {
        return cadence.steps().stream()
                .filter(step -> step.type() == Step.Type.EMAIL)
                .map(step -> render(cadence, step, values))
                .flatMap(rendering -> switch (rendering) {
                    case Rendering.Unrenderable unrenderable -> Stream.of(unrenderable.problem());
                    case Rendering.Rendered _ -> Stream.<Problem>empty();
                })
                // The same snippet is often in every step.
                .distinct()
                .toList();
    }

    /** A step's file as it stands, with the values that it asks for. */
    public Reading read(Cadence cadence, Step step) {
        try {
            var source = source(cadence, step);
            return text(parts(source));
        } catch (Unfit e) {
            return new Reading.Unreadable(e.problem());
        } catch (IOException _) {
            return new Reading.Unreadable(
                    Unfit.of(file(cadence, step, ".ftlh"), 0, 0, "no-file").problem());
        }
    }

    private Reading text(Parts parts) {
        var uses = new Uses(freemarker);
        uses.of(parts);
        return new Reading.Text(parts.file(), parts.source(), uses.found(), uses.snippets());
    }

    private Rendering rendered(Cadence cadence, Step step, Values values, Folder.Source source, String version) {
        var file = folder.relative(source.file());
        try {
            return email(parts(source), cadence, step, values, version);
        } catch (Unfit e) {
            return new Rendering.Unrenderable(e.problem());
        } catch (BoundedWriter.Full _) {
            return new Rendering.Unrenderable(Unfit.of(file, 0, 0, "too-long").problem());
        } catch (StackOverflowError | OutOfMemoryError _) {
            return new Rendering.Unrenderable(Unfit.of(file, 0, 0, "endless").problem());
        } catch (IOException _) {
            return new Rendering.Unrenderable(Unfit.of(file, 0, 0, "no-file").problem());
        } catch (RuntimeException e) {
            // A bug of FreeMarker's holds one step, and not everyone's turn.
            return new Rendering.Unrenderable(
                    Unfit.of(file, 0, 0, "failed", e.getClass().getSimpleName()).problem());
        }
    }

    private Rendering email(Parts parts, Cadence cadence, Step step, Values values, String version) throws IOException {
        var model = values.of(cadence, step);
        var subject = header(StepFile.SUBJECT, parts, cadence, model);
        if (subject == null && isFirstEmail(cadence, step)) {
            throw Unfit.of(parts.file(), 1, 1, "no-subject");
        }
        var preheader = header(StepFile.PREHEADER, parts, cadence, model);
        var body = process(parts.body(), parts, cadence, model);
        var html = parts.isHtml() ? body : Html.ofText(body);
        var text = parts.isHtml() ? PlainText.of(body) : PlainText.tidied(body);
        Proofreading.body(parts, html, text);
        return new Rendering.Rendered(
                subject, preheader, Html.document(html, cadence.language(), subject, preheader), text, version);
    }

    private static boolean isFirstEmail(Cadence cadence, Step step) {
        return cadence.steps().stream()
                .filter(each -> each.type() == Step.Type.EMAIL)
                .findFirst()
                .map(first -> first.key().equals(step.key()))
                .orElse(true);
    }

    private static @Nullable String header(String name, Parts parts, Cadence cadence, Map<String, Object> model)
            throws IOException {
        var template = parts.header(name);
        return template.isEmpty()
                ? null
                : Proofreading.header(parts, name, process(template.get(), parts, cadence, model));
    }

    private static String process(Template template, Parts parts, Cadence cadence, Map<String, Object> model)
            throws IOException {
        var writer = new BoundedWriter();
        try {
            var environment = template.createProcessingEnvironment(model, writer);
            environment.setLocale(cadence.language());
            environment.process();
            return writer.toString();
        } catch (TemplateException e) {
            throw new Unfit(parts.placed(Faults.failed(parts.file(), e), e.getTemplateName()));
        }
    }

    private Parts parts(Folder.Source source) throws IOException {
        var last = compiled.get(source.file());
        if (last != null && last.stamp().equals(source.stamp())) {
            return last.parts();
        }
        var parts = Parts.compile(folder.relative(source.file()), folder.read(source.file()), freemarker);
        compiled.put(source.file(), new Compiled(source.stamp(), parts));
        return parts;
    }

    private Folder.Source source(Cadence cadence, Step step) {
        return Stream.of(".ftlh", ".ftl")
                .map(ending -> folder.find(file(cadence, step, ending).toString()))
                .flatMap(source -> source.stream())
                .findFirst()
                .orElseThrow(() -> Unfit.of(file(cadence, step, ".ftlh"), 0, 0, "no-file"));
    }

    private Path file(Cadence cadence, Step step, String ending) {
        return folder.relative(cadence.folder().resolve(step.key() + ending));
    }

    private Problem tooSlow(Path file) {
        return Unfit.of(folder.relative(file), 0, 0, "too-slow").problem();
    }
}
