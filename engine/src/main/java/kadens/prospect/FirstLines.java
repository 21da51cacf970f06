package kadens.prospect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * On which line of the file each key came first. Sixteen to thirty-two bytes a key, so that a million fit easily.
 *
 * <p>Keys are told apart by 64 bits of their SHA-256: two of a million are mixed up once in thirty million files.
 */
final class FirstLines {

    private final MessageDigest sha256 = sha256();
    private long[] hashes = new long[1 << 10];
    private long[] lines = new long[1 << 10];
    private int size;

    /** The line of the key's first occurrence: an earlier one, or the one given, which is then remembered. */
    long firstLine(String key, long line) {
        var hash = hash(key);
        var slot = slot(hash);
        if (hashes[slot] == 0) {
            hashes[slot] = hash;
            lines[slot] = line;
            size++;
            if (size > hashes.length / 2) {
                grow();
            }
            return line;
        }
        return lines[slot];
    }

    private int slot(long hash) {
        var mask = hashes.length - 1;
        var slot = (int) hash & mask;
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        var oldHashes = hashes;
        var oldLines = lines;
        hashes = new long[oldHashes.length * 2];
        lines = new long[oldHashes.length * 2];
        for (var i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                var slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                lines[slot] = oldLines[i];
            }
        }
    }

    private long hash(String key) {
        var hash = ByteBuffer.wrap(sha256.digest(key.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return hash == 0 ? 1 : hash; // 0 marks an empty slot
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
