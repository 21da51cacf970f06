package kadens.inbox;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;

/** How far one folder of a mailbox has been read. Moves only in the transaction that stores what was read. */
@Entity
@IdClass(Horizon.Key.class)
public final class Horizon {

    /** A folder of a mailbox. */
    public record Key(long mailboxId, String folder) {}

    @Id
    long mailboxId;

    @Id
    String folder = "";

    long uidValidity;
    long uid;
    Instant readAt = Instant.EPOCH;

    Horizon() {}

    Horizon(long mailboxId, String folder, long uidValidity, long uid, Instant readAt) {
        this.mailboxId = mailboxId;
        this.folder = folder;
        this.uidValidity = uidValidity;
        this.uid = uid;
        this.readAt = readAt;
    }

    public long mailboxId() {
        return mailboxId;
    }

    public String folder() {
        return folder;
    }

    /** RFC 9051, 2.3.1.1: UIDs are worth something only together with it. */
    public long uidValidity() {
        return uidValidity;
    }

    /** The highest UID whose mail is stored; 0 where the folder was empty. */
    public long uid() {
        return uid;
    }

    public Instant readAt() {
        return readAt;
    }
}
