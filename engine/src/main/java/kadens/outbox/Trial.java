package kadens.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.template.Rendering.Rendered;
import kadens.template.Values;
import org.jspecify.annotations.Nullable;

/** A mail as the sender would compose it, for somebody to look at. */
public final class Trial {

    private static final String MESSAGE_ID = "preview.kadens@kadens.example";

    private Trial() {}

    /** The bytes of it; one that continues a thread continues one that is not there. */
    public static byte[] compose(Rendered mail, Values values) {
        var subject = mail.subject();
        return compose(
                mail,
                subject == null ? "Re:" : subject,
                values,
                text(values.prospect().get("email")),
                MESSAGE_ID,
                Instant.EPOCH);
    }

    /** The same to another address, under another id and subject. */
    static byte[] compose(Rendered mail, String subject, Values values, String to, String messageId, Instant now) {
        return Composer.compose(new Composer.Letter(
                text(values.sender().get("name")),
                text(values.sender().get("email")),
                Stream.of("firstName", "lastName")
                        .map(values.prospect()::get)
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .collect(Collectors.joining(" ")),
                to,
                subject,
                mail.text(),
                mail.html(),
                mail.attachments(),
                messageId,
                List.of(),
                "",
                text(values.unsubscribeUrl()),
                now));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
