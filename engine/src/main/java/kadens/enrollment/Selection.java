package kadens.enrollment;

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

/** Whom somebody has chosen to enroll, and how far that has come. */
@Entity
public final class Selection {

    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};
    private static final TypeReference<List<Long>> IDS = new TypeReference<>() {};

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "selection_seq", allocationSize = 10)
    long id;

    long personId;
    String unknown = "[]";
    long leftOut;

    @Nullable
    String cadence;

    @Nullable
    String mailboxes;

    boolean again;
    String state = Phase.CHOSEN.word();

    @Nullable
    String trouble;

    Instant chosenAt = Instant.EPOCH;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant endedAt;

    @Nullable
    Instant beatAt;

    /** How far it has come. */
    public enum Phase {
        CHOSEN,
        ENROLLING,
        ENROLLED,
        INTERRUPTED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Selection() {}

    Selection(long personId, List<String> unknown, Instant chosenAt) {
        this.personId = personId;
        this.unknown = JsonMapper.shared().writeValueAsString(unknown);
        this.chosenAt = chosenAt;
    }

    public long id() {
        return id;
    }

    public long personId() {
        return personId;
    }

    /** Addresses that were typed and belong to nobody we know. */
    public List<String> unknown() {
        return JsonMapper.shared().readValue(unknown, WORDS);
    }

    /** How many were asked for that are not there, or not seen by who chose. */
    public long leftOut() {
        return leftOut;
    }

    /** In which; null before that is decided. */
    public @Nullable String cadence() {
        return cadence;
    }

    /** The ids of the mailboxes that take turns. */
    public List<Long> mailboxes() {
        return mailboxes == null ? List.of() : JsonMapper.shared().readValue(mailboxes, IDS);
    }

    public boolean again() {
        return again;
    }

    public Phase phase() {
        return Arrays.stream(Phase.values())
                .filter(phase -> phase.word().equals(state))
                .findFirst()
                .orElseThrow();
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    void begin(String cadence, List<Long> mailboxes, boolean again, Instant now) {
        this.cadence = cadence;
        this.mailboxes = JsonMapper.shared().writeValueAsString(mailboxes);
        this.again = again;
        this.startedAt = now;
        this.state = Phase.ENROLLING.word();
    }
}
