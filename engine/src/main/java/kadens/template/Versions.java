package kadens.template;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kadens.cadence.FileStamp;
import org.jspecify.annotations.Nullable;

/** Short names for what the files said when an email was made of them. */
final class Versions {

    private static final int LENGTH = 12;
    private static final int DEPTH_MAX = 4;

    private record Read(FileStamp stamp, String digest) {}

    private record Listing(Map<Path, FileStamp> folders, List<Path> files) {

        boolean isCurrent() {
            return folders.entrySet().stream()
                    .allMatch(folder -> FileStamp.of(folder.getKey()).equals(Optional.of(folder.getValue())));
        }
    }

    private final Folder folder;
    private final Path snippets;
    private volatile @Nullable Listing listing;
    private final Map<Path, Read> known = new ConcurrentHashMap<>();

    Versions(Path templates, Folder folder) {
        this.folder = folder;
        this.snippets = templates.resolve("snippets");
    }

    /** The start of a SHA-256, in hex, of a step's file and of all snippets. */
    String of(Path stepFile) throws IOException {
        var all = sha256();
        all.update(digest(stepFile).getBytes(StandardCharsets.US_ASCII));
        for (var snippet : snippets()) {
            all.update(folder.relative(snippet).toString().getBytes(StandardCharsets.UTF_8));
            all.update(digest(snippet).getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(all.digest()).substring(0, LENGTH);
    }

    /** Listed again when a folder's own time tells that files came or went. */
    private List<Path> snippets() throws IOException {
        var last = listing;
        if (last != null && last.isCurrent()) {
            return last.files();
        }
        if (!Files.isDirectory(snippets)) {
            return List.of();
        }
        try (var walk = Files.walk(snippets, DEPTH_MAX)) {
            var folders = new HashMap<Path, FileStamp>();
            var files = new ArrayList<Path>();
            for (var path : walk.sorted().toList()) {
                if (Files.isDirectory(path)) {
                    FileStamp.of(path).ifPresent(stamp -> folders.put(path, stamp));
                } else if (folder.find(path.toString()).isPresent()) {
                    files.add(path);
                }
            }
            listing = new Listing(folders, files);
            return files;
        }
    }

    private String digest(Path file) throws IOException {
        var stamp = FileStamp.of(file).orElseThrow(() -> new IOException(file + " is gone"));
        var last = known.get(file);
        if (last != null && last.stamp().equals(stamp)) {
            return last.digest();
        }
        var digest = HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
        known.put(file, new Read(stamp, digest));
        return digest;
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
