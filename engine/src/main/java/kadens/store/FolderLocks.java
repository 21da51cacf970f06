package kadens.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who uses an embedded server: one owner, who starts and stops it, and any number of others beside it.
 *
 * <p>Locks of the operating system, so a killed process holds none.
 */
final class FolderLocks {

    private final FileChannel ownerFile;
    private final FileChannel othersFile;
    private final @Nullable FileLock ownership;

    private FolderLocks(FileChannel ownerFile, FileChannel othersFile, @Nullable FileLock ownership) {
        this.ownerFile = ownerFile;
        this.othersFile = othersFile;
        this.ownership = ownership;
    }

    static FolderLocks take(Path folder) throws IOException {
        var ownerFile = open(folder.resolve("owner.lock"));
        var othersFile = open(folder.resolve("others.lock"));
        var ownership = tryLock(ownerFile, false);
        if (ownership == null) {
            tryLock(othersFile, true);
        }
        return new FolderLocks(ownerFile, othersFile, ownership);
    }

    boolean owner() {
        return ownership != null;
    }

    /** Gives commands that run beside the owner time to end; goes on when the patience is at its end. */
    void waitForOthers(Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        try {
            while (tryLock(othersFile, false) == null && System.nanoTime() < end) {
                Pause.aMoment();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void release() {
        try {
            ownerFile.close();
            othersFile.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static @Nullable FileLock tryLock(FileChannel file, boolean shared) throws IOException {
        try {
            return file.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException _) {
            return null; // Held by this very process.
        }
    }
}
