package kadens.inbox;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Kadens takes from a mail that came in. Parsing never fails: what is missing or broken is empty or null here.
 *
 * @param messageId without angle brackets, or null
 * @param inReplyTo the ids of In-Reply-To without angle brackets (RFC 5322 section 3.6.4); may be several
 * @param references the ids of References, oldest first
 * @param fromAddress lower-case; empty where there is none
 * @param fromName the decoded display name; empty where there is none
 * @param replyTo the addresses of Reply-To, lower-case
 * @param subject decoded, on one line; empty where there is none
 * @param sentAt what Date says, or null where it says nothing readable
 * @param headers every header of the mail: name in lower case, values decoded, in their order
 * @param text the plain text of the body, at most about a million characters; made from HTML where there is no other
 * @param newText the text without what it quotes and without a marked signature
 * @param quotes whether the text quotes an earlier mail
 * @param partTypes the media types of all parts, lower-case
 * @param deliveries what a delivery report says, a recipient each (RFC 3464)
 * @param feedbackType the Feedback-Type of an abuse report (RFC 5965), lower-case, or null
 * @param calendarMethod the METHOD of a calendar part (RFC 5546), such as REPLY, or null
 * @param calendarAnswer the PARTSTAT of its attendee, such as ACCEPTED, or null
 * @param returnedIds Message-IDs of mails that this one returns, attaches or reports on, without angle brackets
 * @param linkTokens the tokens of unsubscribe links in it, in its HTML and in what it returns
 * @param failedRecipients addresses that a bounce names as not reached, lower-case
 * @param identity SHA-256 in hex of Message-ID, Date, From and Subject: the same mail in another folder has the same
 * @param cut whether it has more or deeper parts than are read
 */
public record IncomingMail(
        @Nullable String messageId,
        List<String> inReplyTo,
        List<String> references,
        String fromAddress,
        String fromName,
        List<String> replyTo,
        String subject,
        @Nullable Instant sentAt,
        Map<String, List<String>> headers,
        String text,
        String newText,
        boolean quotes,
        Set<String> partTypes,
        List<DeliveryStatus> deliveries,
        @Nullable String feedbackType,
        @Nullable String calendarMethod,
        @Nullable String calendarAnswer,
        Set<String> returnedIds,
        Set<String> linkTokens,
        List<String> failedRecipients,
        String identity,
        boolean cut) {

    private static final int MAX_HEADERS = 500;

    /** Reads a mail; bodies past a megabyte are cut. */
    public static IncomingMail parse(MimeMessage message) {
        Map<String, List<String>> headers = headersOf(message);
        MimeContent content = MimeContent.of(message);
        Body body = Body.of(content.plain.toString(), content.html.toString());
        InternetAddress from = addresses(message, "From").stream()
                .filter(address -> Addresses.bare(address).contains("@"))
                .findFirst()
                .or(() -> addresses(message, "From").stream().findFirst())
                .orElseGet(InternetAddress::new);
        String feedbackType = content.feedbackType;
        return new IncomingMail(
                MessageIds.in(first(headers, "message-id")).stream().findFirst().orElse(null),
                MessageIds.in(first(headers, "in-reply-to")),
                MessageIds.in(String.join(" ", headers.getOrDefault("references", List.of()))),
                Addresses.bare(from),
                EncodedWords.decode(from.getPersonal() == null ? "" : from.getPersonal()),
                addresses(message, "Reply-To").stream()
                        .map(Addresses::bare)
                        .filter(address -> !address.isEmpty())
                        .toList(),
                first(headers, "subject"),
                sentAt(message),
                headers,
                body.text(),
                body.newText(),
                body.quotes(),
                Collections.unmodifiableSet(content.types),
                List.copyOf(content.deliveries),
                feedbackType == null ? null : feedbackType.toLowerCase(Locale.ROOT),
                content.calendarMethod,
                content.calendarAnswer,
                Collections.unmodifiableSet(content.returnedIds),
                Collections.unmodifiableSet(content.linkTokens),
                failedRecipients(headers, content.deliveries),
                identity(headers),
                content.cut);
    }

    /** The first value of a header, decoded; empty where there is none. */
    String header(String lowerCaseName) {
        return first(headers, lowerCaseName);
    }

    /** What stands after the @ of its sender; empty where there is none. */
    String fromDomain() {
        return fromAddress.substring(fromAddress.lastIndexOf('@') + 1);
    }

    /** The lines that are not newly written. */
    String quotedText() {
        var own = newText.lines().map(String::strip).collect(Collectors.toSet());
        return text.lines().filter(line -> !own.contains(line.strip())).collect(Collectors.joining("\n"));
    }

    /** Whether there is neither a word nor a report in it. */
    boolean saysNothing() {
        return text.isBlank()
                && deliveries.isEmpty()
                && failedRecipients.isEmpty()
                && feedbackType == null
                && calendarMethod == null;
    }

    private static String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** Read before decoding, for a decoded "Nordmann, Kari" would look like two addresses (RFC 2047 section 5). */
    private static List<InternetAddress> addresses(MimeMessage message, String header) {
        try {
            String raw = message.getHeader(header, ",");
            return raw == null ? List.of() : Addresses.ofHeader(raw);
        } catch (MessagingException | RuntimeException e) {
            return List.of();
        }
    }

    private static Map<String, List<String>> headersOf(MimeMessage message) {
        var headers = new TreeMap<String, List<String>>();
        try {
            var all = message.getAllHeaders();
            for (int i = 0; i < MAX_HEADERS && all.hasMoreElements(); i++) {
                Header header = all.nextElement();
                String value = header.getValue() == null ? "" : EncodedWords.decode(header.getValue());
                headers.computeIfAbsent(header.getName().strip().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .add(value);
            }
        } catch (MessagingException | RuntimeException e) {
            // A header that cannot be read ends the list; what came before it counts.
        }
        headers.replaceAll((_, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(headers);
    }

    private static @Nullable Instant sentAt(MimeMessage message) {
        try {
            Date date = message.getSentDate();
            return date == null ? null : date.toInstant();
        } catch (MessagingException | RuntimeException e) {
            return null;
        }
    }

    private static List<String> failedRecipients(Map<String, List<String>> headers, List<DeliveryStatus> deliveries) {
        var failed = new LinkedHashSet<String>();
        headers.getOrDefault("x-failed-recipients", List.of())
                .forEach(value -> failed.addAll(Addresses.allIn(value, 50)));
        deliveries.stream()
                .filter(delivery -> !delivery.succeeded())
                .flatMap(delivery -> Stream.ofNullable(delivery.recipient()))
                .forEach(failed::add);
        return List.copyOf(failed);
    }

    private static String identity(Map<String, List<String>> headers) {
        String all = Stream.of("message-id", "date", "from", "subject")
                .map(name -> first(headers, name))
                .collect(Collectors.joining("\n"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
