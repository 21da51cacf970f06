package kadens.prospect;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A list that somebody uploaded to import, and how far that has come. */
@Entity
public final class Upload {

    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};
    private static final int NAME_CHARS_MAX = 200;

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "upload_seq", allocationSize = 10)
    long id;

    long personId;
    String fileName = "";
    long bytes;
    boolean headed;
    String meanings = "[]";

    @Nullable
    Long ownerId;

    boolean updates = true;
    String state = Phase.UPLOADED.word();
    long rowCount;
    long bytesRead;
    long lineDone;
    long created;
    long updated;
    long unchanged;
    long refused;

    @Nullable
    String trouble;

    Instant uploadedAt = Instant.EPOCH;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant endedAt;

    @Nullable
    Instant undoneAt;

    @Nullable
    Instant beatAt;

    /** How far it has come. */
    public enum Phase {
        UPLOADED,
        CHECKING,
        CHECKED,
        IMPORTING,
        IMPORTED,
        INTERRUPTED,
        UNDOING,
        UNDONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether some node works on it. */
        public boolean busy() {
            return this == CHECKING || this == IMPORTING || this == UNDOING;
        }

        /** Whether nothing of it is stored yet, so that everything can still be chosen otherwise. */
        public boolean open() {
            return this == UPLOADED || this == CHECKED;
        }
    }

    Upload() {}

    /** @param fileName as the browser says; what stands before the last slash, and what can't be seen, is dropped */
    Upload(long personId, String fileName, long bytes, Instant uploadedAt) {
        this.personId = personId;
        this.fileName = plain(fileName);
        this.bytes = bytes;
        this.uploadedAt = uploadedAt;
    }

    private static String plain(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}\\p{Cf}]", "")
                .strip();
        var shown = last.replaceAll("^\\.+", "");
        return shown.isEmpty() ? "list.csv" : shown.substring(0, Math.min(shown.length(), NAME_CHARS_MAX));
    }

    public long id() {
        return id;
    }

    public long personId() {
        return personId;
    }

    /** To show; never a path. */
    public String fileName() {
        return fileName;
    }

    public long bytes() {
        return bytes;
    }

    public boolean headed() {
        return headed;
    }

    /** The field of each column, as in a mapping. */
    public List<String> meanings() {
        return JsonMapper.shared().readValue(meanings, LIST);
    }

    /** Whose the new prospects become; null: shared by all. */
    public @Nullable Long ownerId() {
        return ownerId;
    }

    public boolean updates() {
        return updates;
    }

    public Phase phase() {
        return Arrays.stream(Phase.values())
                .filter(phase -> phase.word().equals(state))
                .findFirst()
                .orElseThrow();
    }

    public long rowCount() {
        return rowCount;
    }

    public long bytesRead() {
        return bytesRead;
    }

    public long created() {
        return created;
    }

    public long updated() {
        return updated;
    }

    public long unchanged() {
        return unchanged;
    }

    public long refused() {
        return refused;
    }

    /** Why it broke off or can't be read; null: it did not, or it can. */
    public @Nullable String trouble() {
        return trouble;
    }

    public Instant uploadedAt() {
        return uploadedAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    public @Nullable Instant undoneAt() {
        return undoneAt;
    }

    /** Sets what its columns are and what an import of it may do; what was counted before no longer holds. */
    void choose(boolean headed, List<String> meanings, @Nullable Long ownerId, boolean updates) {
        this.headed = headed;
        this.meanings = JsonMapper.shared().writeValueAsString(meanings);
        this.ownerId = ownerId;
        this.updates = updates;
        this.state = Phase.UPLOADED.word();
        this.trouble = null;
    }

    ImportSums sums() {
        return new ImportSums(created, updated, unchanged, refused);
    }
}
