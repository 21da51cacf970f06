package kadens.sandbox;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import kadens.mailbox.LocalMail;

/** A message in the making, with the headers that every letter of the sandbox carries. */
final class Draft extends MimeMessage {
    private static final int REFERENCES_HEADER_LENGTH = "References: ".length();

    private final String id;

    /** @param id the Message-ID, with its angle brackets */
    Draft(InternetAddress from, String to, String subject, Instant at, ZoneId zone, String id)
            throws MessagingException {
        super(LocalMail.SESSION);
        this.id = id;
        setHeader("Return-Path", "<" + from.getAddress() + ">");
        setFrom(from);
        setRecipient(RecipientType.TO, new InternetAddress(to));
        setSubject(subject, "UTF-8");
        setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(zone)));
    }

    /** Continues the thread of the letter that this one is about (RFC 5322, section 3.6.4). */
    Draft after(MimeMessage original) throws MessagingException {
        String answered = original.getMessageID();
        if (answered != null) {
            List<String> thread = new ArrayList<>(LetterReader.references(original));
            thread.add(answered);
            setHeader("In-Reply-To", answered);
            setHeader("References", MimeUtility.fold(REFERENCES_HEADER_LENGTH, String.join(" ", thread)));
        }
        return this;
    }

    /** Marks what a machine wrote (RFC 3834, section 5) and keeps machines from answering it. */
    Draft byMachine() throws MessagingException {
        setHeader("Auto-Submitted", "auto-replied");
        setHeader("Return-Path", "<>");
        return this;
    }

    Draft with(String text) throws MessagingException {
        setText(onTheWire(text), "UTF-8");
        saveChanges();
        return this;
    }

    Draft with(String text, String html) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(onTheWire(text), "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(onTheWire(html), "UTF-8", "html");
        return with(new MimeMultipart("alternative", plain, rich));
    }

    Draft with(MimeMultipart parts) throws MessagingException {
        setContent(parts);
        saveChanges();
        return this;
    }

    /** Lines end with CRLF in mail (RFC 5322, section 2.3), and nothing on the way to the mailbox sees to it. */
    static String onTheWire(String text) {
        return text.replaceAll("\\R", "\r\n");
    }

    /** Jakarta Mail would make up an id with the machine's name in it. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
