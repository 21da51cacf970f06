package kadens.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Small files under {@code KADENS_HOME} that only their owner may read: each is there whole, or not at all. */
public final class PrivateFile {

    private PrivateFile() {}

    /** Makes the file, unless another process was first: then its file stays. */
    public static void make(Path file, String text) throws IOException {
        var draft = draft(file, text);
        try {
            Files.createLink(file, draft); // never over another process's file
        } catch (FileAlreadyExistsException _) {
            // Another process was first: its file is the one.
        } finally {
            Files.delete(draft);
        }
    }

    /** Writes the file anew. */
    static void replace(Path file, String text) throws IOException {
        Files.move(draft(file, text), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path draft(Path file, String text) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        return Files.writeString(
                Files.createTempFile(folder, file.getFileName().toString(), ".draft", ownerOnly()), text);
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
