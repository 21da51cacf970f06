package kadens.drill;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A mail whose final dot came, as the receiving side has it.
 *
 * @param step by its own subject, not by what the engine says of it
 * @param recipient the envelope's
 * @param raw one character a byte
 */
record Taken(String step, String sender, String recipient, String messageId, Instant at, String raw) {

    private static final Pattern SUBJECT = Pattern.compile("(?m)^Subject: ?([a-z-]+) for (\\S+)$");
    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID:\\s*(\\S+)$");

    /** @throws IllegalArgumentException for a mail that no template of the drill made, or for somebody else */
    static Taken of(String sender, String recipient, Instant at, String raw) {
        var text = raw.replace("\r", "");
        var subject = SUBJECT.matcher(text);
        var id = MESSAGE_ID.matcher(text);
        if (!subject.find() || !id.find() || !subject.group(2).equals(recipient)) {
            throw new IllegalArgumentException("a mail to " + recipient + " is not the drill's: "
                    + text.lines().toList());
        }
        return new Taken(subject.group(1), sender.toLowerCase(Locale.ROOT), recipient, id.group(1), at, raw);
    }

    /** What must come once. */
    Letter letter() {
        return new Letter(recipient, step);
    }

    byte[] bytes() {
        return raw.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Two mails with the same are the same to the last byte. */
    String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "%s %s at %s, bytes %s".formatted(letter(), messageId, at, hash());
    }
}
