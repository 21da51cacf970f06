package kadens.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import kadens.enrollment.CadencePauses;
import kadens.enrollment.Enrollments;
import kadens.enrollment.NextSteps;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.SentMails;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.language.Sentence;
import kadens.mailbox.Lease;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.outbox.Claim.Nothing;
import kadens.outbox.Claim.Taken;
import kadens.plan.Lane;
import kadens.prospect.Suppressions;
import kadens.store.Database;
import kadens.store.Fence;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the next due steps of a mailbox in one short transaction: judged, written, and stored with their Message-IDs before
 * any SMTP command. Of these one at a time is begun; what was not begun in time is let go and judged anew.
 */
final class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    /** Each claim holds its bytes in memory, and a node has many mailboxes at work. */
    private static final int BATCH_MAX = 20;

    private static final int BATCH_BYTES_MAX = 128 * 1024;

    /** So that a transaction stays short where much is only put off. */
    private static final int LOOKED_AT_MAX = 50;

    /** What was judged longer ago is judged again: a window may have closed meanwhile. */
    private static final Duration BEGUN_WITHIN = Duration.ofSeconds(10);

    private final Fence fence;
    private final Mailboxes mailboxes;
    private final Enrollments enrollments;
    private final Claiming claiming;
    private final InstantSource clock;

    Claims(
            Fence fence,
            Mailboxes mailboxes,
            Enrollments enrollments,
            NextSteps nextSteps,
            Letters letters,
            InstantSource clock) {
        this.fence = fence;
        this.mailboxes = mailboxes;
        this.enrollments = enrollments;
        this.claiming = new Claiming(enrollments, nextSteps, letters, clock);
        this.clock = clock;
    }

    /** Whether anything had fallen due when the inbox was read, and may leave now: else nobody need log in. */
    boolean anythingToSend(Lease lease, Instant horizonAt) {
        return lease.transact(session -> {
            var mailbox = mailboxes.byId(session, lease.mailbox().id()).orElseThrow();
            var now = clock.instant();
            if (holds(session, mailbox, horizonAt, now).isPresent()) {
                return false;
            }
            var heads = DueSteps.oldest(session, mailbox.id(), horizonAt, 1);
            return heads.stream().anyMatch(head -> head.lane() == Lane.FOLLOW_UP)
                    || !heads.isEmpty() && Pace.openerPlaces(session, mailbox, now, 1) > 0;
        });
    }

    /** Opens the calls and tasks that have fallen due: a person does them, whatever the mailbox may send. */
    void openTasks(Lease lease, Instant horizonAt) {
        var due = lease.transact(
                session -> DueSteps.byHand(session, lease.mailbox().id(), horizonAt));
        for (var id : due) {
            judged(
                    lease,
                    at -> lease.transact(session -> {
                        at.set(id);
                        return claiming.claim(session, lease, id, horizonAt, clock.instant());
                    }));
        }
    }

    /** @param horizonAt when the inbox was read: only steps that had fallen due by then may leave on that reading */
    Batch next(Lease lease, Instant horizonAt) {
        return judged(lease, at -> lease.transact(session -> batch(session, lease, horizonAt, at)))
                .orElseGet(() -> new Batch(List.of(), clock.instant(), null));
    }

    private Batch batch(StatelessSession session, Lease lease, Instant horizonAt, AtomicLong at) {
        var mailbox = mailboxes.byId(session, lease.mailbox().id()).orElseThrow();
        var now = clock.instant();
        var holds = holds(session, mailbox, horizonAt, now);
        if (holds.isPresent()) {
            return Batch.nothing(now, holds.get());
        }
        var oneByOne = RecipientCaps.areKept(session);
        var places = Pace.places(session, mailbox, now, oneByOne ? 1 : BATCH_MAX);
        var lookedAtMax = oneByOne ? 1 : LOOKED_AT_MAX;
        var queue = queue(session, mailbox, horizonAt, now, places);
        var taken = new ArrayList<Taken>();
        var settled = false;
        var looked = 0;
        for (var next = queue.next(); next.isPresent() && looked < lookedAtMax; next = queue.next()) {
            looked++;
            at.set(next.get().id());
            switch (claiming.claim(session, lease, next.get().id(), horizonAt, now)) {
                case Taken each -> {
                    taken.add(each);
                    queue.goes(next.get());
                }
                case Claim.Settled _ -> settled = true;
                case Claim.Busy _ -> {}
                case Nothing(var why) -> {
                    return begun(session, new Batch(taken, now, why));
                }
            }
            if (taken.size() == places || bytes(taken) >= BATCH_BYTES_MAX) {
                break;
            }
        }
        var more = settled || !taken.isEmpty(); // there may be more behind those looked at
        return begun(session, new Batch(taken, now, more ? null : Sentence.of("pace.none-due")));
    }

    /** The first of a batch is sent at once. */
    private static Batch begun(StatelessSession session, Batch batch) {
        batch.messages().stream()
                .findFirst()
                .ifPresent(first -> OutgoingMessages.begin(session, first.message(), batch.at()));
        return batch;
    }

    /**
     * Begins one of a batch; empty where it does not go out by this claim any more, and is let go. The lease is held in this
     * transaction.
     */
    Optional<OutgoingMessage> begin(StatelessSession session, Lease lease, Batch batch, Taken taken) {
        var now = clock.instant();
        var enrollment =
                enrollments.locked(session, taken.message().enrollmentId()).orElseThrow();
        var message = claimed(session, lease, taken.message());
        if (message.isEmpty()) {
            return Optional.empty();
        }
        if (enrollment.version() != taken.enrollmentVersion()
                || Duration.between(batch.at(), now).compareTo(BEGUN_WITHIN) > 0
                || fence.holds(session).isPresent()
                || mailboxes
                        .byId(session, lease.mailbox().id())
                        .flatMap(mailbox -> Mailboxes.mayNotSend(session, mailbox))
                        .isPresent()
                || Claiming.stale(lease.mailbox(), message.get().horizonAt(), now)
                        .isPresent()
                || CadencePauses.stands(session, enrollment.cadence())
                || Suppressions.forbidding(session, message.get().recipient()).isPresent()) {
            OutgoingMessages.release(session, message.get(), "", now);
            return Optional.empty();
        }
        OutgoingMessages.begin(session, message.get(), now);
        return message;
    }

    /** Lets go of all that is claimed under the lease: none of it is being sent. */
    void release(StatelessSession session, Lease lease) {
        var claimed = OutgoingMessages.beingSent(session, lease.mailbox().id(), lease.number());
        for (var found : claimed) {
            enrollments.locked(session, found.enrollmentId());
            claimed(session, lease, found)
                    .ifPresent(message -> OutgoingMessages.release(session, message, "", clock.instant()));
        }
    }

    /**
     * As it is now, where it still is what this lease made of it. It may be begun already: by an attempt whose commit was
     * not heard of.
     */
    private static Optional<OutgoingMessage> claimed(StatelessSession session, Lease lease, OutgoingMessage claimed) {
        return OutgoingMessages.byId(session, claimed.id())
                .filter(message -> message.isBeingSent() && message.lease() == lease.number());
    }

    private static long bytes(Collection<Taken> taken) {
        return taken.stream().mapToLong(each -> each.message().size()).sum();
    }

    private static Queue queue(StatelessSession session, Mailbox mailbox, Instant horizonAt, Instant now, int places) {
        var waiting = DueSteps.oldest(session, mailbox.id(), horizonAt, places);
        if (waiting.stream().noneMatch(each -> each.lane() == Lane.OPENER)) {
            return new Queue(waiting, 0, Map.of());
        }
        var turns = SentMails.openerTurns(session, mailbox.id(), now);
        return new Queue(waiting, Pace.openerPlaces(session, mailbox, now, places), turns);
    }

    /** One enrollment that can't be judged must not keep the others from going out. */
    private <T> Optional<T> judged(Lease lease, Function<AtomicLong, T> judging) {
        var at = new AtomicLong();
        try {
            return Optional.of(judging.apply(at));
        } catch (RuntimeException e) {
            var id = at.get();
            if (id == 0 || Database.isPassing(e)) {
                throw e;
            }
            LOG.warn("enrollment {}: could not be judged; it is held, and the others go on.", id, e);
            holdUnjudged(lease, id, e);
            return Optional.empty();
        }
    }

    private void holdUnjudged(Lease lease, long enrollmentId, RuntimeException failure) {
        var why = Sentence.of("send.unjudged", failure.getClass().getSimpleName());
        lease.transactAlone(session -> enrollments
                .locked(session, enrollmentId)
                .ifPresent(found -> enrollments.hold(session, found, why, Evidence.NONE)));
    }

    /** Why a reading is too old to send on; empty where it is fresh. */
    Optional<Sentence> stale(Mailbox mailbox, Instant horizonAt) {
        return Claiming.stale(mailbox, horizonAt, clock.instant());
    }

    private Optional<Sentence> holds(StatelessSession session, Mailbox mailbox, Instant horizonAt, Instant now) {
        return fence.holds(session)
                .or(() -> Claiming.stale(mailbox, horizonAt, now))
                .or(() -> Mailboxes.mayNotSend(session, mailbox))
                .or(() -> Pace.holds(session, mailbox, now));
    }
}
