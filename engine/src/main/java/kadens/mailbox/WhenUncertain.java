package kadens.mailbox;

import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.stream.Collectors;
import kadens.language.Refusal;

/** What a mailbox does about a mail that may or may not have left, where no sign of it has come. */
public enum WhenUncertain {
    /** Nobody gets it twice; somebody may not get it at all. */
    ASSUME_SENT("assume-sent"),
    /** Everybody gets it; somebody may get it twice, if their mail program does not know it by its Message-ID. */
    RESEND_SAME_ID("resend-same-id"),
    /** A person decides. */
    ASK("ask");

    @EnumeratedValue
    final String word;

    WhenUncertain(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** @throws Refusal naming those there are */
    public static WhenUncertain ofWord(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word.equals(word.strip()))
                .findFirst()
                .orElseThrow(() -> new Refusal("--uncertain cannot be '" + word + "'. Give one of: "
                        + Arrays.stream(values()).map(WhenUncertain::word).collect(Collectors.joining(", "))));
    }
}
