package kadens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    /** Of the embedded server. */
    public static final Path PATH = Path.of("target", "test-home-" + NUMBER);

    /** Of the key that encrypts secrets. */
    public static final Path SECRETS = Path.of("target", "test-secrets-" + NUMBER);

    private TestHome() {}

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
