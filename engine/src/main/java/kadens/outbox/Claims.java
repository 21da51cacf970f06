package kadens.outbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kadens.enrollment.Enrollments;
import kadens.enrollment.Facts;
import kadens.enrollment.NextSteps;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.SentMails;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.language.Sentence;
import kadens.mailbox.Lease;
import kadens.mailbox.LeaseLost;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.outbox.Claim.Nothing;
import kadens.outbox.Claim.Taken;
import kadens.plan.Lane;
import kadens.plan.Waiting;
import kadens.store.Database;
import kadens.store.Fence;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the next due steps of a mailbox in one short transaction: judged, written, and stored with their Message-IDs before
 * any SMTP command. The first of them is begun in it.
 */
final class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private static final int BATCH_BYTES_MAX = 256 * 1024;

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

    /** What a run has in hand between its batches. */
    static final class Turns {

        private final Lease lease;
        private final Instant horizonAt;
        private @Nullable Queue queue;
        private List<Waiting> looking = List.of();
        private boolean oneByOne;

        /** @param horizonAt when the inbox was read: only steps that had fallen due by then may leave on that reading */
        Turns(Lease lease, Instant horizonAt) {
            this.lease = lease;
            this.horizonAt = horizonAt;
        }
    }

    /** Whether anything had fallen due when the inbox was read, and may leave now: else nobody need log in. */
    boolean anythingToSend(Lease lease, Instant horizonAt) {
        return lease.transact(session -> {
            var mailbox = mailboxes.byId(session, lease.mailbox().id()).orElseThrow();
            return mayGoOn(session, mailbox, horizonAt) && anythingToSend(session, mailbox, horizonAt);
        });
    }

    /** The same where the mailbox {@link #mayGoOn}. */
    boolean anythingToSend(StatelessSession session, Mailbox mailbox, Instant horizonAt) {
        var now = clock.instant();
        var heads = DueSteps.oldest(session, mailbox.id(), horizonAt, 1);
        return !heads.isEmpty()
                && Pace.holds(session, mailbox, now).isEmpty()
                && (heads.stream().anyMatch(head -> head.lane() == Lane.FOLLOW_UP)
                        || Pace.openerPlaces(session, mailbox, now, 1) > 0);
    }

    /** Whether nothing but its pace keeps the mailbox from sending by the reading that began then. */
    boolean mayGoOn(StatelessSession session, Mailbox mailbox, Instant horizonAt) {
        return holds(session, mailbox, horizonAt, clock.instant()).isEmpty();
    }

    /** Opens the calls and tasks that have fallen due: a person does them, whatever the mailbox may send. */
    void openTasks(Lease lease, Instant horizonAt) {
        var due = lease.transact(
                session -> DueSteps.byHand(session, lease.mailbox().id(), horizonAt));
        for (var id : due) {
            try {
                lease.transact(session -> claiming.claim(session, lease, id, horizonAt, clock.instant()));
            } catch (RuntimeException e) {
                holdUnjudged(lease, id, e);
            }
        }
    }

    /** @param max no more than so many */
    Batch next(Turns turns, int max) {
        turns.looking = List.of();
        try {
            return turns.lease.transactInBulk(session -> batch(session, turns, turns.oneByOne ? 1 : max));
        } catch (RuntimeException e) {
            turns.queue = null; // what was taken out of it is still due
            if (turns.looking.isEmpty() || Database.isPassing(e)) {
                throw e;
            }
            if (turns.looking.size() == 1) {
                holdUnjudged(turns.lease, turns.looking.getFirst().id(), e);
            }
            turns.oneByOne = true; // to find out whose fault it is, and to keep the others from suffering for it
            return Batch.NOTHING_YET;
        }
    }

    private Batch batch(StatelessSession session, Turns turns, int max) {
        var lease = turns.lease;
        var mailbox = mailboxes.byId(session, lease.mailbox().id()).orElseThrow();
        var now = clock.instant();
        var holds = holds(session, mailbox, turns.horizonAt, now);
        if (holds.isPresent()) {
            return Batch.nothing(holds.get());
        }
        var queue = turns.queue;
        if (queue != null && !queue.isOver(now) && !DueSteps.anyStands(session, queue.cadences())) {
            return batch(session, turns, queue, true, max, now);
        }
        var full = Pace.holds(session, mailbox, now);
        if (full.isPresent()) {
            return Batch.nothing(full.get());
        }
        var read = queue(session, mailbox, turns.horizonAt, now);
        turns.queue = read;
        return batch(session, turns, read, false, max, now);
    }

    private Batch batch(StatelessSession session, Turns turns, Queue queue, boolean known, int max, Instant now) {
        turns.looking = queue.next(max);
        var locked = enrollments.lockedUnlessBusy(
                session, turns.looking.stream().map(Waiting::id).toList());
        var facts = Facts.of(session, locked.values());
        if (turns.looking.size() > 1 && RecipientCaps.areKept(facts.organization())) {
            turns.oneByOne = true;
            queue.back(turns.looking);
            return Batch.NOTHING_YET;
        }
        var taken = new ArrayList<Taken>();
        var settled = false;
        for (int i = 0; i < turns.looking.size(); i++) {
            if (bytes(taken) >= BATCH_BYTES_MAX) {
                queue.back(turns.looking.subList(i, turns.looking.size()));
                break;
            }
            var enrollment = locked.get(turns.looking.get(i).id());
            if (enrollment == null) {
                continue; // somebody else is at it
            }
            switch (claiming.claim(facts, turns.lease, enrollment, turns.horizonAt, now)) {
                case Taken each -> taken.add(each);
                case Claim.Settled _ -> settled = true;
                case Claim.Busy _ -> {}
                case Nothing(var why) -> {
                    return stored(session, turns.lease, taken, why);
                }
            }
        }
        var more = known || settled || !taken.isEmpty() || !queue.isOver(now); // behind those looked at
        return stored(session, turns.lease, taken, more ? null : Sentence.of("pace.none-due"));
    }

    private static Batch stored(StatelessSession session, Lease lease, List<Taken> taken, @Nullable Sentence ending) {
        OutgoingMessages.store(session, taken.stream().map(Taken::message).toList());
        var inOrder = taken.stream()
                .sorted(Comparator.comparing(each -> each.message().id()))
                .toList();
        if (!inOrder.isEmpty()) {
            lease.begins(session, inOrder.getFirst().message().id());
        }
        return new Batch(inOrder, ending);
    }

    /** Lets go of all that is claimed under the lease: none of it is being sent. */
    void release(StatelessSession session, Lease lease) {
        var claimed = OutgoingMessages.beingSent(session, lease.mailbox().id(), lease.number());
        for (var found : claimed) {
            enrollments.locked(session, found.enrollmentId());
            OutgoingMessages.byId(session, found.id())
                    .filter(message -> message.isBeingSent() && message.lease() == lease.number())
                    .ifPresent(message -> OutgoingMessages.release(session, message, "", clock.instant()));
        }
    }

    private static long bytes(List<Taken> taken) {
        return taken.stream().mapToLong(each -> each.message().size()).sum();
    }

    private static Queue queue(StatelessSession session, Mailbox mailbox, Instant horizonAt, Instant now) {
        var waiting = DueSteps.oldest(session, mailbox.id(), horizonAt, Queue.READ_MAX);
        var places = Pace.places(session, mailbox, now, Queue.READ_MAX);
        var openers = waiting.stream()
                .filter(each -> each.lane() == Lane.OPENER)
                .map(Waiting::cadence)
                .collect(Collectors.toSet());
        if (openers.isEmpty()) {
            return new Queue(now, waiting, places, 0, Map.of());
        }
        var turns = SentMails.openerTurns(session, mailbox.id(), openers, now);
        return new Queue(now, waiting, places, Pace.openerPlaces(session, mailbox, now, Queue.READ_MAX), turns);
    }

    /** One enrollment that can't be judged must not keep the others from going out. */
    private void holdUnjudged(Lease lease, long enrollmentId, RuntimeException failure) {
        if (failure instanceof LeaseLost || Database.isPassing(failure)) {
            throw failure; // nothing to do with it
        }
        LOG.warn("enrollment {}: could not be judged; it is held, and the others go on.", enrollmentId, failure);
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
                .or(() -> Mailboxes.mayNotSend(session, mailbox));
    }
}
