package kadens.outbox;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import kadens.mailbox.LocalMail;
import kadens.template.Attachment;
import org.apache.commons.io.output.UnsynchronizedByteArrayOutputStream;

/**
 * Makes the exact bytes of a mail: multipart/alternative, plain text first, HTML last (RFC 2046, 5.1.4); with attachments
 * the first part of a multipart/mixed.
 */
final class Composer {

    private Composer() {}

    /**
     * What a mail is made of.
     *
     * @param html empty for a mail of plain text alone
     * @param messageId without angle brackets
     * @param references the thread before this mail, oldest first; empty for a new thread
     * @param replyTo where answers are to go; empty for the sender's address
     * @param unsubscribeUrl https in production, so that one click works (RFC 8058); empty for what a person wrote, and for a
     *     mail to our own people
     */
    record Letter(
            String senderName,
            String senderAddress,
            String recipientName,
            String recipient,
            String subject,
            String text,
            String html,
            List<Attachment> attachments,
            String messageId,
            List<String> references,
            String replyTo,
            String unsubscribeUrl,
            Instant date) {}

    static byte[] compose(Letter letter) {
        try {
            var mail = new FixedIdMessage(letter.messageId());
            mail.setFrom(address(letter.senderAddress(), letter.senderName()));
            mail.setRecipient(RecipientType.TO, address(letter.recipient(), letter.recipientName()));
            mail.setSubject(oneLine(letter.subject()), "UTF-8");
            mail.setSentDate(Date.from(letter.date()));
            thread(mail, letter.references());
            if (!letter.replyTo().isEmpty()) {
                mail.setReplyTo(new InternetAddress[] {address(letter.replyTo(), letter.senderName())});
            }
            if (!letter.unsubscribeUrl().isEmpty()) {
                // RFC 2369, 3.2 and RFC 8058, 3.1
                mail.setHeader("List-Unsubscribe", "<" + letter.unsubscribeUrl() + ">");
                mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
            var alternatives = new MimeMultipart("alternative");
            alternatives.addBodyPart(part(letter.text(), "plain"));
            if (!letter.html().isEmpty()) {
                alternatives.addBodyPart(part(letter.html(), "html"));
            }
            mail.setContent(letter.attachments().isEmpty() ? alternatives : mixed(alternatives, letter.attachments()));
            mail.saveChanges();
            // Quoted-printable is written byte by byte: with a lock for each it takes four times as long.
            var bytes = UnsynchronizedByteArrayOutputStream.builder().get();
            mail.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("A mail for " + letter.recipient() + " could not be composed", e);
        }
    }

    /** RFC 5322, 3.6.4: In-Reply-To names the parent, References the whole thread up to it. */
    private static void thread(MimeMessage mail, List<String> references) throws MessagingException {
        if (references.isEmpty()) {
            return;
        }
        mail.setHeader("In-Reply-To", "<" + references.getLast() + ">");
        mail.setHeader("References", "<" + String.join(">\r\n <", references) + ">");
    }

    private static MimeMultipart mixed(MimeMultipart alternatives, List<Attachment> attachments)
            throws MessagingException {
        var body = new MimeBodyPart();
        body.setContent(alternatives);
        var mixed = new MimeMultipart("mixed");
        mixed.addBodyPart(body);
        for (var attachment : attachments) {
            var part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.bytes(), attachment.contentType())));
            part.setFileName(attachment.name()); // encoded by RFC 2231 where it must be
            part.setHeader("Content-Transfer-Encoding", "base64");
            mixed.addBodyPart(part);
        }
        return mixed;
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(content, "UTF-8", subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable"); // no line grows past 76 (RFC 2045, 6.7)
        return part;
    }

    private static InternetAddress address(String address, String name) throws UnsupportedEncodingException {
        var personal = oneLine(name);
        return new InternetAddress(address, personal.isEmpty() ? null : personal, "UTF-8");
    }

    /** A line break in a value must not begin a header of its own. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    /** Jakarta Mail makes up a Message-ID when saving; ours is fixed before. */
    private static final class FixedIdMessage extends MimeMessage {

        private final String id;

        FixedIdMessage(String id) {
            super(LocalMail.SESSION);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
