package kadens.template;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
 * than 256 KB of text, never more than a second or two.
 */
public final class Templates {

    private static final Duration TIME_MAX = Duration.ofMillis(700);

    private record Compiled(FileStamp stamp, Parts parts) {}

    private final Folder folder;
    private final LockedDown freemarker;
    private final Versions versions;
    private final Attachments attachments;
    private final TimeLimit timeLimit = new TimeLimit(TIME_MAX);
    private final Map<Path, Compiled> compiled = new ConcurrentHashMap<>();

    /** Files whose rendering could not even be stopped, and the version they had: they are not tried again. */
    private final Map<Path, String> stuck = new ConcurrentHashMap<>();

    public Templates(Path folder) {
        var root = folder.toAbsolutePath().normalize();
        this.folder = new Folder(root);
        this.freemarker = new LockedDown(this.folder);
        this.versions = new Versions(this.folder);
        this.attachments = new Attachments(this.folder);
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
            var parts = parts(source);
            var version = version(cadence, step, source, parts);
            if (version.equals(stuck.get(source.file()))) {
                return new Rendering.Unrenderable(tooSlow(source.file()));
            }
            var attachments = this.attachments.of(cadence, step);
            var outcome = timeLimit.run(() -> rendered(job, parts, version, attachments));
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

    /**
     * The SHA-256, in hex, of all texts of a step and what they are made with: the same as long as nothing of it
     * changes. Empty where a file can't be read.
     */
    public Optional<String> version(Cadence cadence, Step step) {
        var all = new StringBuilder(
                "%s\0%s\0".formatted(cadence.title(), cadence.language().toLanguageTag()));
        try {
            for (var variant : step.variants()) {
                for (var text : variant.texts()) {
                    all.append(folder.relative(text.file())).append('\0').append(version(cadence, step, text));
                }
            }
            return Optional.of(Versions.digest(all.toString()));
        } catch (Unfit | IOException _) {
            return Optional.empty();
        }
    }

    /** Whether this {@link Rendering.Rendered#version} is of a text of the step as it is now. */
    public boolean isCurrent(Cadence cadence, Step step, String version) {
        try {
            for (var variant : step.variants()) {
                for (var text : variant.texts()) {
                    if (version(cadence, step, text).equals(version)) {
                        return true;
                    }
                }
            }
        } catch (Unfit | IOException _) {
            return false;
        }
        return false;
    }

    private String version(Cadence cadence, Step step, Text text) throws IOException {
        var source = source(text);
        return version(cadence, step, source, parts(source));
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
    public Reading read(Cadence cadence, Step step, Text text) {
        try {
            return reading(parts(source(text)), cadence.layoutOf(step));
        } catch (Unfit e) {
            return new Reading.Unreadable(e.problem());
        } catch (IOException _) {
            return new Reading.Unreadable(noFile(text).problem());
        }
    }

    private Reading reading(Parts parts, @Nullable String layout) {
        var uses = uses(parts, layout);
        return new Reading.Text(parts.file(), parts.source(), uses.found(), uses.included());
    }

    private Uses uses(Parts parts, @Nullable String layout) {
        var uses = new Uses(freemarker);
        uses.of(parts);
        if (layout != null && parts.isHtml()) {
            uses.ofLayout(layout);
        }
        return uses;
    }

    private String version(Cadence cadence, Step step, Folder.Source source, Parts parts) throws IOException {
        var recipe = "%s %s %s".formatted(cadence.layoutOf(step), cadence.spintax(), step.attachments());
        return versions.of(source.file(), recipe, () -> {
            var uses = uses(parts, cadence.layoutOf(step));
            return Stream.of(
                            uses.included().stream().map(folder.root()::resolve),
                            uses.missing().stream().map(folder.root()::resolve),
                            cadence.attachmentsOf(step).stream())
                    .flatMap(files -> files)
                    .toList();
        });
    }

    private Rendering rendered(Job job, Parts parts, String version, List<Attachment> attachments) {
        try {
            return new Writing(freemarker, parts, job).write(version, attachments);
        } catch (Unfit e) {
            return new Rendering.Unrenderable(e.problem());
        } catch (BoundedWriter.Full _) {
            return new Rendering.Unrenderable(
                    Unfit.of(parts.file(), 0, 0, "too-long").problem());
        } catch (StackOverflowError | OutOfMemoryError _) {
            return new Rendering.Unrenderable(
                    Unfit.of(parts.file(), 0, 0, "endless").problem());
        } catch (IOException _) {
            return new Rendering.Unrenderable(
                    Unfit.of(parts.file(), 0, 0, "no-file").problem());
        } catch (RuntimeException e) {
            // A bug of FreeMarker's holds one step, and not everyone's turn.
            return new Rendering.Unrenderable(
                    Unfit.of(parts.file(), 0, 0, "failed", e.getClass().getSimpleName())
                            .problem());
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
