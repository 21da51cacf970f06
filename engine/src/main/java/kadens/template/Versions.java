package kadens.template;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import kadens.cadence.FileStamp;

/** Names for what files said when an email was made of them: as long as the name is the same, so are they. */
final class Versions {

    /** A file that isn't there has no stamp; that one comes is a change, too. */
    private record Known(SortedMap<Path, Optional<FileStamp>> stamps, String version) {

        boolean isCurrent() {
            return stamps.entrySet().stream()
                    .allMatch(file -> FileStamp.of(file.getKey()).equals(file.getValue()));
        }
    }

    private final Folder folder;
    /** A step's file, and what its cadence says of how it becomes an email. */
    private record Recipe(Path stepFile, String words) {}

    private final Map<Recipe, Known> known = new ConcurrentHashMap<>();

    Versions(Folder folder) {
        this.folder = folder;
    }

    /**
     * The SHA-256, in hex, of a step's file and all others that its email is made of.
     *
     * @param recipe what else changes the email, in words
     * @param others asked for only where one of the files has changed
     */
    String of(Path stepFile, String recipe, Supplier<? extends Collection<Path>> others) throws IOException {
        var key = new Recipe(stepFile, recipe);
        var last = known.get(key);
        if (last != null && last.isCurrent()) {
            return last.version();
        }
        var stamps = new TreeMap<Path, Optional<FileStamp>>();
        stamps.put(stepFile, FileStamp.of(stepFile));
        others.get().forEach(file -> stamps.put(file, FileStamp.of(file)));
        var all = sha256();
        all.update(recipe.getBytes(StandardCharsets.UTF_8));
        for (var file : stamps.keySet()) {
            all.update((folder.relative(file) + "\0").getBytes(StandardCharsets.UTF_8));
            if (Files.isRegularFile(file)) {
                all.update(sha256().digest(Files.readAllBytes(file)));
            }
        }
        var version = HexFormat.of().formatHex(all.digest());
        known.put(key, new Known(stamps, version));
        return version;
    }

    /** The SHA-256, in hex, of a text. */
    static String digest(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
