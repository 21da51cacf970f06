package kadens.inbox;

import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kadens.inbox.Sign.Where;
import org.jspecify.annotations.Nullable;

/** Abuse reports (RFC 5965), read receipts (RFC 8098), and reports that a mail was delivered (RFC 3464). */
final class MachineReports implements Rule {

    /** RFC 6591 and RFC 6430: about a signature, or a complaint taken back. */
    private static final Set<String> HARMLESS = Set.of("auth-failure", "not-spam", "auth-results", "dmarc");

    private static final Pattern COMPLAINT_SUBJECT = Pattern.compile(
            "(?i)(?:spam |abuse )?complaint (?:about|from|regarding) .{1,200}|.{0,20}abuse report.{0,80}");
    /** Amazon SES sends its notifications as JSON in plain text. */
    private static final Pattern NOTIFICATION = Pattern.compile(
            "\"(?:notificationType|eventType)\\\\?\"\\s{0,5}:\\s{0,5}\\\\?\"(Complaint|Delivery)\\\\?\"");

    @Override
    public @Nullable Judgement judge(IncomingMail mail, LocalDate receivedOn) {
        if (mail.partTypes().contains("message/feedback-report")) {
            return feedback(mail);
        }
        if (mail.partTypes().contains("message/disposition-notification") && !BounceSigns.isRefusal(mail)) {
            return Judgement.of(new Verdict.Receipt(), Sign.of(Where.PART, "message/disposition-notification"));
        }
        if (!mail.deliveries().isEmpty() && mail.deliveries().stream().allMatch(DeliveryStatus::succeeded)) {
            return Judgement.of(
                    new Verdict.Receipt(),
                    Sign.of(Where.ACTION, mail.deliveries().getFirst().action()));
        }
        if (mail.partTypes().contains("message/rfc822")
                && COMPLAINT_SUBJECT.matcher(mail.subject()).matches()) {
            return Judgement.of(new Verdict.Complaint(), Sign.of(Where.SUBJECT_WITH_MAIL, mail.subject()));
        }
        Matcher notification = NOTIFICATION.matcher(mail.text());
        if (mail.text().contains("Type") && notification.find()) {
            return Judgement.of(
                    notification.group(1).equals("Complaint") ? new Verdict.Complaint() : new Verdict.Receipt(),
                    Sign.of(Where.NOTIFICATION, notification.group(1)));
        }
        return null;
    }

    private static Judgement feedback(IncomingMail mail) {
        String type = mail.feedbackType() == null ? "" : mail.feedbackType();
        Sign evidence =
                type.isEmpty() ? Sign.of(Where.PART, "message/feedback-report") : Sign.header("Feedback-Type", type);
        if (type.startsWith("opt-out")) {
            return Judgement.of(new Verdict.Unsubscribe(), evidence);
        }
        return Judgement.of(HARMLESS.contains(type) ? new Verdict.Receipt() : new Verdict.Complaint(), evidence);
    }
}
