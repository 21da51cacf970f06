package kadens.inbox;

import jakarta.mail.MessagingException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A verdict in the words that are stored and printed.
 *
 * @param verdict the word of a {@link Verdict}
 * @param outcome the kind of bounce or auto-reply; null for other verdicts
 * @param evidence what the verdict rests on, weightiest first
 * @param until the return date of an out-of-office; null where there is none
 * @param intent what a person who replied seems to want; null for other verdicts
 * @param successor whom to write to instead of one who left; null where nobody is named
 */
public record Classification(
        String verdict,
        @Nullable String outcome,
        List<Sign> evidence,
        @Nullable LocalDate until,
        @Nullable String intent,
        @Nullable Successor successor) {

    /**
     * Judges a raw message without touching anything.
     *
     * @param day when it came, where its Date does not say
     */
    public static Classification of(byte[] raw, LocalDate day) {
        try {
            var mail = IncomingMail.parse(RawMail.parse(raw));
            var sentAt = mail.sentAt();
            var on = sentAt == null ? day : sentAt.atZone(ZoneOffset.UTC).toLocalDate();
            return of(new Judge().judge(mail, on));
        } catch (MessagingException e) {
            throw new IllegalArgumentException("not even the headers of the message can be read", e);
        }
    }

    static Classification of(Judgement judgement) {
        var evidence = judgement.evidence();
        return switch (judgement.verdict()) {
            case Verdict.Reply(var intent) -> new Classification("reply", null, evidence, null, word(intent), null);
            case Verdict.AutoReply(var kind, var until, var successor) ->
                new Classification("auto-reply", word(kind), evidence, until, null, successor);
            case Verdict.Bounce bounce ->
                new Classification("bounce", word(bounce.outcome()), evidence, null, null, null);
            default -> new Classification(judgement.verdict().word(), null, evidence, null, null, null);
        };
    }

    private static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
