package kadens.template;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kadens.cadence.FileStamp;

/** Short names for what the files said when an email was made of them. */
final class Versions {

    private static final int LENGTH = 12;
    private static final int DEPTH_MAX = 4;

    private record Read(FileStamp stamp, String digest) {}

    private final Folder folder;
    private final Path snippets;
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

    private List<Path> snippets() throws IOException {
        if (!Files.isDirectory(snippets)) {
            return List.of();
        }
        try (var files = Files.walk(snippets, DEPTH_MAX)) {
            return files.filter(file ->
                            file.toString().endsWith(".ftl") || file.toString().endsWith(".ftlh"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
