package kadens.cadence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Tells whether anything in a folder has changed, without reading a file: one look at the disk for each. */
public final class FolderStamp {

    private static final int DEPTH_MAX = 6;
    private static final int FILES_MAX = 10_000;

    private FolderStamp() {}

    /** Another word as soon as a file is saved, comes or goes; always the same one where there is no folder. */
    public static String of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return "0";
        }
        try (var files = Files.walk(folder, DEPTH_MAX)) {
            var stamp = files.limit(FILES_MAX)
                    .mapToLong(file -> 31L * file.hashCode() + Objects.hashCode(FileStamp.of(file)))
                    .map(FolderStamp::scattered)
                    .sum();
            return Long.toHexString(stamp);
        } catch (IOException | UncheckedIOException _) {
            return "changing"; // a folder went while it was walked through
        }
    }

    /** So that two changes do not cancel each other out in the sum, which knows no order. */
    private static long scattered(long value) {
        var mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        return (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    }
}
