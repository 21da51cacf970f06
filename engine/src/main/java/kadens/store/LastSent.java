package kadens.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last mail that left from here, remembered outside the database: one that does not know it has been set back, even
 * where a snapshot of its server's files brought everything back as it was.
 *
 * <p>Kept by permit: what an admin has seen and confirmed does not count again.
 */
final class LastSent {

    private static final Logger LOG = LoggerFactory.getLogger(LastSent.class);

    private final @Nullable Path folder;
    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

    /** @param home null to remember nothing */
    LastSent(@Nullable Path home) {
        folder = home == null ? null : home.resolve("last-sent");
    }

    /** Its Message-ID, where a mail has left under this permit. */
    Optional<String> under(String permit) {
        return folder == null ? Optional.empty() : known.computeIfAbsent(permit, _ -> read(folder.resolve(permit)));
    }

    void remember(String permit, String messageId) {
        if (folder == null) {
            return;
        }
        known.put(permit, Optional.of(messageId));
        try {
            PrivateFile.replace(folder.resolve(permit), messageId);
        } catch (IOException e) {
            LOG.warn(
                    "It could not be remembered in {} what was sent; a restore of the database may go unnoticed: {}",
                    folder,
                    e.toString());
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} can't be read; a restore of the database may go unnoticed: {}", file, e.toString());
            return Optional.empty();
        }
    }
}
