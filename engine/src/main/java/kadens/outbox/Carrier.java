package kadens.outbox;

import java.util.Optional;
import kadens.outbox.SendOutcome.MailboxTrouble;

/** Hands mails over to a server, one at a time, and says what came of each. Never throws for what a server may do. */
interface Carrier extends AutoCloseable {

    /** Reaches the server; empty where it lets us in. */
    Optional<MailboxTrouble> connect();

    /** Hands over the exact bytes, with From as the envelope's sender. */
    SendOutcome send(byte[] raw, String recipient);

    @Override
    void close();
}
