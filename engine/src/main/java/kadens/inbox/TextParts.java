package kadens.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.angus.mail.imap.IMAPMessage;

/**
 * A mail too large to be fetched whole, with its words alone: its header, and the parts that BODYSTRUCTURE says are text
 * or a report (RFC 9051, 7.5.2), each fetched by BODY.PEEK up to a limit. So an answer with a large attachment is judged
 * by what it says.
 */
final class TextParts {

    /** Of all parts together. */
    static final int BYTES_MAX = 1024 * 1024;

    private static final int RETURNED_BYTES_MAX = 64 * 1024;
    private static final int PARTS_MAX = 100;
    private static final int DEPTH_MAX = 10;
    private static final String BOUNDARY = "=_kadens_text_parts_of_a_large_mail";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int left = BYTES_MAX;
    private boolean empty = true;
    private int parts;

    private TextParts() {}

    /** As the bytes of a mail. */
    static byte[] of(IMAPMessage message) throws MessagingException, IOException {
        var parts = new TextParts();
        var header = Fetched.header(message);
        parts.out.write(header, 0, header.length - 2);
        parts.say("MIME-Version: 1.0\r\nContent-Type: " + type(message) + "\r\n\r\n");
        parts.add(message, 0);
        parts.say("--" + BOUNDARY + "--\r\n");
        return parts.empty ? header : parts.out.toByteArray();
    }

    /** Its own where it has parts: that it is a report says much. */
    private static String type(IMAPMessage message) throws MessagingException {
        var type = message.isMimeType("multipart/*")
                ? new ContentType(message.getContentType())
                : new ContentType("multipart", "mixed", null);
        type.setParameter("boundary", BOUNDARY);
        return type.toString();
    }

    private void add(Part part, int depth) throws MessagingException, IOException {
        if (++parts > PARTS_MAX || depth > DEPTH_MAX || left <= 0) {
            return;
        }
        var type = part.getContentType().toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/") && part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                add(multipart.getBodyPart(i), depth + 1);
            }
        } else if (type.startsWith("message/rfc822") || type.startsWith("text/rfc822-headers")) {
            copy(part, raw(part), RETURNED_BYTES_MAX);
        } else if (type.startsWith("text/") || type.startsWith("message/")) {
            copy(part, part.getInputStream(), left);
        }
    }

    private void copy(Part part, InputStream content, int bytesMax) throws MessagingException, IOException {
        empty = false;
        say("--" + BOUNDARY + "\r\nContent-Type: " + part.getContentType() + "\r\n");
        if (part.getDisposition() != null) {
            say("Content-Disposition: " + part.getDisposition() + "\r\n");
        }
        say("Content-Transfer-Encoding: binary\r\n\r\n");
        try (content) {
            var bytes = content.readNBytes(Math.min(left, bytesMax));
            left -= bytes.length;
            out.write(bytes);
        }
        say("\r\n");
    }

    /** As it was sent: a mail in a mail is not encoded (RFC 2046, 5.2.1). */
    private static InputStream raw(Part part) throws MessagingException {
        return switch (part) {
            case MimeMessage message -> message.getRawInputStream();
            case MimeBodyPart body -> body.getRawInputStream();
            default -> InputStream.nullInputStream();
        };
    }

    private void say(String words) throws IOException {
        out.write(words.getBytes(StandardCharsets.UTF_8));
    }
}
