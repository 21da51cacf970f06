package kadens.outbox;

import java.util.Optional;
import kadens.mailbox.Leases;
import kadens.outbox.SendOutcome.Accepted;
import kadens.outbox.SendOutcome.MailboxTrouble;
import kadens.run.Engine;

/** The second half of runs as the engine does it, but with a server that takes each mail at once and keeps none. */
public final class NullSender {

    private final Engine engine;
    private final Leases leases;
    private final Outbox outbox;

    public NullSender(Engine engine) {
        this.engine = engine;
        var inTurns = engine.database().inTurns();
        this.leases = new Leases(engine.database(), inTurns, System::nanoTime);
        this.outbox = new Outbox(
                inTurns,
                engine.fence(),
                engine.mailboxes(),
                engine.cadences(),
                engine.enrollments(),
                engine.nextSteps(),
                engine.templates(),
                engine.values(),
                engine.timeouts(),
                engine.clock(),
                _ -> new Nowhere());
    }

    private static final class Nowhere implements Carrier {

        @Override
        public Optional<MailboxTrouble> connect() {
            return Optional.empty();
        }

        @Override
        public SendOutcome send(byte[] raw, String recipient) {
            return new Accepted("250 2.0.0 Ok");
        }

        @Override
        public void close() {}
    }

    /** Claims, decides and advances all that is due in a mailbox, as after a reading of its inbox. */
    public void send(long mailboxId) {
        try (var lease = leases.take(mailboxId).orElseThrow()) {
            outbox.send(lease, engine.clock().instant(), () -> false);
        }
    }
}
