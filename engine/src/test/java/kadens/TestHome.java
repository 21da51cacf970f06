package kadens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import kadens.store.TestFolders;
import org.jspecify.annotations.Nullable;

/**
 * Folders that the tests of a JVM share. Each of Maven's test JVMs has its own, by a lock that it holds as long as it
 * lives: the one that ends first would otherwise take the database from under the other's tests.
 */
public final class TestHome {

    private static final int JVMS_MAX = 16;

    /** Kept, so that it is not let go of. */
    private static @Nullable FileLock held;

    private static final int NUMBER = firstFree();

    /** Where Linux keeps files in memory: making all tables of a schema takes seconds on a disk, and a fraction there. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private static final long ROOM_IN_MEMORY = 3L << 30;

    /** Of the embedded server. */
    public static final Path PATH = home(Path.of("target", "test-home-" + NUMBER));

    /** Of the key that encrypts secrets. */
    public static final Path SECRETS = Path.of("target", "test-secrets-" + NUMBER);

    private TestHome() {}

    /** For another server's data: in memory, too, where there is room. */
    public static Path temporary(String name) throws IOException {
        return hasRoom() ? Files.createTempDirectory(MEMORY, "kadens-" + name) : Files.createTempDirectory(name);
    }

    /** Clears away what would stay in memory, once the server is stopped. */
    public static void leave() throws IOException {
        if (PATH.startsWith(MEMORY)) {
            TestFolders.delete(PATH);
        }
    }

    /** In memory where there is room, but for the programs: they may not run from there, and are kept for the next time. */
    private static Path home(Path onDisk) {
        try {
            if (!hasRoom()) {
                return onDisk;
            }
            var name = Integer.toHexString(onDisk.toAbsolutePath().hashCode());
            var home = MEMORY.resolve("kadens-test-home-" + name);
            var programs = Path.of("mariadb", "server");
            Files.createDirectories(onDisk.resolve(programs));
            if (!Files.exists(home.resolve(programs))) {
                Files.createDirectories(home.resolve(programs).getParent());
                Files.createSymbolicLink(
                        home.resolve(programs), onDisk.resolve(programs).toAbsolutePath());
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasRoom() throws IOException {
        return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM_IN_MEMORY;
    }

    private static int firstFree() {
        for (int number = 1; number <= JVMS_MAX; number++) {
            var lock = lock(Path.of("target", "test-jvm-" + number + ".lock"));
            if (lock != null) {
                held = lock;
                return number;
            }
        }
        throw new IllegalStateException("More than " + JVMS_MAX + " JVMs run tests here");
    }

    private static @Nullable FileLock lock(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .tryLock();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
