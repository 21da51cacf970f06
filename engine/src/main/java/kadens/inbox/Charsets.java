package kadens.inbox;

import jakarta.mail.internet.MimeUtility;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Bytes to text with a charset that may be missing, unknown or untrue. */
final class Charsets {

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private Charsets() {}

    /** Decodes as declared; with nothing usable declared, as UTF-8 where that fits, else as Windows Western. */
    static String decode(byte[] bytes, String declared) {
        if (bytes.length == 0) {
            return "";
        }
        String name = MimeUtility.javaCharset(declared.strip());
        if (!name.isEmpty() && !name.equalsIgnoreCase("us-ascii")) {
            try {
                return new String(bytes, Charset.forName(name));
            } catch (IllegalArgumentException | UnsupportedOperationException e) {
                // Unknown, malformed or encode-only: guess below.
            }
        }
        if (isAscii(bytes)) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WESTERN);
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }
}
