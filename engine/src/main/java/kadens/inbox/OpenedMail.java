package kadens.inbox;

import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stored mail opened for reading. Opening never fails: what is missing or broken is empty here.
 *
 * @param headers every header: name in lower case, values decoded, in their order
 * @param text the plain text; made from the HTML where there is no other
 * @param html the HTML as it was written, not made safe; empty where there is none
 */
public record OpenedMail(Map<String, List<String>> headers, String text, String html) {

    /** Opens the bytes of a mail. */
    public static OpenedMail of(byte[] raw) {
        try {
            var message = RawMail.parse(raw);
            var mail = IncomingMail.parse(message);
            return new OpenedMail(
                    mail.headers(), mail.text(), MimeContent.of(message).html.toString());
        } catch (MessagingException e) {
            return new OpenedMail(Map.of(), "", "");
        }
    }

    /** The first value of a header, where the mail has it. */
    public Optional<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
    }
}
