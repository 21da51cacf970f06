package kadens.enrollment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person wrote back to a prospect. Its Message-ID and exact bytes are stored before the first SMTP command, and it
 * is sent at most once.
 */
@Entity
public final class Answer {

    /** Waits between the attempts of an answer that the server puts off; after the last one it is given up. */
    private static final List<Duration> BACK_OFF =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(8));

    /** What is known of the sending. */
    public enum Sending {
        /** It goes out with the mailbox's next run. No server has heard of it, or one that did has put it off. */
        WAITING("waiting"),
        /** Handed to SMTP now, or cut off while it was. */
        SENDING("sending"),
        /** Accepted by the server. */
        SENT("sent"),
        REFUSED("refused"),
        /** The answer of the server was never heard. */
        UNCERTAIN("uncertain"),
        /** Taken back by a person before it left. */
        WITHDRAWN("withdrawn");

        @EnumeratedValue
        final String word;

        Sending(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "answer_seq", allocationSize = 10)
    long id;

    long enrollmentId;
    long inboundId;
    long mailboxId;
    long personId;
    String token = "";
    String messageId = "";
    String recipient = "";
    String subject = "";
    String text = "";
    byte[] raw = {};

    @Enumerated(EnumType.STRING)
    Sending state = Sending.WAITING;

    Instant writtenAt = Instant.EPOCH;
    Instant tryAt = Instant.EPOCH;

    @Nullable
    Instant claimedAt;

    @Nullable
    Instant settledAt;

    @Nullable
    Instant settleBy;

    int attempts;

    @Nullable
    String said;

    long lease;

    @Nullable
    Instant copyAt;

    int copyAttempts;

    Answer() {}

    public long id() {
        return id;
    }

    public long enrollmentId() {
        return enrollmentId;
    }

    public long inboundId() {
        return inboundId;
    }

    public long mailboxId() {
        return mailboxId;
    }

    /** Who wrote it. */
    public long personId() {
        return personId;
    }

    /** Without angle brackets. */
    public String messageId() {
        return messageId;
    }

    public String recipient() {
        return recipient;
    }

    public String subject() {
        return subject;
    }

    /** What was written, without what is quoted below it. */
    public String text() {
        return text;
    }

    public byte[] raw() {
        return raw.clone();
    }

    public Sending state() {
        return state;
    }

    public Instant writtenAt() {
        return writtenAt;
    }

    /** When the last SMTP dialogue about it began; null before the first. */
    public @Nullable Instant claimedAt() {
        return claimedAt;
    }

    /** The server's last words; null before any. */
    public @Nullable String said() {
        return said;
    }

    /** The number of the lease under which it was begun last. */
    public long lease() {
        return lease;
    }

    void begin(long lease, Instant now) {
        this.lease = lease;
        claimedAt = now;
        attempts++;
        state = Sending.SENDING;
    }

    /** One that goes out once more may have arrived the first time: that the server will not have it now says nothing. */
    void settle(Sending outcome, String said, Instant now) {
        state = outcome == Sending.REFUSED && isResent() ? Sending.UNCERTAIN : outcome;
        this.said = said;
        settledAt = now;
        settleBy = state == Sending.UNCERTAIN ? now.plus(UncertainSends.GRACE) : null;
    }

    /** Answers whether it is tried again; where it is not, it is refused. */
    boolean putOff(String said, Instant now) {
        if (attempts > BACK_OFF.size() || isResent()) {
            settle(Sending.REFUSED, said, now);
            return false;
        }
        waits(now.plus(BACK_OFF.get(Math.max(1, attempts) - 1)), said);
        return true;
    }

    /** The server did not take it for a reason that has nothing to do with it: the attempt does not count. */
    void notTried(String said, Instant now) {
        attempts = Math.max(0, attempts - 1);
        if (isResent()) {
            settle(Sending.UNCERTAIN, said, now);
        } else {
            waits(now, said);
        }
    }

    /** Whether it was handed over before, and nobody knows what came of that. */
    boolean isResent() {
        return settledAt != null;
    }

    private void waits(Instant until, String said) {
        state = Sending.WAITING;
        tryAt = until;
        this.said = said;
    }
}
