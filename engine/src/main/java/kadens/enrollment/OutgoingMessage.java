package kadens.enrollment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import kadens.cadence.Variant;
import kadens.store.Fields;
import org.jspecify.annotations.Nullable;

/**
 * One email of an enrollment's step. Its Message-ID and exact bytes are stored before the first SMTP command, and a
 * step has at most one.
 */
@Entity
@Table(name = "message")
public final class OutgoingMessage {

    /** What is known of the sending. */
    public enum Delivery {
        /** Its bytes and Message-ID are fixed: it is handed to SMTP now or in a moment, or was cut off by then. */
        SENDING("sending"),
        /** Accepted by the server. */
        SENT("sent"),
        /** Not accepted for now; tried again later under the same Message-ID. */
        DEFERRED("deferred"),
        /** Refused for good. */
        REFUSED("refused"),
        /** The answer of the server was never heard; {@link #settleBy} tells what is waited for. */
        UNCERTAIN("uncertain");

        @EnumeratedValue
        final String word;

        Delivery(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "message_seq", allocationSize = 100)
    long id;

    long enrollmentId;
    String stepKey = "";
    long mailboxId;

    @Column(updatable = false)
    String messageId = "";

    @Column(updatable = false)
    String referenceIds = "";

    String recipient = "";

    @Column(insertable = false, updatable = false)
    @Nullable
    String recipientDomain;

    @Nullable
    Long accountId;

    String cadence = "";
    boolean opener;

    @Column(updatable = false)
    String subject = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    Delivery delivery = Delivery.SENDING;

    Instant claimedAt = Instant.EPOCH;
    Instant horizonAt = Instant.EPOCH;

    @Nullable
    Instant settledAt;

    int attempts;

    @Nullable
    String answer;

    @Nullable
    Instant settleBy;

    boolean sendAgain;
    boolean resent;
    long lease;

    @Column(updatable = false)
    String templateVersion = "";

    @Column(updatable = false)
    String variant = Variant.FIRST;

    @Column(updatable = false)
    @Nullable
    String language;

    @Column(updatable = false)
    @Nullable
    String writtenWith;

    @Column(updatable = false)
    byte[] raw = {};

    OutgoingMessage() {}

    public long id() {
        return id;
    }

    public long enrollmentId() {
        return enrollmentId;
    }

    public String stepKey() {
        return stepKey;
    }

    public long mailboxId() {
        return mailboxId;
    }

    /** RFC 5322 Message-ID without the angle brackets. */
    public String messageId() {
        return messageId;
    }

    /** The Message-IDs of the thread before this one, oldest first (RFC 5322, 3.6.4). */
    public List<String> references() {
        return referenceIds.isEmpty() ? List.of() : List.of(referenceIds.split(" "));
    }

    public String recipient() {
        return recipient;
    }

    public String subject() {
        return subject;
    }

    public Delivery delivery() {
        return delivery;
    }

    /** When it was claimed for sending. */
    public Instant claimedAt() {
        return claimedAt;
    }

    /** When the reading of the inbox began that this was sent on. */
    public Instant horizonAt() {
        return horizonAt;
    }

    /** When the outcome became known; null while it is open. */
    public @Nullable Instant settledAt() {
        return settledAt;
    }

    /**
     * Until when a sign of an uncertain mail is waited for, before the mailbox's policy decides; past where a person has
     * to. Null where nothing waits for it: it is settled, taken as sent, or to be sent again.
     */
    public @Nullable Instant settleBy() {
        return settleBy;
    }

    /** Whether it was handed over again while it was uncertain. */
    public boolean isResent() {
        return resent;
    }

    /** Whether its step is still to be sent: the server put it off, or it goes out once more. */
    public boolean isToCome() {
        return delivery == Delivery.DEFERRED || sendAgain;
    }

    /** Whether the sender is at it, or was when it was cut off. */
    public boolean isBeingSent() {
        return delivery == Delivery.SENDING;
    }

    /** The number of the {@link kadens.mailbox.Lease} under which it was claimed last. */
    public long lease() {
        return lease;
    }

    /** How many times it was handed to a server. */
    public int attempts() {
        return attempts;
    }

    /** The server's last words; null before any. */
    public @Nullable String answer() {
        return answer;
    }

    /** What its step's files said: as long as this is the same, so are they. */
    public String templateVersion() {
        return templateVersion;
    }

    /** The name of the variant that it was made of. */
    public String variant() {
        return variant;
    }

    /** The language of the text that it was made of, as a BCP 47 tag; null for one from before this was kept. */
    public @Nullable String language() {
        return language;
    }

    /** The values that its template saw, by name; empty for one from before they were kept. */
    public Map<String, String> writtenWith() {
        return writtenWith == null ? Map.of() : Fields.read(writtenWith);
    }

    /** How many bytes it has. */
    public int size() {
        return raw.length;
    }

    /** The exact bytes that were sent. */
    public byte[] raw() {
        return raw.clone();
    }
}
