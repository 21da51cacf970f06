package kadens.inbox;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * One incoming email with its verdict. Of mail that has nothing to do with a prospect only the identity is kept, so
 * that a rep's private mail is not.
 */
@Entity
public class Inbound {

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

    String evidence = "[]";

    @Nullable
    String matchedBy;

    boolean weak;

    @Nullable
    Long enrollmentId;

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

    /** What the verdict rests on, weightiest first. */
    public List<String> evidence() {
        return JsonMapper.shared().readValue(evidence, new TypeReference<List<String>>() {});
    }

    /** Whether what it was matched by is weak, so that a person has to judge. */
    public boolean isWeak() {
        return weak;
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
