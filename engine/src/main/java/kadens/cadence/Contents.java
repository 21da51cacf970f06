package kadens.cadence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a cadence said at one moment, down to the words of its emails: comparable with what it says at another.
 *
 * @param window as it was written; null where the file gave none
 * @param settings the other keys of its file that have a value, as they are written there
 * @param steps in their order
 * @param shared the sources of the snippets and layouts of its emails, by their paths in the templates folder
 */
public record Contents(
        String title,
        @Nullable String window,
        SortedMap<String, String> settings,
        List<StepContents> steps,
        SortedMap<String, String> shared) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long FILE_BYTES_MAX = 256 * 1024;

    public Contents {
        steps = List.copyOf(steps);
    }

    /**
     * What one step said.
     *
     * @param delay as it was written
     * @param window as it was written; null where the file gave none
     * @param attachments what tells the files that go with an email from others, by their names
     * @param weights of the variants by their letters; empty for a call or a task
     * @param texts the sources of an email, by the ends of their files' names such as {@code .b.nb.ftlh}
     */
    public record StepContents(
            String key,
            List<String> was,
            Step.Type type,
            String title,
            String delay,
            @Nullable String window,
            @Nullable String instructions,
            SortedMap<String, String> attachments,
            SortedMap<String, Integer> weights,
            SortedMap<String, String> texts) {

        /** Whether it has no title but its key. */
        boolean isUntitled() {
            return title.equals(key);
        }
    }

    /** What the cadence's files say now. One that can't be read counts as empty: rendering says what is wrong with it. */
    public static Contents of(Cadence cadence) {
        var window = cadence.window();
        var root = SharedFiles.root(cadence);
        var shared = new TreeMap<String, String>();
        SharedFiles.of(cadence)
                .forEach(file -> shared.put(root.relativize(file).toString().replace('\\', '/'), source(file)));
        return new Contents(
                cadence.title(),
                window == null ? null : window.words(),
                settings(cadence),
                cadence.steps().stream().map(step -> of(cadence, step)).toList(),
                shared);
    }

    private static SortedMap<String, String> settings(Cadence cadence) {
        var settings = new TreeMap<String, String>();
        settings.put("language", cadence.language().toLanguageTag());
        settings.put("audience", word(cadence.audience()));
        settings.put("colleagueReplies", word(cadence.colleagueReplies()));
        settings.put("spintax", String.valueOf(cadence.spintax()));
        Optional.ofNullable(cadence.layout()).ifPresent(layout -> settings.put("layout", layout));
        Optional.ofNullable(cadence.latenessLimit()).ifPresent(limit -> settings.put("lateness", limit.words()));
        return settings;
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static StepContents of(Cadence cadence, Step step) {
        var window = step.window();
        var weights = new TreeMap<String, Integer>();
        step.variants().forEach(variant -> weights.put(variant.name(), variant.weight()));
        var texts = new TreeMap<String, String>();
        files(step)
                .forEach(file -> texts.put(
                        file.getFileName().toString().substring(step.key().length()), source(file)));
        return new StepContents(
                step.key(),
                step.was(),
                step.type(),
                step.title(),
                step.delay().words(),
                window == null ? null : window.words(),
                step.instructions(),
                attachments(cadence, step),
                weights,
                texts);
    }

    /** The stamps of the files with the cadence's words: as long as they are the same, so are its contents. */
    public static Map<Path, Optional<FileStamp>> stamps(Cadence cadence) {
        var stamps = new TreeMap<Path, Optional<FileStamp>>();
        Stream.of(
                        cadence.steps().stream().flatMap(Contents::files),
                        SharedFiles.of(cadence).stream(),
                        cadence.steps().stream().flatMap(step -> cadence.attachmentsOf(step).stream()))
                .flatMap(files -> files)
                .forEach(file -> stamps.put(file, FileStamp.of(file)));
        return stamps;
    }

    private static Stream<Path> files(Step step) {
        return step.variants().stream()
                .flatMap(variant -> variant.texts().stream())
                .map(Text::file);
    }

    private static SortedMap<String, String> attachments(Cadence cadence, Step step) {
        var attachments = new TreeMap<String, String>();
        cadence.attachmentsOf(step)
                .forEach(file -> attachments.put(
                        file.getFileName().toString(),
                        FileStamp.of(file).map(stamp -> stamp.size() + " bytes").orElse("")));
        return attachments;
    }

    static String source(Path file) {
        try {
            return Files.size(file) > FILE_BYTES_MAX ? "" : Files.readString(file);
        } catch (IOException _) {
            return "";
        }
    }

    /** The keys of the emails that say nothing yet: their files are empty, or could not be read. */
    public List<String> wordless() {
        return steps.stream()
                .filter(step -> step.type() == Step.Type.EMAIL)
                .filter(step -> step.texts().values().stream().allMatch(String::isBlank))
                .map(StepContents::key)
                .toList();
    }

    /** The step with this key; empty where there is none. */
    public Optional<StepContents> step(String key) {
        return steps.stream().filter(step -> step.key().equals(key)).findFirst();
    }

    /** As JSON text; equal contents give equal text. */
    public String json() {
        return JSON.writeValueAsString(this);
    }

    /** What {@link #json} wrote. */
    public static Contents read(String json) {
        return JSON.readValue(json, Contents.class);
    }

    /** A SHA-256 in hex. */
    public String digest() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(json().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
