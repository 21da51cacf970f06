package kadens.inbox;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Date;
import java.util.Locale;
import kadens.inbox.Sign.Where;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;

/**
 * One mail taken from a folder, whole unless it is very large.
 *
 * @param receivedAt the server's INTERNALDATE, or the time of reading where it gives none
 * @param unreadable why nobody can say what it says; null where its words are there
 */
record Fetched(
        long uid,
        Instant receivedAt,
        byte[] raw,
        IncomingMail mail,
        @Nullable Sign unreadable) {

    private static final int BYTES_MAX = 5 * 1024 * 1024;

    /** More than any server takes (Postfix: 100 KB). */
    private static final int HEADER_BYTES = 128 * 1024;

    /** One way to get at a mail. */
    interface Way {
        Fetched fetch(IMAPMessage message, long uid, Instant now) throws MessagingException;
    }

    /** How much will be fetched of it. */
    static long bytes(IMAPMessage message) {
        var size = size(message);
        return size > BYTES_MAX ? HEADER_BYTES + TextParts.BYTES_MAX : size;
    }

    /** Whether all of it will be fetched. */
    static boolean isFetchedWhole(IMAPMessage message) {
        return size(message) <= BYTES_MAX;
    }

    /** From bytes that are all of it. */
    static Fetched whole(IMAPMessage message, long uid, Instant now, byte[] raw) throws MessagingException {
        return parsed(message, uid, now, raw, null);
    }

    /** Fetches by BODY.PEEK, so the mail stays unread. */
    static Fetched from(IMAPMessage message, long uid, Instant now) throws MessagingException {
        message.setPeek(true);
        try {
            return size(message) > BYTES_MAX
                    ? parsed(message, uid, now, TextParts.of(message), Where.TOO_LARGE)
                    : parsed(message, uid, now, whole(message), null);
        } catch (IOException e) {
            throw new MessagingException("The mail could not be fetched", e);
        }
    }

    /** What is worth knowing where the body can't be got. */
    static Fetched byHeader(IMAPMessage message, long uid, Instant now) throws MessagingException {
        return parsed(message, uid, now, notEmpty(header(message)), null);
    }

    /** What the server makes of the header, where not even that can be got. */
    static Fetched byEnvelope(IMAPMessage message, long uid, Instant now) throws MessagingException {
        return parsed(message, uid, now, notEmpty(envelope(message)), null);
    }

    /** Only that there is one, and where: a person finds it by that, and no other is taken for the same. */
    static Fetched nothing(IMAPMessage message, long uidValidity, long uid, Instant now) throws MessagingException {
        var text = new StringBuilder();
        add(text, "Subject", "%s, UID %d.%d".formatted(message.getFolder().getFullName(), uidValidity, uid));
        return parsed(message, uid, now, text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8), null);
    }

    /** A server that gives a header without a line gives nothing. */
    private static byte[] notEmpty(byte[] header) throws MessagingException {
        if (header.length <= "\r\n".length()) {
            throw new MessagingException("the server gives no header of it");
        }
        return header;
    }

    /** @param why in the words of the server */
    Fetched unreadable(String why) {
        return new Fetched(uid, receivedAt, raw, mail, Sign.of(Where.NOT_GIVEN, why));
    }

    Judgement judgedBy(Judge judge) {
        return unreadable == null
                ? judge.judge(mail, receivedAt.atZone(ZoneOffset.UTC).toLocalDate())
                : Judgement.of(new Verdict.Unreadable(), unreadable);
    }

    /** @param whyPart why no more than this was fetched; null where it is the whole mail */
    private static Fetched parsed(IMAPMessage message, long uid, Instant now, byte[] raw, @Nullable Where whyPart)
            throws MessagingException {
        var mail = IncomingMail.parse(RawMail.parse(raw));
        var why = whyPart == null && mail.cut() ? Where.TOO_MANY_PARTS : whyPart;
        return new Fetched(
                uid, received(message, now), raw, mail, why != null && mail.saysNothing() ? Sign.of(why) : null);
    }

    private static byte[] whole(IMAPMessage message) throws MessagingException, IOException {
        var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        if (bytes.size() == 0 && size(message) > 0) {
            throw new MessagingException("the server gives nothing of it"); // what Angus makes of a NO
        }
        return bytes.toByteArray();
    }

    /** Without what it says about a body that does not follow. */
    static byte[] header(IMAPMessage message) throws MessagingException {
        var text = new StringBuilder();
        for (Header header : Collections.list(message.getAllHeaders())) {
            if (!header.getName().toLowerCase(Locale.ROOT).startsWith("content-")) {
                add(text, header.getName(), header.getValue());
            }
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] envelope(IMAPMessage message) throws MessagingException {
        var text = new StringBuilder();
        add(text, "Message-ID", message.getMessageID());
        add(text, "In-Reply-To", message.getInReplyTo());
        var from = message.getFrom();
        add(text, "From", from == null ? null : InternetAddress.toString(from));
        add(text, "Subject", message.getSubject());
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void add(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append(name).append(": ").append(value).append("\r\n");
        }
    }

    /** As the server says; more than anything where it can't say. */
    private static long size(IMAPMessage message) {
        try {
            return Math.max(0, message.getSizeLong());
        } catch (MessagingException e) {
            return Long.MAX_VALUE;
        }
    }

    private static Instant received(IMAPMessage message, Instant now) {
        try {
            Date received = message.getReceivedDate();
            return received == null ? now : received.toInstant();
        } catch (MessagingException e) {
            return now;
        }
    }
}
