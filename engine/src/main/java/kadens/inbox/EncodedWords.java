package kadens.inbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Header text made readable (RFC 2047), never failing: what cannot be decoded stays as it was written. */
final class EncodedWords {

    private static final Pattern WORD =
            Pattern.compile("=\\?([\\w.:+-]{1,40})(?:\\*[\\w-]{1,20})?\\?([bBqQ])\\?([^?]{0,4000})\\?=");

    private EncodedWords() {}

    /**
     * Decodes words also where they touch other text, and joins the bytes of neighbours: senders cut a letter in two
     * although section 5 of the RFC forbids it.
     */
    static String decode(String header) {
        String text = unescapedBytes(header);
        if (!text.contains("=?")) {
            return oneLine(text);
        }
        Matcher word = WORD.matcher(text);
        var out = new StringBuilder();
        var bytes = new ByteArrayOutputStream();
        String charset = "";
        int end = 0;
        while (word.find()) {
            String between = text.substring(end, word.start());
            boolean neighbour = end > 0 && between.isBlank();
            if (!neighbour || !charset.equalsIgnoreCase(word.group(1))) {
                out.append(Charsets.decode(bytes.toByteArray(), charset));
                bytes.reset();
            }
            if (!neighbour) {
                out.append(between);
            }
            charset = word.group(1);
            bytes.writeBytes(payload(word.group(2), word.group(3)));
            end = word.end();
        }
        out.append(Charsets.decode(bytes.toByteArray(), charset));
        return oneLine(out.append(text.substring(end)).toString());
    }

    private static byte[] payload(String encoding, String text) {
        if (encoding.equalsIgnoreCase("b")) {
            try {
                return Base64.getMimeDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
        }
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=' && i + 2 < text.length() && hex(text, i + 1) >= 0) {
                bytes.write(hex(text, i + 1));
                i += 2;
            } else {
                bytes.write(c == '_' ? ' ' : c);
            }
        }
        return bytes.toByteArray();
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** A header with raw UTF-8 (RFC 6532) that was read byte by byte is put together again. */
    private static String unescapedBytes(String header) {
        char highest = 0;
        for (int i = 0; i < header.length(); i++) {
            highest = (char) Math.max(highest, header.charAt(i));
        }
        if (highest <= 0x7f || highest > 0xff) {
            return header;
        }
        return Charsets.decode(header.getBytes(StandardCharsets.ISO_8859_1), "");
    }

    private static String oneLine(String text) {
        var line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isBlank(c)) {
                line.append(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }

    /** As \\s is. */
    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
