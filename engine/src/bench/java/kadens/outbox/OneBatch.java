package kadens.outbox;

import java.util.HashSet;
import java.util.Set;
import kadens.mailbox.Leases;
import kadens.run.Engine;

/** One batch of due mails, claimed as a run does it and let go again, for benchmarks. */
public final class OneBatch {

    /** As many as a fast server takes in a moment. */
    private static final int MAILS = 20;

    private final Engine engine;
    private final Leases leases;
    private final Claims claims;
    private final Set<Long> prepared = new HashSet<>();

    public OneBatch(Engine engine) {
        this.engine = engine;
        this.leases = new Leases(engine.database(), engine.database().inTurns(), System::nanoTime);
        this.claims = new Claims(
                engine.fence(),
                engine.mailboxes(),
                engine.enrollments(),
                engine.nextSteps(),
                new Letters(engine.templates(), engine.values()),
                engine.clock());
    }

    /** @param nanos how long it took to claim them */
    public record Claimed(int mails, long nanos) {}

    /** Claims what a mailbox would send next. Only that is timed; what a run does before and after is not. */
    public Claimed of(long mailboxId) {
        try (var lease = leases.take(mailboxId).orElseThrow()) {
            if (prepared.add(mailboxId)) {
                var cadences = lease.transact(session -> DueSteps.ongoing(session, mailboxId));
                engine.nextSteps().store(cadences, lease::transact);
            }
            var begun = System.nanoTime();
            var batch = claims.next(new Claims.Turns(lease, engine.clock().instant()), MAILS);
            var nanos = System.nanoTime() - begun;
            if (batch.messages().isEmpty()) {
                throw new IllegalStateException("Mailbox " + mailboxId + " has nothing to send: " + batch.ending());
            }
            lease.transactAlone(session -> claims.release(session, lease));
            return new Claimed(batch.messages().size(), nanos);
        }
    }
}
