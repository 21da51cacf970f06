package kadens.cadence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whether a file or folder has changed since it was last read, without reading it. */
public record FileStamp(
        long size, FileTime changed, @Nullable Object fileKey) {

    /** The stamp of what is there now; empty where nothing is. */
    public static Optional<FileStamp> of(Path path) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new FileStamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey()));
        } catch (IOException | SecurityException _) {
            return Optional.empty();
        }
    }
}
