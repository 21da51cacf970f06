package kadens.inbox;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * One incoming email with its verdict. Of mail that has nothing to do with a prospect only the identity is kept, so
 * that a rep's private mail is not.
 */
@Entity
public final class Inbound {

    /** The verdict of a mail that matches no prospect. */
    public static final String UNRELATED = "unrelated";

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "inbound_seq", allocationSize = 100)
    long id;

    long mailboxId;
    String folder = "";
    long uidValidity;
    long uid;
    String identity = "";

    @Nullable
    String messageId;

    String fromAddress = "";

    @Nullable
    String fromName;

    String subject = "";
    Instant receivedAt = Instant.EPOCH;
    Instant readAt = Instant.EPOCH;
    String verdict = UNRELATED;

    @Nullable
    String outcome;

    @Nullable
    LocalDate until;

    @Nullable
    String intent;

    @Nullable
    String successorName;

    @Nullable
    String successorAddress;

    boolean doubtful;

    @Nullable
    String firstVerdict;

    @Nullable
    String firstOutcome;

    @Nullable
    Instant correctedAt;

    String evidence = "[]";

    @Nullable
    String matchedBy;

    @Nullable
    Long enrollmentId;

    /** The row of our mail that it refers to. */
    @Nullable
    Long answers;

    String newText = "";
    byte[] raw = {};

    Inbound() {}

    public long id() {
        return id;
    }

    public long mailboxId() {
        return mailboxId;
    }

    public String folder() {
        return folder;
    }

    public String fromAddress() {
        return fromAddress;
    }

    public @Nullable String fromName() {
        return fromName;
    }

    public String subject() {
        return subject;
    }

    /** When the server got it. */
    public Instant receivedAt() {
        return receivedAt;
    }

    public Instant readAt() {
        return readAt;
    }

    /** {@link #UNRELATED}, or the word of a {@link Verdict}. */
    public String verdict() {
        return verdict;
    }

    /** What kind of bounce or auto-reply it is; null for other verdicts. */
    public @Nullable String outcome() {
        return outcome;
    }

    /** Away until, where an out-of-office says so. */
    public @Nullable LocalDate until() {
        return until;
    }

    /** What a person who replied seems to want; null for other verdicts. */
    public @Nullable String intent() {
        return intent;
    }

    /** Whom to write to instead of one who left; null where nobody is named. */
    public @Nullable Successor successor() {
        return successorName == null && successorAddress == null
                ? null
                : new Successor(successorName, successorAddress);
    }

    /** Whether nobody knows whom it is about, so that a person has to say. */
    public boolean doubtful() {
        return doubtful;
    }

    /** What the engine took it for, where a person has corrected that; else null. */
    public @Nullable String firstVerdict() {
        return firstVerdict;
    }

    public @Nullable String firstOutcome() {
        return firstOutcome;
    }

    /** When a person last corrected it; null where nobody has. */
    public @Nullable Instant correctedAt() {
        return correctedAt;
    }

    /** What the engine's verdict rests on, weightiest first. */
    public List<Sign> evidence() {
        return Sign.read(evidence);
    }

    /** What it is taken for; null where that is nothing that has to do with a prospect. */
    @Nullable
    Verdict taken() {
        return switch (verdict) {
            case "reply" -> new Verdict.Reply(kind(Verdict.Reply.Intent.class, intent, Verdict.Reply.Intent.UNCLEAR));
            case "unsubscribe" -> new Verdict.Unsubscribe();
            case "complaint" -> new Verdict.Complaint();
            case "receipt" -> new Verdict.Receipt();
            case "unreadable" -> new Verdict.Unreadable();
            case "auto-reply" ->
                new Verdict.AutoReply(
                        kind(Verdict.AutoReply.Kind.class, outcome, Verdict.AutoReply.Kind.ACKNOWLEDGEMENT),
                        until,
                        successor());
            case "bounce" ->
                new Verdict.Bounce(
                        kind(Verdict.Bounce.Outcome.class, outcome, Verdict.Bounce.Outcome.TRANSIENT), null, null);
            default -> null;
        };
    }

    /** From now on it counts as this. Whom a notice names stays known, whatever a person says that it is. */
    void takeFor(@Nullable Verdict taken) {
        var words = taken == null ? null : Classification.of(new Judgement(taken, List.of()));
        this.verdict = words == null ? UNRELATED : words.verdict();
        this.outcome = words == null ? null : words.outcome();
        this.until = words == null ? null : words.until();
        this.intent = words == null ? null : words.intent();
        var successor = words == null ? null : words.successor();
        if (successor != null) {
            this.successorName = clipped(successor.name(), 320);
            this.successorAddress = clipped(successor.address(), 254);
        }
    }

    /** What it is taken for, as part of a sentence. */
    Sentence words() {
        return Sentence.of("taken." + (outcome == null ? verdict : outcome));
    }

    /** What a sender wrote must fit its column, however long: a mail that can't be stored would stop the reading. */
    static @Nullable String clipped(@Nullable String text, int charactersMax) {
        return text == null || text.length() <= charactersMax ? text : text.substring(0, charactersMax);
    }

    private static <E extends Enum<E>> E kind(Class<E> kinds, @Nullable String word, E otherwise) {
        return Stream.of(kinds.getEnumConstants())
                .filter(kind ->
                        kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
                .findFirst()
                .orElse(otherwise);
    }

    /** How its enrollment was found, in words; empty where none was. */
    public Optional<Sentence> howMatched() {
        return Optional.ofNullable(matchedBy).map(by -> Sentence.of("matched." + by));
    }

    /** How its enrollment was found; null where none was. */
    public @Nullable String matchedBy() {
        return matchedBy;
    }

    public @Nullable Long enrollmentId() {
        return enrollmentId;
    }

    /** What was newly written, without quotes and signature. */
    public String newText() {
        return newText;
    }

    /** The mail as it came; of a very large one the headers only. */
    public byte[] raw() {
        return raw.clone();
    }
}
