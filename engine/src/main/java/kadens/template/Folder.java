package kadens.template;

import freemarker.cache.TemplateLoader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kadens.cadence.FileStamp;
import org.jspecify.annotations.Nullable;

/** The templates folder as FreeMarker sees it: regular files inside it, and no way out by dots or links. */
final class Folder implements TemplateLoader {

    private static final long BYTES_MAX = 256 * 1024;

    private final Path root;
    private final Map<Path, FileStamp> inside = new ConcurrentHashMap<>();

    Folder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** A file as it was when it was looked up; another stamp is another source, and is read anew. */
    record Source(Path file, FileStamp stamp) {}

    Path root() {
        return root;
    }

    Path relative(Path file) {
        return root.relativize(file.toAbsolutePath().normalize());
    }

    /** The file of this name; empty where there is none inside the folder. */
    Optional<Source> find(String name) {
        var file = root.resolve(name).normalize();
        return FileStamp.of(file).map(stamp -> new Source(file, stamp)).filter(this::isInside);
    }

    /** The text of a file of the folder, with {@code \n} at the end of lines and no byte order mark. */
    String read(Path file) throws IOException {
        if (Files.size(file) > BYTES_MAX) {
            throw Unfit.of(relative(file), 0, 0, "file-too-large");
        }
        var text = Files.readString(file).replace("\r\n", "\n").replace('\r', '\n');
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Following links takes many looks at the disk; a file with the same stamp has been followed already. */
    private boolean isInside(Source source) {
        if (source.stamp().equals(inside.get(source.file()))) {
            return true;
        }
        var isInside = isFileInside(source.file());
        if (isInside) {
            inside.put(source.file(), source.stamp());
        }
        return isInside;
    }

    private boolean isFileInside(Path file) {
        try {
            return file.startsWith(root)
                    && Files.isRegularFile(file)
                    && file.toRealPath().startsWith(root.toRealPath());
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public @Nullable Object findTemplateSource(String name) {
        return find(name).orElse(null);
    }

    @Override
    public long getLastModified(Object source) {
        return ((Source) source).stamp().changed().toMillis();
    }

    @Override
    public Reader getReader(Object source, String encoding) throws IOException {
        return new StringReader(read(((Source) source).file()));
    }

    @Override
    public void closeTemplateSource(Object source) {
        // Nothing stays open.
    }
}
