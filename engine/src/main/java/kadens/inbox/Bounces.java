package kadens.inbox;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kadens.inbox.Verdict.Bounce;
import kadens.inbox.Verdict.Bounce.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Mails of ours that came back, or are late. Only six in ten are proper reports (RFC 3464), so a mail also counts as a
 * bounce where its sender, subject and words together say so.
 */
final class Bounces implements Rule {

    private static final Phrases SENDER = Phrases.load("bounces.txt", "sender");
    private static final Phrases LOCAL_PART = Phrases.load("bounces.txt", "local part");
    private static final Phrases SUBJECT = Phrases.load("bounces.txt", "subject");
    private static final Phrases BODY = Phrases.load("bounces.txt", "body");
    private static final Phrases DELAY = Phrases.load("bounces.txt", "delay");
    private static final Phrases YOUR_MESSAGE = Phrases.load("bounces.txt", "your message");
    private static final Phrases NOBODY_ANSWERS = Phrases.load("bounces.txt", "nobody answers");

    /** Where the returned mail begins inside the text: its rule, or one of its first headers. */
    private static final Pattern RETURNED_MAIL = Pattern.compile(
            "^(?:[\\s>*]{0,8}[-=_*]{2,60}.{0,60}(?:copy|original|unsent|returned|header|bounced e-?mail|mensaje|nachricht|message text).{0,80}"
                    + "|(?:original message|message headers?) (?:follows?|below).{0,20}"
                    + "|[ >|]{0,4}(?:received|return-path|dkim-signature|mime-version): ?.{0,900})$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SES_NOTIFICATION =
            Pattern.compile("\"(?:notificationType|eventType)\\\\?\"\\s{0,5}:\\s{0,5}\\\\?\"Bounce\\\\?\"");

    @Override
    public @Nullable Judgement judge(IncomingMail mail, LocalDate receivedOn) {
        String report = reportOf(mail.text());
        List<String> signs = signs(mail, report);
        if (signs.isEmpty()) {
            return null;
        }
        List<DeliveryStatus> open = mail.deliveries().stream()
                .filter(delivery -> !delivery.succeeded())
                .toList();
        BounceReason reason = BounceReason.of(open, report, mail.subject());
        String status = status(mail, report);
        String recipient = recipient(mail, report);
        signs.add((reason.outcome() == Outcome.TRANSIENT ? "not final: " : "final: ") + reason.evidence());
        return new Judgement(new Bounce(reason.outcome(), status, recipient), signs);
    }

    /** What makes the mail a bounce; empty where it is none. */
    private static List<String> signs(IncomingMail mail, String report) {
        var signs = new ArrayList<String>();
        for (DeliveryStatus delivery : mail.deliveries()) {
            signs.add("DSN status " + delivery.status() + " for " + delivery.recipient());
        }
        if (mail.partTypes().stream().anyMatch(type -> type.endsWith("delivery-status"))) {
            signs.add("part message/delivery-status");
        }
        if (mail.headers().containsKey("x-failed-recipients")) {
            signs.add("X-Failed-Recipients: " + mail.header("x-failed-recipients"));
        }
        if (SES_NOTIFICATION.matcher(mail.text()).find()) {
            signs.add("notification Bounce");
        }
        if (!signs.isEmpty()) {
            return signs;
        }
        boolean daemon = isDaemon(mail) || isUnattended(mail) && saysWhyAndWhom(report);
        boolean nobody = mail.header("return-path").equals("<>");
        String subject = SUBJECT.atStartOf(mail.subject());
        String words = BODY.in(report);
        String delay = DELAY.in(report);
        String code = StatusCode.in(report);
        int others = count(subject) + count(words) + count(delay) + count(code);
        boolean proof = code != null || !mail.returnedIds().isEmpty() || speaksOfOurMail(mail, report);
        if (daemon && others >= 1 || nobody && others >= 2 || subject != null && others >= 2 && proof) {
            Stream.of(
                            daemon
                                    ? "From: " + (mail.fromAddress().isEmpty() ? mail.fromName() : mail.fromAddress())
                                    : null,
                            subject == null ? null : "subject starts with '" + subject + "'",
                            words == null ? null : "text says '" + words + "'",
                            delay == null ? null : "text says '" + delay + "'",
                            code == null ? null : "text has status " + code)
                    .filter(Objects::nonNull)
                    .forEach(signs::add);
        }
        return signs;
    }

    private static int count(@Nullable String sign) {
        return sign == null ? 0 : 1;
    }

    /** So that a haulier who writes "delivery delayed" stays a person. */
    private static boolean speaksOfOurMail(IncomingMail mail, String report) {
        return mail.inReplyTo().isEmpty() && YOUR_MESSAGE.in(report) != null && Addresses.firstIn(report) != null;
    }

    private static boolean isDaemon(IncomingMail mail) {
        return LOCAL_PART.is(localPart(mail)) || SENDER.atStartOf(mail.fromName()) != null;
    }

    private static boolean isUnattended(IncomingMail mail) {
        return NOBODY_ANSWERS.is(localPart(mail));
    }

    private static String localPart(IncomingMail mail) {
        String address = mail.fromAddress();
        int at = address.indexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }

    /** Shops write from no-reply addresses too, of parcels that could not be delivered. */
    private static boolean saysWhyAndWhom(String report) {
        return BODY.in(report) != null && BounceReason.ofWords(report) != null && Addresses.firstIn(report) != null;
    }

    /** Some mail filters send a refusal in the form of a read receipt (RFC 5429 section 2.1). */
    static boolean isRefusal(IncomingMail mail) {
        return isDaemon(mail) && BODY.in(mail.text()) != null;
    }

    private static @Nullable String status(IncomingMail mail, String report) {
        String diagnostics =
                mail.deliveries().stream().map(DeliveryStatus::diagnostic).collect(Collectors.joining("\n"));
        String codes = mail.deliveries().stream()
                .map(delivery -> String.valueOf(delivery.status()))
                .collect(Collectors.joining("\n"));
        return StatusCode.in(codes + "\n" + diagnostics + "\n" + report);
    }

    private static @Nullable String recipient(IncomingMail mail, String report) {
        if (!mail.failedRecipients().isEmpty()) {
            return mail.failedRecipients().getFirst();
        }
        String ours = mail.header("to").toLowerCase(Locale.ROOT);
        return Addresses.allIn(report, 20).stream()
                .filter(address -> !address.equals(mail.fromAddress()) && !ours.contains(address))
                .findFirst()
                .orElse(null);
    }

    /** The words of the mail system: what stands before the returned mail, or all where nothing does. */
    private static String reportOf(String text) {
        var report = new StringBuilder();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            Matcher returned = RETURNED_MAIL.matcher(line);
            if (returned.matches() && !report.toString().isBlank()) {
                break;
            }
            report.append(line).append('\n');
        }
        return report.toString();
    }
}
