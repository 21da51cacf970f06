package kadens.sandbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.MessageHeaders;
import org.eclipse.angus.mail.dsn.MultipartReport;

/** What the mail server behind an address reports about a letter that it could not put into a mailbox (RFC 3464). */
enum Bounce {
    NO_SUCH_USER(
            "Undelivered Mail Returned to Sender",
            "Your message could not be delivered, and it will not be tried again.",
            "failed",
            "5.1.1",
            "550 5.1.1 <%s>: Recipient address rejected: User unknown in virtual mailbox table"),
    STILL_FULL(
            "Delayed Mail (still being retried)",
            "THIS IS A WARNING ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE. It will be tried again for two days.",
            "delayed",
            "4.2.2",
            "452 4.2.2 <%s>: Mailbox full: user is over quota"),
    GAVE_UP_FULL(
            "Undelivered Mail Returned to Sender",
            "Your message could not be delivered within two days, and it will not be tried again.",
            "failed",
            "5.2.2",
            "552 5.2.2 <%s>: Mailbox full: user is over quota");

    private final String subject;
    private final String explanation;
    private final String action;
    private final String status;
    private final String diagnostic;

    Bounce(String subject, String explanation, String action, String status, String diagnostic) {
        this.subject = subject;
        this.explanation = explanation;
        this.action = action;
        this.status = status;
        this.diagnostic = diagnostic;
    }

    /** The report, to the envelope sender of the letter. */
    MimeMessage of(Arrival returned, Correspondent recipient, String sender, Instant at, String id)
            throws MessagingException {
        String server = "mx." + recipient.host();
        InternetAddress daemon =
                new InternetAddress("Mail Delivery System <MAILER-DAEMON@%s>".formatted(server), false);
        String said = diagnostic.formatted(recipient.address());
        String text = "This is the mail system at host %s.%n%n%s%n%n<%s>: %s%n"
                .formatted(server, explanation, recipient.address(), said);
        return new Draft(daemon, sender, subject, at, recipient.zone(), id)
                .byMachine()
                .with(new MultipartReport(
                        Draft.onTheWire(text), report(returned, recipient, server, said), headers(returned)));
    }

    private DeliveryStatus report(Arrival returned, Correspondent recipient, String server, String said)
            throws MessagingException {
        DeliveryStatus report = new DeliveryStatus();
        InternetHeaders about = new InternetHeaders();
        about.addHeader("Reporting-MTA", "dns; " + server);
        about.addHeader(
                "Arrival-Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(returned.at().atZone(recipient.zone())));
        report.setMessageDSN(about);
        InternetHeaders fate = new InternetHeaders();
        fate.addHeader("Final-Recipient", "rfc822; " + recipient.address());
        fate.addHeader("Original-Recipient", "rfc822;" + recipient.address());
        fate.addHeader("Action", action);
        fate.addHeader("Status", status);
        fate.addHeader("Remote-MTA", "dns; " + server);
        fate.addHeader("Diagnostic-Code", "smtp; " + said);
        report.addRecipientDSN(fate);
        return report;
    }

    /** The letter's own headers. Parsed, because Jakarta Mail gives headers that are put together a new Message-ID. */
    private static MessageHeaders headers(Arrival returned) throws MessagingException {
        String lines = String.join("\r\n", Collections.list(returned.message().getAllHeaderLines())) + "\r\n\r\n";
        return new MessageHeaders(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }
}
