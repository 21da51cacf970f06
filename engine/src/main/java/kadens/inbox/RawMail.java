package kadens.inbox;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import kadens.mailbox.LocalMail;

/** The bytes of a mail, whatever they are, as a message. */
final class RawMail {

    private RawMail() {}

    /** The parser stumbles over headers that begin with two continued lines: then all counts as body. */
    static MimeMessage parse(byte[] raw) throws MessagingException {
        try {
            return new MimeMessage(LocalMail.SESSION, new SharedByteArrayInputStream(raw)); // no copies of its parts
        } catch (RuntimeException e) {
            var noHeaders = new ByteArrayInputStream("\r\n".getBytes(StandardCharsets.US_ASCII));
            return new MimeMessage(
                    LocalMail.SESSION, new SequenceInputStream(noHeaders, new ByteArrayInputStream(raw)));
        }
    }

    /** The exact bytes of a message. */
    static byte[] bytes(Message message) throws MessagingException {
        try {
            var bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new MessagingException("The mail could not be fetched", e);
        }
    }
}
