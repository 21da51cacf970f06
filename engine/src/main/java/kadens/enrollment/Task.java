package kadens.enrollment;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call or task step that a person does. A step has at most one. */
@Entity
public final class Task {

    static final int TITLE_CHARS_MAX = 200;

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "task_seq", allocationSize = 10)
    long id;

    long enrollmentId;
    String stepKey = "";
    String type = "";
    String title = "";

    @Nullable
    String instructions;

    Instant openedAt = Instant.EPOCH;

    @Nullable
    Instant doneAt;

    Task() {}

    public long id() {
        return id;
    }

    public long enrollmentId() {
        return enrollmentId;
    }

    public String stepKey() {
        return stepKey;
    }

    /** {@code call} or {@code task}. */
    public String type() {
        return type;
    }

    public String title() {
        return title;
    }

    public @Nullable String instructions() {
        return instructions;
    }

    public Instant openedAt() {
        return openedAt;
    }

    /** Null while it is open. */
    public @Nullable Instant doneAt() {
        return doneAt;
    }
}
