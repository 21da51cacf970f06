package kadens.outbox;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import kadens.enrollment.OutgoingMessage;
import kadens.mailbox.Lease;
import kadens.outbox.Claim.Taken;
import kadens.store.Database;
import kadens.store.Fence;
import org.hibernate.StatelessSession;

/**
 * Hands the messages of a batch over, one after the other. What came of one is stored together with the beginning of the
 * next, so that there is always one at most whose fate a crash leaves open.
 */
final class Delivering {

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

    /** The one that is being sent, and those of its batch that come after it. */
    private record Current(OutgoingMessage message, String stepTitle, List<Taken> rest) {}

    /** Answers whether more may be sent by this connection. What is not begun by then is let go. */
    boolean deliver(Lease lease, SmtpConnection smtp, Batch batch, BooleanSupplier stopping) {
        if (batch.messages().isEmpty()) {
            return true;
        }
        var first = batch.messages().getFirst();
        var all = batch.messages();
        var at = Optional.of(new Current(first.message(), first.stepTitle(), all.subList(1, all.size())));
        var rest = List.<Taken>of();
        var goesOn = true;
        while (at.isPresent()) {
            var current = at.get();
            var outcome = smtp.send(current.message().raw(), current.message().recipient());
            goesOn = outcome.mayGoOn() && !stopping.getAsBoolean();
            rest = goesOn ? List.of() : current.rest();
            at = recordAndBegin(lease, batch, current, outcome, goesOn, stopping);
            if (!outcome.isUnsent()) {
                fence.sent(current.message().messageId());
            }
        }
        if (!rest.isEmpty()) {
            letGo(lease, stopping);
        }
        return goesOn || stopping.getAsBoolean();
    }

    /** Lets go of all that is claimed. To be called between two mails only, when nothing of it is being sent. */
    void letGo(Lease lease, BooleanSupplier stopping) {
        persistently.transact(stopping, session -> {
            claims.release(session, lease);
            return true;
        });
    }

    /** What came of a mail is true whoever has the mailbox now; another one is begun only while it is ours. */
    private Optional<Current> recordAndBegin(
            Lease lease, Batch batch, Current sent, SendOutcome outcome, boolean goesOn, BooleanSupplier stopping) {
        return persistently.transact(stopping, session -> {
            var mayBegin = lease.holds(session) && goesOn;
            outcomes.record(session, lease, sent.message(), sent.stepTitle(), outcome);
            return mayBegin ? begin(session, lease, batch, sent.rest()) : Optional.empty();
        });
    }

    /** The first of the rest that still goes out by this claim. */
    private Optional<Current> begin(StatelessSession session, Lease lease, Batch batch, List<Taken> rest) {
        for (int i = 0; i < rest.size(); i++) {
            var message = claims.begin(session, lease, batch, rest.get(i));
            if (message.isPresent()) {
                return Optional.of(
                        new Current(message.get(), rest.get(i).stepTitle(), rest.subList(i + 1, rest.size())));
            }
        }
        return Optional.empty();
    }
}
