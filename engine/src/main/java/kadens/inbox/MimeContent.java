package kadens.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a walk through a mail's parts collects. Never fails: a part that cannot be read adds nothing, one that is not
 * what it claims to be is read as text, and size, depth and number of parts are bounded.
 */
final class MimeContent {

    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int MAX_RETURNED_BYTES = 1 << 16;
    private static final int MAX_DEPTH = 10;
    private static final int MAX_PARTS = 100;
    private static final Pattern CHARSET =
            Pattern.compile("charset\\s{0,5}=\\s{0,5}[\"']?([\\w.:+-]{1,40})", Pattern.CASE_INSENSITIVE);
    private static final Pattern CALENDAR_METHOD = Pattern.compile("(?im)^METHOD:([A-Z]{1,20})\\s*$");
    private static final Pattern CALENDAR_ANSWER = Pattern.compile("(?im)^ATTENDEE;.{0,400}?PARTSTAT=([A-Z-]{1,20})");
    private static final Pattern FEEDBACK_TYPE = Pattern.compile("(?im)^Feedback-Type:\\s{0,10}([\\w-]{1,40})");

    final StringBuilder plain = new StringBuilder();
    final StringBuilder html = new StringBuilder();
    final Set<String> types = new LinkedHashSet<>();
    final List<DeliveryStatus> deliveries = new ArrayList<>();
    final Set<String> returnedIds = new LinkedHashSet<>();
    final Set<String> linkTokens = new LinkedHashSet<>();

    @Nullable
    String feedbackType;

    @Nullable
    String calendarMethod;

    @Nullable
    String calendarAnswer;

    boolean cut;

    private int parts;

    static MimeContent of(MimeMessage message) {
        var content = new MimeContent();
        content.read(message, 0);
        var plain = content.plain.toString();
        content.returnedIds.addAll(MessageIds.ofFieldsIn(plain));
        Stream.of(plain, content.html.toString()).flatMap(Traces::linkTokensIn).forEach(content.linkTokens::add);
        return content;
    }

    private void read(Part part, int depth) {
        if (++parts > MAX_PARTS || depth > MAX_DEPTH) {
            cut = true;
            return;
        }
        String type = typeOf(part);
        types.add(type);
        switch (type) {
            case String t when t.startsWith("multipart/") -> readParts(part, depth);
            case "text/html" -> append(html, text(part, MAX_BODY_BYTES));
            case "message/delivery-status", "message/global-delivery-status" -> deliveryStatus(part);
            case "message/feedback-report" -> feedbackType = firstGroup(FEEDBACK_TYPE, text(part, MAX_RETURNED_BYTES));
            case "text/calendar" -> calendar(text(part, MAX_RETURNED_BYTES));
            case String t when t.startsWith("message/") || t.equals("text/rfc822-headers") -> returned(part);
            case String t when t.startsWith("text/") || depth == 0 -> plainText(part);
            default -> {}
        }
    }

    private void readParts(Part part, int depth) {
        int before = parts;
        try {
            if (part.getContent() instanceof Multipart multipart) {
                for (int i = 0; i < multipart.getCount() && parts <= MAX_PARTS; i++) {
                    read(multipart.getBodyPart(i), depth + 1);
                }
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            // Broken structure: what has been read so far counts, and below the whole counts as text.
        }
        if (parts == before) {
            append(plain, text(part, MAX_BODY_BYTES));
        }
    }

    private void plainText(Part part) {
        String text = text(part, MAX_BODY_BYTES);
        if (isAttachment(part)) {
            trace(text);
        } else {
            append(plain, text);
        }
    }

    /** Long lines are folded with a blank (RFC 5545 section 3.1). */
    private void calendar(String text) {
        calendarMethod = firstGroup(CALENDAR_METHOD, text);
        calendarAnswer = firstGroup(CALENDAR_ANSWER, text.replaceAll("\\R[ \\t]", ""));
    }

    private void deliveryStatus(Part part) {
        deliveries.addAll(DeliveryStatus.parse(text(part, MAX_BODY_BYTES)));
    }

    /** A returned mail, its headers or a receipt: only what it names matters, its words are not the sender's. */
    private void returned(Part part) {
        trace(text(part, MAX_RETURNED_BYTES));
    }

    private void trace(String returned) {
        returnedIds.addAll(MessageIds.ofFieldsIn(returned));
        Traces.linkTokensIn(returned).forEach(linkTokens::add);
    }

    private static void append(StringBuilder to, String text) {
        int room = MAX_BODY_BYTES - to.length();
        if (room > 0) {
            to.append(to.isEmpty() ? "" : "\n").append(text, 0, Math.min(text.length(), room));
        }
    }

    private static String typeOf(Part part) {
        String declared = contentType(part);
        int end = declared.indexOf(';');
        String type = (end < 0 ? declared : declared.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.indexOf('/') > 0 ? type : "text/plain";
    }

    private static String contentType(Part part) {
        try {
            String declared = part.getContentType();
            return declared == null ? "" : declared;
        } catch (MessagingException | RuntimeException e) {
            return "";
        }
    }

    private static boolean isAttachment(Part part) {
        try {
            return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        } catch (MessagingException | RuntimeException e) {
            return false;
        }
    }

    private static String text(Part part, int limit) {
        String charset = firstGroup(CHARSET, contentType(part));
        return Charsets.decode(bytes(part, limit), charset == null ? "" : charset);
    }

    /** The decoded bytes up to the limit or up to where decoding breaks; undecoded where the encoding is unknown. */
    private static byte[] bytes(Part part, int limit) {
        try (InputStream in = part.getInputStream()) {
            return upTo(limit, in);
        } catch (MessagingException | IOException | RuntimeException e) {
            try (InputStream in = raw(part)) {
                return upTo(limit, in);
            } catch (MessagingException | IOException | RuntimeException unreadable) {
                return new byte[0];
            }
        }
    }

    private static InputStream raw(Part part) throws MessagingException {
        return switch (part) {
            case MimeMessage message -> message.getRawInputStream();
            case MimeBodyPart body -> body.getRawInputStream();
            default -> InputStream.nullInputStream();
        };
    }

    private static byte[] upTo(int limit, InputStream in) {
        byte[] buffer = new byte[8192];
        var out = new java.io.ByteArrayOutputStream();
        try {
            for (int n = in.read(buffer); n >= 0 && out.size() < limit; n = in.read(buffer)) {
                out.write(buffer, 0, Math.min(n, limit - out.size()));
            }
        } catch (IOException | RuntimeException e) {
            // Damaged base64 and the like: keep what came before the damage.
        }
        return out.toByteArray();
    }

    private static @Nullable String firstGroup(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
