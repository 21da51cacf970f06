package kadens.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.NextSteps;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.SentMails;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.outbox.Checklist.Candidate;
import kadens.outbox.Claim.Nothing;
import kadens.outbox.Claim.Settled;
import kadens.outbox.Claim.Taken;
import kadens.plan.Lane;
import kadens.plan.Turn;
import kadens.plan.Waiting;
import kadens.store.Database;
import kadens.store.Fence;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the next due step of a mailbox in one short transaction: judged, written, and stored as being sent before any
 * SMTP command.
 */
final class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final Database database;
    private final Fence fence;
    private final Mailboxes mailboxes;
    private final Enrollments enrollments;
    private final NextSteps nextSteps;
    private final Checklist checklist;
    private final Letters letters;
    private final InstantSource clock;

    Claims(
            Database database,
            Fence fence,
            Mailboxes mailboxes,
            Enrollments enrollments,
            NextSteps nextSteps,
            Letters letters,
            InstantSource clock) {
        this.database = database;
        this.fence = fence;
        this.mailboxes = mailboxes;
        this.enrollments = enrollments;
        this.nextSteps = nextSteps;
        this.checklist = new Checklist(nextSteps);
        this.letters = letters;
        this.clock = clock;
    }

    /** Whether anything had fallen due when the inbox was read, and may leave now: else nobody need log in. */
    boolean anythingToSend(long mailboxId, Instant horizonAt) {
        return database.transact(session -> {
            var mailbox = mailboxes.byId(session, mailboxId).orElseThrow();
            var now = clock.instant();
            return holds(session, mailbox, horizonAt, now).isEmpty()
                    && turn(session, mailbox, horizonAt, now).isPresent();
        });
    }

    /** Opens the calls and tasks that have fallen due: a person does them, whatever the mailbox may send. */
    void openTasks(long mailboxId, Instant horizonAt) {
        for (var id : database.transact(session -> DueSteps.byHand(session, mailboxId, horizonAt))) {
            judged(
                    () -> id,
                    () -> database.transact(session -> {
                        var mailbox = mailboxes.byId(session, mailboxId).orElseThrow();
                        return claim(session, id, mailbox, horizonAt, clock.instant());
                    }));
        }
    }

    /** @param horizonAt when the inbox was read: only steps that had fallen due by then may leave on that reading */
    Claim next(long mailboxId, Instant horizonAt) {
        var turn = new AtomicLong();
        return judged(
                turn::get,
                () -> database.transact(session -> {
                    var mailbox = mailboxes.byId(session, mailboxId).orElseThrow();
                    var now = clock.instant();
                    var holds = holds(session, mailbox, horizonAt, now);
                    if (holds.isPresent()) {
                        return new Nothing(holds.get());
                    }
                    var next = turn(session, mailbox, horizonAt, now);
                    if (next.isEmpty()) {
                        return new Nothing(Sentence.of("pace.none-due"));
                    }
                    turn.set(next.get().id());
                    return claim(session, next.get().id(), mailbox, horizonAt, now);
                }));
    }

    /** One enrollment that can't be judged must not keep the others from going out. */
    private Claim judged(LongSupplier enrollmentId, Supplier<Claim> judging) {
        try {
            return judging.get();
        } catch (RuntimeException e) {
            var id = enrollmentId.getAsLong();
            if (id == 0 || Database.isPassing(e)) {
                throw e;
            }
            LOG.warn("enrollment {}: could not be judged; it is held, and the others go on.", id, e);
            holdUnjudged(id, e);
            return new Settled();
        }
    }

    private void holdUnjudged(long enrollmentId, RuntimeException failure) {
        var why = Sentence.of("send.unjudged", failure.getClass().getSimpleName());
        database.transactAlone(session -> enrollments
                .locked(session, enrollmentId)
                .ifPresent(found -> enrollments.hold(session, found, why, Evidence.NONE)));
    }

    /** Why a reading is too old to send on; empty where it is fresh. */
    Optional<Sentence> stale(Mailbox mailbox, Instant horizonAt) {
        return stale(mailbox, horizonAt, clock.instant());
    }

    private static Optional<Sentence> stale(Mailbox mailbox, Instant horizonAt, Instant now) {
        return Duration.between(horizonAt, now).compareTo(mailbox.freshness()) > 0
                ? Optional.of(Sentence.of("pace.stale", mailbox.address(), horizonAt.atZone(mailbox.timeZone())))
                : Optional.empty();
    }

    private Optional<Sentence> holds(StatelessSession session, Mailbox mailbox, Instant horizonAt, Instant now) {
        return fence.holds(session)
                .or(() -> stale(mailbox, horizonAt, now))
                .or(() -> Mailboxes.mayNotSend(session, mailbox))
                .or(() -> Pace.holds(session, mailbox, now));
    }

    private static Optional<Waiting> turn(StatelessSession session, Mailbox mailbox, Instant horizonAt, Instant now) {
        var heads = DueSteps.heads(session, mailbox.id(), horizonAt);
        if (heads.isEmpty()) {
            return Optional.empty();
        }
        if (heads.stream().anyMatch(head -> head.lane() == Lane.FOLLOW_UP)) {
            return Turn.next(heads, false, Map.of());
        }
        var openersToo = Pace.holdsOpeners(session, mailbox, now).isEmpty();
        return Turn.next(heads, openersToo, SentMails.openerTurns(session, mailbox.id(), now));
    }

    private Claim claim(StatelessSession session, long enrollmentId, Mailbox mailbox, Instant horizonAt, Instant now) {
        return enrollments
                .locked(session, enrollmentId)
                .filter(found -> isDue(found, mailbox, horizonAt)) // else somebody changed it since it was chosen
                .map(found -> claim(session, found, mailbox, horizonAt, now))
                .orElseGet(Settled::new);
    }

    private static boolean isDue(Enrollment enrollment, Mailbox mailbox, Instant horizonAt) {
        var dueAt = enrollment.dueAt();
        return enrollment.mailboxId() == mailbox.id() && dueAt != null && !dueAt.isAfter(horizonAt);
    }

    private Claim claim(
            StatelessSession session, Enrollment enrollment, Mailbox mailbox, Instant horizonAt, Instant now) {
        if (!(nextSteps.find(session, enrollment) instanceof NextSteps.Found next)) {
            enrollments.advance(session, enrollment); // finishes it, or holds it for its cadence
            return new Settled();
        }
        return switch (checklist.judge(new Candidate(session, enrollment, next, now))) {
            case Decision.Go _ -> take(session, enrollment, next, mailbox, horizonAt, now);
            case Decision.Hold(var why) -> {
                enrollments.hold(session, enrollment, why, Evidence.NONE);
                yield new Settled();
            }
            case Decision.Stop(var reason, var why) -> {
                enrollments.stop(session, enrollment, reason, why, Evidence.NONE);
                yield new Settled();
            }
            case Decision.Later(var plan) -> {
                enrollments.replan(session, enrollment, plan);
                // Where the clock was set back since the reading, it would be looked at again and again.
                yield plan.at().isAfter(horizonAt) ? new Settled() : new Nothing(Sentence.of("pace.none-due"));
            }
            case Decision.Changed _ -> {
                enrollments.advance(session, enrollment);
                yield new Settled();
            }
            case Decision.ByHand _ -> {
                enrollments.openTask(session, enrollment, next.step());
                yield new Settled();
            }
        };
    }

    private Claim take(
            StatelessSession session,
            Enrollment enrollment,
            NextSteps.Found next,
            Mailbox mailbox,
            Instant horizonAt,
            Instant now) {
        // Others may have kept us waiting for the recipient's company.
        var stale = stale(mailbox, horizonAt, clock.instant());
        if (stale.isPresent()) {
            return new Nothing(stale.get());
        }
        var title = next.step().title();
        var toCome = OutgoingMessages.ofStep(
                        session, enrollment.id(), next.step().key())
                .filter(message -> message.isToCome());
        if (toCome.isPresent()) {
            return new Taken(OutgoingMessages.claimAgain(session, toCome.get(), horizonAt, now), title);
        }
        var written = letters.write(session, enrollment, next, horizonAt, now);
        return switch (written) {
            case Letters.Ready(var draft) -> new Taken(OutgoingMessages.claim(session, draft, now), title);
            case Letters.NotWritten(var problem) -> {
                var why = Sentence.of("hold.step-broken", title, problem.toString());
                enrollments.hold(session, enrollment, why, Evidence.NONE);
                yield new Settled();
            }
        };
    }
}
