package kadens.mailbox;

import java.util.UUID;

/** How a mail is known that somebody of the team had sent to themselves, and what comes back because of it. */
public final class TestMark {

    /** Says {@code yes} in a test. */
    public static final String HEADER = "X-Kadens-Test";

    private static final String SIGN = ".kadens-test@";

    private TestMark() {}

    /** A Message-ID for a test, without angle brackets. */
    public static String newMessageId(Mailbox mailbox) {
        return UUID.randomUUID() + SIGN + mailbox.domain();
    }

    /** Whether a Message-ID is that of a test. */
    public static boolean isOn(String messageId) {
        return messageId.contains(SIGN);
    }
}
