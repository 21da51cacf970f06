package kadens.inbox;

import java.util.List;
import java.util.regex.Pattern;
import kadens.inbox.Verdict.Bounce.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a bounce, read from the other server's words and from its status codes.
 *
 * @param evidence the words or the code that decided
 */
record BounceReason(Outcome outcome, String evidence) {

    private static final Phrases FULL = Phrases.load("bounces.txt", "mailbox full");
    private static final Phrases BAD_ADDRESS = Phrases.load("bounces.txt", "bad address");
    private static final Phrases REFUSED = Phrases.load("bounces.txt", "refused");
    private static final Phrases TRANSIENT = Phrases.load("bounces.txt", "transient");

    private static final List<String> BAD_ADDRESS_CODES =
            List.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.4.310");
    private static final Pattern REPLY_CODE = Pattern.compile("(?<![\\d.-])([45])\\d{2}(?=[ -][\\p{L}#\\d(<])");

    /** The reason that the words give, or null where they say nothing that is known. */
    static @Nullable BounceReason ofWords(String words) {
        String found = FULL.in(words);
        if (found != null) {
            return new BounceReason(Outcome.TRANSIENT, "'" + found + "'");
        }
        found = BAD_ADDRESS.in(words);
        if (found != null) {
            return new BounceReason(Outcome.BAD_ADDRESS, "'" + found + "'");
        }
        found = TRANSIENT.in(words);
        if (found != null && REFUSED.in(words) == null) {
            return new BounceReason(Outcome.TRANSIENT, "'" + found + "'");
        }
        found = REFUSED.in(words);
        return found == null ? null : new BounceReason(Outcome.REFUSED, "'" + found + "'");
    }

    /**
     * The reason that an enhanced status code gives (RFC 3463), or null for one that says nothing, such as 5.0.0.
     * Class 4 never condemns an address.
     */
    static @Nullable BounceReason ofCode(String status) {
        String evidence = "status " + status;
        if (BAD_ADDRESS_CODES.contains(status)) {
            return new BounceReason(Outcome.BAD_ADDRESS, evidence);
        }
        String detail = status.substring(2);
        if (detail.equals("2.2") || status.startsWith("4.") && !detail.startsWith("7.")) {
            return detail.equals("0.0") ? null : new BounceReason(Outcome.TRANSIENT, evidence);
        }
        return switch (detail.charAt(0)) {
            case '0' -> null;
            case '4' -> new BounceReason(Outcome.TRANSIENT, evidence);
            default -> new BounceReason(Outcome.REFUSED, evidence);
        };
    }

    /** The reason that a bare SMTP reply code gives (RFC 5321 section 4.2.1), or null where the text has none. */
    static @Nullable BounceReason ofReplyCode(String text) {
        var code = REPLY_CODE.matcher(text);
        if (!code.find()) {
            return null;
        }
        Outcome outcome = code.group(1).equals("4") ? Outcome.TRANSIENT : Outcome.REFUSED;
        return new BounceReason(outcome, "reply code " + code.group());
    }
}
