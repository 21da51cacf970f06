package kadens.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import kadens.mailbox.Lease;
import kadens.outbox.Claim.Taken;
import kadens.outbox.Outcomes.Sent;
import kadens.outbox.SendOutcome.Accepted;
import kadens.store.Database;
import kadens.store.Fence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the messages of a batch over, one after the other, and stores what came of them together. That one is begun is
 * stored before its turn, and says that those before it were taken: so there is always one at most whose fate a crash leaves
 * open.
 */
final class Delivering {

    private static final Logger LOG = LoggerFactory.getLogger(Delivering.class);

    /** A batch is as long as a moment; where the server has become slow meanwhile, its rest is judged anew. */
    private static final long NANOS_MAX = 1_000_000_000;

    private final Persistently persistently;
    private final Fence fence;
    private final Claims claims;
    private final Outcomes outcomes;

    Delivering(Database database, Fence fence, Claims claims, Outcomes outcomes) {
        this.persistently = new Persistently(database, Persistently::inRealTime);
        this.fence = fence;
        this.claims = claims;
        this.outcomes = outcomes;
    }

    /**
     * Answers whether more may be sent by this connection. What is not begun by then is let go.
     *
     * @param size is told how long it took
     */
    boolean deliver(Lease lease, Carrier carrier, List<Taken> batch, BatchSize size, BooleanSupplier stopping) {
        var sent = new ArrayList<Sent>();
        var begunAt = System.nanoTime();
        for (var each : batch) {
            if (!sent.isEmpty() && (System.nanoTime() - begunAt > NANOS_MAX || !begins(lease, each))) {
                break;
            }
            var outcome = carrier.send(each.message().raw(), each.message().recipient());
            LOG.info(
                    "{} step {} to {}: {}",
                    each.message().messageId(),
                    each.message().stepKey(),
                    each.message().recipient(),
                    outcome);
            sent.add(new Sent(each.message(), each.stepTitle(), outcome));
            if (!(outcome instanceof Accepted) || stopping.getAsBoolean()) {
                break;
            }
        }
        size.took(sent.size(), System.nanoTime() - begunAt);
        record(lease, sent, sent.size() < batch.size(), stopping);
        return sent.isEmpty() || sent.getLast().outcome().mayGoOn();
    }

    /** Where that can't be stored, it waits until what came before it is. */
    private static boolean begins(Lease lease, Taken next) {
        try {
            return lease.begins(next.message().id());
        } catch (RuntimeException e) {
            LOG.debug("{}: could not be begun; it is let go.", next.message().messageId(), e);
            return false;
        }
    }

    private void record(Lease lease, List<Sent> sent, boolean letGo, BooleanSupplier stopping) {
        persistently.transact(stopping, session -> {
            outcomes.record(session, lease, sent);
            if (letGo) {
                claims.release(session, lease);
            }
            return true;
        });
        sent.stream()
                .filter(each -> !each.outcome().isUnsent())
                .reduce((_, last) -> last)
                .ifPresent(last -> fence.sent(last.message().messageId()));
    }

    /** Lets go of all that is claimed. To be called between two batches only, when nothing of it is being sent. */
    void letGo(Lease lease, BooleanSupplier stopping) {
        persistently.transact(stopping, session -> {
            claims.release(session, lease);
            return true;
        });
    }
}
