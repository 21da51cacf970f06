package kadens.template;

import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.FileStamp;
import kadens.cadence.Problem;
import kadens.cadence.Step;
import kadens.cadence.Text;
import kadens.cadence.Variant;
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

    /** One email to make. */
    private record Job(Cadence cadence, Step step, Variant variant, Text text, Values values) {

        Locale language() {
            var own = text.language();
            return own == null ? cadence.language() : own;
        }
    }

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
        return render(cadence, step, Choosing.variant(cadence, step, values), values);
    }

    /** The email that one variant of a step makes, whichever this prospect gets. */
    public Rendering render(Cadence cadence, Step step, Variant variant, Values values) {
        return render(cadence, step, variant, Choosing.text(variant, values), values);
    }

    /** The email that one text of a step makes, whichever this prospect gets. */
    public Rendering render(Cadence cadence, Step step, Variant variant, Text text, Values values) {
        var job = new Job(cadence, step, variant, text, values);
        try {
            var source = source(text);
            var version = versions.of(source.file());
            if (version.equals(stuck.get(source.file()))) {
                return new Rendering.Unrenderable(tooSlow(source.file()));
            }
            var outcome = timeLimit.run(() -> rendered(job, source, version));
            if (outcome.isStuck()) {
                stuck.put(source.file(), version);
            }
            return outcome.result().orElseGet(() -> new Rendering.Unrenderable(tooSlow(source.file())));
        } catch (Unfit e) {
            return new Rendering.Unrenderable(e.problem());
        } catch (IOException _) {
            return new Rendering.Unrenderable(noFile(text).problem());
        }
    }

    /** The variant of a step that somebody with these values gets. */
    public Variant variant(Cadence cadence, Step step, Values values) {
        return Choosing.variant(cadence, step, values);
    }

    /** The text of a variant that somebody with these values gets. */
    public Text text(Variant variant, Values values) {
        return Choosing.text(variant, values);
    }

    /** The folder that everything is read from. */
    public Path folder() {
        return folder.root();
    }

    /** What a file of the folder says, as people wrote it; empty where there is none that can be read. */
    public Optional<String> source(Path file) {
        try {
            var source = folder.find(file.toString());
            return source.isEmpty()
                    ? Optional.empty()
                    : Optional.of(folder.read(source.get().file()));
        } catch (IOException | Unfit _) {
            return Optional.empty();
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
    public Reading read(Text text) {
        try {
            return reading(parts(source(text)));
        } catch (Unfit e) {
            return new Reading.Unreadable(e.problem());
        } catch (IOException _) {
            return new Reading.Unreadable(noFile(text).problem());
        }
    }

    private Reading reading(Parts parts) {
        var uses = new Uses(freemarker);
        uses.of(parts);
        return new Reading.Text(parts.file(), parts.source(), uses.found(), uses.snippets());
    }

    private Rendering rendered(Job job, Folder.Source source, String version) {
        var file = folder.relative(source.file());
        try {
            return email(parts(source), job, version);
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

    private Rendering email(Parts parts, Job job, String version) throws IOException {
        var model = job.values().of(job.cadence(), job.step());
        var language = job.language();
        var subject = header(StepFile.SUBJECT, parts, language, model);
        if (subject == null && isFirstEmail(job.cadence(), job.step())) {
            throw Unfit.of(parts.file(), 1, 1, "no-subject");
        }
        var preheader = header(StepFile.PREHEADER, parts, language, model);
        var body = process(parts.body(), parts, language, model);
        var html = parts.isHtml() ? body : Html.ofText(body);
        var text = parts.isHtml() ? PlainText.of(body) : PlainText.tidied(body);
        Proofreading.body(parts, html, text);
        return new Rendering.Rendered(
                subject,
                preheader,
                Html.document(html, language, subject, preheader),
                text,
                version,
                job.variant().name(),
                language);
    }

    private static boolean isFirstEmail(Cadence cadence, Step step) {
        return cadence.steps().stream()
                .filter(each -> each.type() == Step.Type.EMAIL)
                .findFirst()
                .map(first -> first.key().equals(step.key()))
                .orElse(true);
    }

    private static @Nullable String header(String name, Parts parts, Locale language, Map<String, Object> model)
            throws IOException {
        var template = parts.header(name);
        return template.isEmpty()
                ? null
                : Proofreading.header(parts, name, process(template.get(), parts, language, model));
    }

    private static String process(Template template, Parts parts, Locale language, Map<String, Object> model)
            throws IOException {
        var writer = new BoundedWriter();
        try {
            var environment = template.createProcessingEnvironment(model, writer);
            environment.setLocale(language);
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

    private Folder.Source source(Text text) {
        return folder.find(text.file().toString()).orElseThrow(() -> noFile(text));
    }

    private Unfit noFile(Text text) {
        return Unfit.of(folder.relative(text.file()), 0, 0, "no-file");
    }

    private Problem tooSlow(Path file) {
        return Unfit.of(folder.relative(file), 0, 0, "too-slow").problem();
    }
}
