package kadens.mailbox;

import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import kadens.language.Refusal;

/** Whether copies of what was sent are put into the Sent folder. */
public enum SentCopy {
    /** Where the server does not do so itself. */
    AUTO("auto"),
    ALWAYS("always"),
    NEVER("never");

    /** Google and Microsoft file what comes in by these. Google's relay for whole domains does not. */
    private static final Set<String> FILES_ITSELF = Set.of(
            "smtp.gmail.com",
            "smtp.googlemail.com",
            "smtp.office365.com",
            "outlook.office365.com",
            "smtp-mail.outlook.com");

    @EnumeratedValue
    final String word;

    SentCopy(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static boolean isKnownToFile(String smtpHost) {
        return FILES_ITSELF.contains(smtpHost.toLowerCase(Locale.ROOT));
    }

    /** @throws Refusal naming those there are */
    public static SentCopy ofWord(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word.equals(word.strip()))
                .findFirst()
                .orElseThrow(() -> new Refusal("--sent-copy cannot be '" + word + "'. Give one of: "
                        + Arrays.stream(values()).map(SentCopy::word).collect(Collectors.joining(", "))));
    }
}
