package kadens.outbox;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One reply of an SMTP server, judged.
 *
 * @param code the three digits (RFC 5321, 4.2.1); -1 where the connection broke
 * @param enhanced the enhanced status code (RFC 3463), or empty where the server gives none
 * @param text the whole reply
 */
record SmtpReply(int code, String enhanced, String text) {

    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

    /** RFC 3463, 3.2: X.1.1 bad mailbox, X.1.2 bad system, X.1.3 syntax, X.1.6 moved; RFC 7505: X.1.10 null MX. */
    private static final Pattern BAD_ADDRESS = Pattern.compile("5\\.1\\.(1|2|3|6|10)");

    /** How servers without enhanced codes say that there is no such mailbox. */
    private static final Pattern UNKNOWN_USER = Pattern.compile(
            "(user|mailbox|recipient|address)[^.]{0,40}(unknown|not found|does(n't| not) exist|unavailable)"
                    + "|(no such|unknown) (user|mailbox|recipient|address)");

    static SmtpReply of(int code, String text) {
        var parts = ENHANCED.matcher(text);
        return new SmtpReply(code, parts.find() ? parts.group(1) : "", text.strip());
    }

    boolean isBadAddress() {
        if (!isPermanent() || isFull()) {
            return false;
        }
        return BAD_ADDRESS.matcher(enhanced).matches()
                || (enhanced.isEmpty()
                        && UNKNOWN_USER.matcher(text.toLowerCase(Locale.ROOT)).find());
    }

    /** RFC 3463, 3.3: X.2.2 mailbox full is no reason to give an address up, whatever its class. */
    boolean isFull() {
        return enhanced.endsWith(".2.2") || code == 452 || code == 552;
    }

    /** RFC 5321, 3.8: 421 closes the channel; RFC 4954, 6: 454 and 530 to 538 are about our login. */
    boolean isAboutUs() {
        return code == 421 || code == 454 || (code >= 530 && code <= 538) || enhanced.equals("5.4.5");
    }

    boolean isPermanent() {
        return code >= 500;
    }
}
