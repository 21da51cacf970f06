package kadens.outbox;

import java.util.regex.Pattern;

/**
 * One reply of an SMTP server.
 *
 * @param code the three digits (RFC 5321, 4.2.1); -1 where no answer came, or one that is none
 * @param enhanced the enhanced status code (RFC 2034, 3463), or empty where the server gives none
 * @param text the whole reply
 */
record SmtpReply(int code, String enhanced, String text) {

    static final SmtpReply NONE = new SmtpReply(-1, "", "");

    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

    /** What Angus gives where the connection ended instead of an answer. */
    private static final String EOF = "[EOF]";

    static SmtpReply of(int code, String text) {
        var parts = ENHANCED.matcher(text);
        return new SmtpReply(code < 100 ? -1 : code, parts.find() ? parts.group(1) : "", text.strip());
    }

    boolean isRefusal() {
        return code >= 400 && code <= 599;
    }

    boolean isHangUp() {
        return text.equals(EOF);
    }

    /** Something was said, but nothing that SMTP knows. */
    boolean isGarbled() {
        return code < 0 && !text.isEmpty() && !isHangUp();
    }

    /** Both codes as one word to be looked up, such as {@code 550 5.1.1}; {@code 550} alone ends with the space. */
    String codes() {
        return code + " " + enhanced;
    }
}
