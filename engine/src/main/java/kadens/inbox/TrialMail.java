package kadens.inbox;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import kadens.enrollment.State;
import kadens.mailbox.LocalMail;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.MessageHeaders;
import org.eclipse.angus.mail.dsn.MultipartReport;
import org.jspecify.annotations.Nullable;

/** What a stop drill lets come in for its probe, and what has to follow from each. */
enum TrialMail {
    /** A person answers in the thread. */
    ANSWER("reply", null, State.STOPPED),
    /** The same person answers from another address. */
    ALIAS_ANSWER("reply", null, State.STOPPED),
    /** Their mail program says when they are back (RFC 3834). */
    OUT_OF_OFFICE("auto-reply", "out-of-office", State.PAUSED),
    /** Their server says that nobody has this address (RFC 3464). */
    BOUNCE("bounce", "bad-address", State.STOPPED);

    /** Addresses that can belong to nobody (RFC 2606, section 2). */
    static final String PERSON = "alex.trial@stop-drill.invalid";

    private static final String ELSEWHERE = "alex@at-home.invalid";
    private static final String DAEMON = "mailer-daemon@stop-drill.invalid";
    private static final Duration AWAY = Duration.ofDays(9);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final String verdict;
    private final @Nullable String outcome;
    private final State leadsTo;

    TrialMail(String verdict, @Nullable String outcome, State leadsTo) {
        this.verdict = verdict;
        this.outcome = outcome;
        this.leadsTo = leadsTo;
    }

    /** The name of its step, such as {@code out-of-office}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it was understood, and had the effect that it must have. */
    boolean isRight(Rehearsal.Played played) {
        return played.verdict().equals(verdict)
                && (outcome == null || outcome.equals(played.outcome()))
                && played.state() == leadsTo;
    }

    /**
     * Writes it.
     *
     * @param mailbox the address that it comes to
     * @param probeId the Message-ID that it is about, without angle brackets
     * @param id its own, without angle brackets
     */
    byte[] write(String mailbox, String probeId, String id, Instant at) {
        try {
            return switch (this) {
                case ANSWER -> raw(answer("Alex Trial <" + PERSON + ">", mailbox, probeId, at), id);
                case ALIAS_ANSWER -> raw(answer("Alex Trial <" + ELSEWHERE + ">", mailbox, probeId, at), id);
                case OUT_OF_OFFICE -> raw(outOfOffice(mailbox, probeId, at), id);
                case BOUNCE -> raw(bounce(mailbox, probeId, at), id);
            };
        } catch (MessagingException e) {
            throw new IllegalStateException("A trial mail could not be written", e);
        }
    }

    private static MimeMessage answer(String from, String mailbox, String probeId, Instant at)
            throws MessagingException {
        var mail = mail(from, mailbox, "Re: " + Rehearsal.SUBJECT, at);
        mail.setHeader("In-Reply-To", "<" + probeId + ">");
        mail.setHeader("References", "<" + probeId + ">");
        mail.setText("Thank you for your mail. This interests us, can we talk on Thursday?\r\n\r\nAlex\r\n\r\n"
                + "On another day, " + mailbox + " wrote:\r\n> This mail shows that Kadens can send from here.\r\n");
        return mail;
    }

    private static MimeMessage outOfOffice(String mailbox, String probeId, Instant at) throws MessagingException {
        var back = LocalDate.ofInstant(at.plus(AWAY), ZoneOffset.UTC).format(DAY);
        var mail = mail("Alex Trial <" + PERSON + ">", mailbox, "Automatic reply: " + Rehearsal.SUBJECT, at);
        mail.setHeader("In-Reply-To", "<" + probeId + ">");
        mail.setHeader("Auto-Submitted", "auto-replied");
        mail.setText("Thank you for your email. I am out of the office and will be back on " + back + ".\r\n");
        return mail;
    }

    private static MimeMessage bounce(String mailbox, String probeId, Instant at) throws MessagingException {
        var mail = mail("Mail Delivery System <" + DAEMON + ">", mailbox, "Undelivered Mail Returned to Sender", at);
        mail.setHeader("Auto-Submitted", "auto-replied");
        var report = new DeliveryStatus();
        var about = new InternetHeaders();
        about.addHeader("Reporting-MTA", "dns; mx.stop-drill.invalid");
        report.setMessageDSN(about);
        var fate = new InternetHeaders();
        fate.addHeader("Final-Recipient", "rfc822; " + PERSON);
        fate.addHeader("Action", "failed");
        fate.addHeader("Status", "5.1.1");
        fate.addHeader("Diagnostic-Code", "smtp; 550 5.1.1 <" + PERSON + ">: Recipient address rejected: User unknown");
        report.addRecipientDSN(fate);
        var headers = "From: " + mailbox + "\r\nTo: " + PERSON + "\r\nSubject: " + Rehearsal.SUBJECT
                + "\r\nMessage-ID: <" + probeId + ">\r\n\r\n";
        var text = "This is the mail system of stop-drill.invalid.\r\n\r\n<" + PERSON + ">: user unknown\r\n";
        MimeMultipart content = new MultipartReport(
                text,
                report,
                new MessageHeaders(new ByteArrayInputStream(headers.getBytes(StandardCharsets.US_ASCII))));
        mail.setContent(content);
        return mail;
    }

    private static MimeMessage mail(String from, String mailbox, String subject, Instant at) throws MessagingException {
        var mail = new MimeMessage(LocalMail.SESSION);
        mail.setFrom(from);
        mail.setRecipients(RecipientType.TO, mailbox);
        mail.setSubject(subject);
        mail.setSentDate(Date.from(at));
        return mail;
    }

    private static byte[] raw(MimeMessage mail, String id) throws MessagingException {
        mail.saveChanges();
        mail.setHeader("Message-ID", "<" + id + ">");
        return RawMail.bytes(mail);
    }
}
