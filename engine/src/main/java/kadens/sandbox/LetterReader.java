package kadens.sandbox;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Letter} of a MIME message. */
final class LetterReader {
    private static final Pattern IN_BRACKETS = Pattern.compile("<([^<>]*)>");

    private LetterReader() {}

    static Letter read(MimeMessage message, long uid, Instant received, boolean outgoing)
            throws MessagingException, IOException {
        InternetAddress from = first(message.getFrom());
        Date sent = message.getSentDate();
        String html = body(message, "text/html");
        String text = body(message, "text/plain");
        return new Letter(
                uid,
                from == null ? "" : from.getAddress(),
                from == null ? null : from.getPersonal(),
                addresses(message.getAllRecipients()),
                Objects.requireNonNullElse(message.getSubject(), ""),
                sent == null ? received : sent.toInstant(),
                message.getMessageID(),
                message.getHeader("In-Reply-To", null),
                references(message),
                html,
                text != null ? text.replaceAll("\\R", "\n") : html != null ? asText(html) : "",
                unsubscribe(message),
                outgoing);
    }

    static List<String> references(MimeMessage message) throws MessagingException {
        String header = Objects.requireNonNullElse(message.getHeader("References", " "), "");
        return Arrays.stream(header.strip().split("\\s+"))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    /** The first part of this type, wherever it is nested; a report's own parts and attachments are left alone. */
    private static @Nullable String body(Part part, String type) throws MessagingException, IOException {
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return null;
        }
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = body(parts.getBodyPart(i), type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static String asText(String html) {
        Document document = Jsoup.parse(html);
        document.select("br, li, tr").forEach(line -> line.after(new TextNode("\n")));
        document.select("p, div, blockquote, ul, ol, table, h1, h2, h3")
                .forEach(block -> block.after(new TextNode("\n\n")));
        return document.body()
                .wholeText()
                .lines()
                .map(String::strip)
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private static @Nullable String unsubscribe(MimeMessage message) throws MessagingException {
        String header = message.getHeader("List-Unsubscribe", ", ");
        if (header == null) {
            return null;
        }
        List<String> addresses = IN_BRACKETS
                .matcher(header)
                .results()
                .map(found -> found.group(1).replaceAll("\\s", ""))
                .toList();
        return addresses.stream()
                .filter(address -> address.matches("(?i)https?:.*"))
                .findFirst()
                .orElse(addresses.isEmpty() ? null : addresses.getFirst());
    }

    private static @Nullable InternetAddress first(Address @Nullable [] addresses) {
        return addresses != null && addresses.length > 0 && addresses[0] instanceof InternetAddress address
                ? address
                : null;
    }

    private static String addresses(Address @Nullable [] all) {
        return all == null
                ? ""
                : Arrays.stream(all)
                        .map(a -> a instanceof InternetAddress i ? i.getAddress() : a.toString())
                        .collect(Collectors.joining(", "));
    }
}
