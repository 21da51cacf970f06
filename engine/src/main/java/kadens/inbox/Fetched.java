package kadens.inbox;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import org.eclipse.angus.mail.imap.IMAPMessage;

/**
 * One mail taken from a folder, whole unless it is very large.
 *
 * @param receivedAt the server's INTERNALDATE, or the time of reading where it gives none
 */
record Fetched(long uid, Instant receivedAt, byte[] raw, IncomingMail mail) {

    private static final int BYTES_MAX = 5 * 1024 * 1024;

    /** More than any server takes (Postfix: 100 KB). */
    private static final int HEADER_BYTES = 128 * 1024;

    /** How much will be fetched of it. */
    static long bytes(IMAPMessage message) throws MessagingException {
        return message.getSize() > BYTES_MAX ? HEADER_BYTES : Math.max(0, message.getSize());
    }

    /** Fetches by BODY.PEEK, so the mail stays unread. */
    static Fetched from(IMAPMessage message, long uid, Instant now) throws MessagingException {
        message.setPeek(true);
        var raw = message.getSize() > BYTES_MAX ? headers(message) : whole(message);
        Date received = message.getReceivedDate();
        return new Fetched(
                uid, received == null ? now : received.toInstant(), raw, IncomingMail.parse(RawMail.parse(raw)));
    }

    private static byte[] whole(IMAPMessage message) throws MessagingException {
        try {
            var bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new MessagingException("The mail could not be fetched", e);
        }
    }

    private static byte[] headers(IMAPMessage message) throws MessagingException {
        var text = new StringBuilder();
        for (Header header : Collections.list(message.getAllHeaders())) {
            if (!header.getName().toLowerCase(java.util.Locale.ROOT).startsWith("content-")) {
                text.append(header.getName())
                        .append(": ")
                        .append(header.getValue())
                        .append("\r\n");
            }
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
