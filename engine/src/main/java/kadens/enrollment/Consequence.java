package kadens.enrollment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a mail did to an enrollment, kept so that it can be undone: what the enrollment was before. A state of null tells
 * that the mail changed nothing, because something stronger held already.
 */
@Entity
@IdClass(Consequence.Key.class)
public final class Consequence {

    record Key(long inboundId, long enrollmentId) {}

    @Id
    long inboundId;

    @Id
    long enrollmentId;

    @Enumerated(EnumType.STRING)
    @Nullable
    State state;

    @Nullable
    String reason;

    @Nullable
    Instant resumeAt;

    @Nullable
    Long becauseInbound;

    Consequence() {}

    Consequence(long inboundId, long enrollmentId) {
        this.inboundId = inboundId;
        this.enrollmentId = enrollmentId;
    }

    void isBefore(Enrollment enrollment) {
        this.state = enrollment.state;
        this.reason = enrollment.reason;
        this.resumeAt = enrollment.resumeAt;
        this.becauseInbound = enrollment.becauseInbound;
    }

    /** The mail on whose change this one rested is undone: what was before that one is now before this one. */
    void restsOn(Consequence undone) {
        this.state = undone.state;
        this.reason = undone.reason;
        this.resumeAt = undone.resumeAt;
        this.becauseInbound = undone.becauseInbound;
    }
}
