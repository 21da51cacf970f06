package kadens.inbox;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.inbox.Sign.Where;
import kadens.inbox.Verdict.Bounce;
import kadens.inbox.Verdict.Bounce.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Mails of ours that came back, or are late. Only six in ten are proper reports (RFC 3464), so a mail also counts as a
 * bounce where its sender, subject and words together say so.
 */
final class Bounces implements Rule {

    /** Where the returned mail begins inside the text: its rule, or one of its first headers. */
    private static final Pattern RETURNED_MAIL = Pattern.compile(
            "^(?:[\\s>*]{0,8}[-=_*]{2,60}.{0,60}(?:copy|original|unsent|returned|header|bounced e-?mail|mensaje|nachricht|message text).{0,80}"
                    + "|(?:original message|message headers?) (?:follows?|below).{0,20}"
                    + "|[ >|]{0,4}(?:received|return-path|dkim-signature|mime-version): ?.{0,900})$",
            Pattern.CASE_INSENSITIVE);

    private static final int ADDRESSES_MAX = 20;

    @Override
    public @Nullable Judgement judge(IncomingMail mail, LocalDate receivedOn) {
        var report = new Searched(reportOf(mail.text()));
        List<Sign> signs = BounceSigns.of(mail, report);
        if (signs.isEmpty()) {
            return null;
        }
        List<DeliveryStatus> open = mail.deliveries().stream()
                .filter(delivery -> !delivery.succeeded())
                .toList();
        BounceReason reason = BounceReason.of(open, report, mail.subject());
        String status = status(mail, report);
        String recipient = recipient(mail, report);
        signs.add(Sign.of(reason.outcome() == Outcome.TRANSIENT ? Where.NOT_FINAL : Where.FINAL, reason.evidence()));
        return new Judgement(new Bounce(reason.outcome(), status, recipient), signs);
    }

    private static @Nullable String status(IncomingMail mail, Searched report) {
        String diagnostics =
                mail.deliveries().stream().map(DeliveryStatus::diagnostic).collect(Collectors.joining("\n"));
        String codes = mail.deliveries().stream()
                .map(delivery -> String.valueOf(delivery.status()))
                .collect(Collectors.joining("\n"));
        return StatusCode.in(codes + "\n" + diagnostics + "\n" + report.text());
    }

    private static @Nullable String recipient(IncomingMail mail, Searched report) {
        if (!mail.failedRecipients().isEmpty()) {
            return mail.failedRecipients().getFirst();
        }
        String ours = mail.header("to").toLowerCase(Locale.ROOT);
        return Addresses.allIn(report.text(), ADDRESSES_MAX).stream()
                .filter(address -> !address.equals(mail.fromAddress()) && !ours.contains(address))
                .findFirst()
                .orElse(null);
    }

    /** Whom a mail may name as not reached, were it a bounce: whom this one names is among them. */
    static Stream<String> possibleRecipients(IncomingMail mail) {
        return Stream.concat(mail.failedRecipients().stream(), Addresses.allIn(mail.text(), ADDRESSES_MAX).stream());
    }

    /** Passes over most lines without the pattern: by the first letter, behind what may stand before it. */
    private static boolean mayBeginReturnedMail(String line) {
        for (int at = 0; at < line.length() && at <= 8; at++) {
            char c = line.charAt(at);
            if (" \t\u000b\f\r>|".indexOf(c) < 0) {
                return "*-=_oOmMrRdD".indexOf(c) >= 0;
            }
        }
        return false;
    }

    /** The words of the mail system: what stands before the returned mail, or all where nothing does. */
    private static String reportOf(String text) {
        var report = new StringBuilder();
        boolean blank = true;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (!blank
                    && mayBeginReturnedMail(line)
                    && RETURNED_MAIL.matcher(line).matches()) {
                break;
            }
            blank &= line.isBlank();
            report.append(line).append('\n');
        }
        return report.toString();
    }
}
