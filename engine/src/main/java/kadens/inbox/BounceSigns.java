package kadens.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kadens.inbox.Sign.Where;
import org.jspecify.annotations.Nullable;

/** What shows that a mail system wrote a mail because it could not deliver one of ours. */
final class BounceSigns {

    private static final Phrases SENDER = Phrases.load("bounces.txt", "sender");
    private static final Phrases LOCAL_PART = Phrases.load("bounces.txt", "local part");
    private static final Phrases SUBJECT = Phrases.load("bounces.txt", "subject");
    private static final Phrases BODY = Phrases.load("bounces.txt", "body");
    private static final Phrases DELAY = Phrases.load("bounces.txt", "delay");
    private static final Phrases YOUR_MESSAGE = Phrases.load("bounces.txt", "your message");
    private static final Phrases NOBODY_ANSWERS = Phrases.load("bounces.txt", "nobody answers");

    private static final Pattern SES_NOTIFICATION =
            Pattern.compile("\"(?:notificationType|eventType)\\\\?\"\\s{0,5}:\\s{0,5}\\\\?\"Bounce\\\\?\"");

    private BounceSigns() {}

    /** What makes the mail a bounce; empty where it is none. */
    static List<Sign> of(IncomingMail mail, Searched report) {
        var signs = new ArrayList<Sign>();
        for (DeliveryStatus delivery : mail.deliveries()) {
            signs.add(Sign.of(Where.STATUS, delivery.status(), delivery.recipient()));
        }
        if (mail.partTypes().stream().anyMatch(type -> type.endsWith("delivery-status"))) {
            signs.add(Sign.of(Where.PART, "message/delivery-status"));
        }
        if (mail.headers().containsKey("x-failed-recipients")) {
            signs.add(Sign.header("X-Failed-Recipients", mail.header("x-failed-recipients")));
        }
        if (mail.text().contains("Bounce")
                && SES_NOTIFICATION.matcher(mail.text()).find()) {
            signs.add(Sign.of(Where.NOTIFICATION, "Bounce"));
        }
        if (!signs.isEmpty()) {
            return signs;
        }
        boolean daemon = isDaemon(mail) || isUnattended(mail) && saysWhyAndWhom(report);
        boolean nobody = mail.header("return-path").equals("<>");
        String subject = SUBJECT.atStartOf(mail.subject());
        String words = BODY.in(report);
        String delay = DELAY.in(report);
        String code = StatusCode.in(report.text());
        int others = count(subject) + count(words) + count(delay) + count(code);
        boolean proof = code != null || !mail.returnedIds().isEmpty() || speaksOfOurMail(mail, report);
        if (daemon && others >= 1 || nobody && others >= 2 || subject != null && others >= 2 && proof) {
            Stream.of(
                            daemon
                                    ? Sign.header(
                                            "From", mail.fromAddress().isEmpty() ? mail.fromName() : mail.fromAddress())
                                    : null,
                            subject == null ? null : Sign.of(Where.SUBJECT_START, subject),
                            words == null ? null : Sign.text(words),
                            delay == null ? null : Sign.text(delay),
                            code == null ? null : Sign.of(Where.TEXT_STATUS, code))
                    .filter(Objects::nonNull)
                    .forEach(signs::add);
        }
        return signs;
    }

    private static int count(@Nullable String sign) {
        return sign == null ? 0 : 1;
    }

    /** So that a haulier who writes "delivery delayed" stays a person. */
    private static boolean speaksOfOurMail(IncomingMail mail, Searched report) {
        return mail.inReplyTo().isEmpty()
                && YOUR_MESSAGE.in(report) != null
                && Addresses.firstIn(report.text()) != null;
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
    private static boolean saysWhyAndWhom(Searched report) {
        return BODY.in(report) != null
                && BounceReason.ofWords(report.normal()) != null
                && Addresses.firstIn(report.text()) != null;
    }

    /** Some mail filters send a refusal in the form of a read receipt (RFC 5429 section 2.1). */
    static boolean isRefusal(IncomingMail mail) {
        return isDaemon(mail) && BODY.in(mail.text()) != null;
    }
}
