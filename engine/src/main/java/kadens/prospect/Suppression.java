package kadens.prospect;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An address or a whole domain that must never be written to. Outlives the prospect. */
@Entity
public final class Suppression {

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "suppression_seq", allocationSize = 10)
    long id;

    String target = "";
    String reason = "";
    Instant createdAt = Instant.EPOCH;

    @Nullable
    Long inboundId;

    Suppression() {}

    public long id() {
        return id;
    }

    /** The mail that put it there; null where it stays whatever that mail turns out to be. */
    public @Nullable Long inboundId() {
        return inboundId;
    }

    /** An address (with @) or a domain (without), in lower case. */
    public String target() {
        return target;
    }

    /** One of {@code unsubscribed}, {@code bounced}, {@code complained}, {@code by-hand}. */
    public String reason() {
        return reason;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
