package kadens.mailbox;

import java.time.Instant;

/** A mailbox as a reading needs one. */
public final class AnyMailbox {

    private AnyMailbox() {}

    public static Mailbox mailbox() {
        return new Mailbox("kari@rute.example", 1, Instant.EPOCH);
    }
}
