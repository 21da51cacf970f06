package kadens.inbox;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import kadens.inbox.Verdict.AutoReply;
import kadens.inbox.Verdict.Bounce;
import kadens.inbox.Verdict.Reply.Intent;
import kadens.language.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a person says that a mail is.
 *
 * @param verdict null where it has nothing to do with the prospect
 * @param enrollmentId whom it is about; null where that stays as it is
 */
public record Correction(
        @Nullable Verdict verdict, @Nullable Long enrollmentId) {

    /** What it may be called by a person. */
    public static final List<String> WORDS = List.of(
            "reply",
            "unsubscribe",
            "out-of-office",
            "left-company",
            "automatic",
            "bad-address",
            "refused",
            "transient",
            "complaint",
            "unrelated");

    /** What a person who answered may want. */
    public static final List<String> INTENTS =
            Stream.of(Intent.values()).map(Correction::word).toList();

    /**
     * By the words of commands and forms.
     *
     * @param intent for a reply; null where it is not clear
     * @param until for an absence, the last day away; null where nobody knows
     */
    public static Correction of(
            String word, @Nullable String intent, @Nullable LocalDate until, @Nullable Long enrollmentId) {
        var verdict = switch (word) {
            case "reply" -> new Verdict.Reply(intent(intent));
            case "unsubscribe" -> new Verdict.Unsubscribe();
            case "out-of-office" -> new AutoReply(AutoReply.Kind.OUT_OF_OFFICE, until);
            case "left-company" -> new AutoReply(AutoReply.Kind.LEFT_COMPANY, null);
            case "automatic" -> new AutoReply(AutoReply.Kind.ACKNOWLEDGEMENT, null);
            case "bad-address" -> new Bounce(Bounce.Outcome.BAD_ADDRESS, null, null);
            case "refused" -> new Bounce(Bounce.Outcome.REFUSED, null, null);
            case "transient" -> new Bounce(Bounce.Outcome.TRANSIENT, null, null);
            case "complaint" -> new Verdict.Complaint();
            case "unrelated" -> null;
            default ->
                throw new Refusal("A mail can't be '" + word + "'. It can be: " + String.join(", ", WORDS) + ".");
        };
        return new Correction(verdict, enrollmentId);
    }

    private static Intent intent(@Nullable String word) {
        return word == null
                ? Intent.UNCLEAR
                : Stream.of(Intent.values())
                        .filter(intent -> word(intent).equals(word))
                        .findFirst()
                        .orElseThrow(() -> new Refusal("Nobody who answers wants '" + word + "'. It can be: "
                                + String.join(", ", INTENTS) + "."));
    }

    private static String word(Intent intent) {
        return intent.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
