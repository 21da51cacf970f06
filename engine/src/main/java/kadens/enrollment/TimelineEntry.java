package kadens.enrollment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import kadens.language.Sentence;
import kadens.language.SentenceJson;
import org.jspecify.annotations.Nullable;

/** One thing that happened to an enrollment, in a sentence. Written once, never changed. */
@Entity
@Table(name = "timeline")
public final class TimelineEntry {

    /** What sort of thing happened, which decides how the pages draw it. */
    public enum Kind {
        ENROLLED("enrolled"),
        SENT("sent"),
        RECEIVED("received"),
        TASK("task"),
        PAUSED("paused"),
        HELD("held"),
        RESUMED("resumed"),
        FINISHED("finished"),
        STOPPED("stopped"),
        NOTE("note");

        @EnumeratedValue
        final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "timeline_seq", allocationSize = 100)
    long id;

    long enrollmentId;
    Instant at = Instant.EPOCH;

    @Enumerated(EnumType.STRING)
    Kind kind = Kind.NOTE;

    String sentence = "";

    @Nullable
    Long messageId;

    @Nullable
    Long inboundId;

    TimelineEntry() {}

    TimelineEntry(long enrollmentId, Instant at, Kind kind, Sentence sentence, Evidence evidence) {
        this.enrollmentId = enrollmentId;
        this.at = at;
        this.kind = kind;
        this.sentence = SentenceJson.write(sentence);
        this.messageId = evidence.messageId();
        this.inboundId = evidence.inboundId();
    }

    public long id() {
        return id;
    }

    public long enrollmentId() {
        return enrollmentId;
    }

    public Instant at() {
        return at;
    }

    public Kind kind() {
        return kind;
    }

    public Sentence sentence() {
        return SentenceJson.read(sentence);
    }

    /** The row of the message that this is about; null where it is about none. */
    public @Nullable Long messageId() {
        return messageId;
    }

    /** The row of the inbound mail that this is about; null where it is about none. */
    public @Nullable Long inboundId() {
        return inboundId;
    }

    /**
     * The mail that an entry is about.
     *
     * @param messageId row of an outgoing message, or null
     * @param inboundId row of an inbound mail, or null
     */
    public record Evidence(
            @Nullable Long messageId, @Nullable Long inboundId) {

        public static final Evidence NONE = new Evidence(null, null);

        public static Evidence message(long id) {
            return new Evidence(id, null);
        }

        public static Evidence inbound(long id) {
            return new Evidence(null, id);
        }
    }
}
