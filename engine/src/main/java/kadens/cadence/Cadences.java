package kadens.cadence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The cadences of a templates folder, read again when their files change.
 *
 * <p>Cheap to ask: a cadence that has not changed costs a look at the times of its folder and file.
 */
public final class Cadences {

    /** A name is never a path. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]*");

    private final Path templates;
    private final Path folder;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    /** The cadences under {@code templates/cadences}; a folder that is not there has none. */
    public Cadences(Path templates) {
        this.templates = templates.toAbsolutePath().normalize();
        this.folder = this.templates.resolve("cadences");
    }

    /** The names of all cadences, whole or broken, in alphabetical order. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    /** The cadence of this name as its files say now, or why there is none. */
    public Loaded find(String name) {
        if (!NAME.matcher(name).matches() || !Files.isDirectory(folder.resolve(name))) {
            return new Loaded.Unknown(name, names());
        }
        var stamps = Stamps.of(folder.resolve(name));
        var last = remembered.get(name);
        if (last != null && last.stamps().equals(stamps)) {
            return last.loaded();
        }
        // The stamps were taken before reading: a change in the middle of it is seen the next time.
        var loaded = new CadenceFile(templates, name).load();
        remembered.put(name, new Remembered(stamps, loaded));
        return loaded;
    }

    private record Remembered(Stamps stamps, Loaded loaded) {}

    /** The folder's own time tells of step files that came or went. */
    private record Stamps(Optional<FileStamp> folder, Optional<FileStamp> file) {

        static Stamps of(Path folder) {
            return new Stamps(FileStamp.of(folder), FileStamp.of(folder.resolve(CadenceFile.NAME)));
        }
    }
}
