package kadens.outbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import kadens.cadence.Cadences;
import kadens.enrollment.Answers;
import kadens.enrollment.Enrollments;
import kadens.enrollment.NextSteps;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.StepValues;
import kadens.enrollment.UncertainSends;
import kadens.mailbox.Lease;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.Timeouts;
import kadens.store.Database;
import kadens.store.Fence;
import kadens.template.Templates;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second half of a run: sends what is due, each message claimed before and recorded after. */
public final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Function<Lease, Carrier> carriers;
    private final InstantSource clock;
    private final Mailboxes mailboxes;
    private final Enrollments enrollments;
    private final Claims claims;
    private final Delivering delivering;
    private final NextSteps nextSteps;
    private final Outcomes outcomes;
    private final Settling settling;
    private final Answering answering;
    private final Copying copying;
    private final LookingAhead lookingAhead;
    private final Mending mending;
    private final CatchUp catchUp;

    public Outbox(
            Database database,
            Fence fence,
            Mailboxes mailboxes,
            Cadences cadences,
            Enrollments enrollments,
            NextSteps nextSteps,
            Templates templates,
            StepValues values,
            Timeouts timeouts,
            InstantSource clock) {
        this(
                database,
                fence,
                mailboxes,
                cadences,
                enrollments,
                nextSteps,
                templates,
                values,
                timeouts,
                clock,
                lease -> new SmtpConnection(mailboxes.smtp(lease.mailbox()), timeouts, lease::isSure));
    }

    /** @param carriers hand over the mails of cadences */
    Outbox(
            Database database,
            Fence fence,
            Mailboxes mailboxes,
            Cadences cadences,
            Enrollments enrollments,
            NextSteps nextSteps,
            Templates templates,
            StepValues values,
            Timeouts timeouts,
            InstantSource clock,
            Function<Lease, Carrier> carriers) {
        this.carriers = carriers;
        this.clock = clock;
        this.mailboxes = mailboxes;
        this.enrollments = enrollments;
        this.nextSteps = nextSteps;
        var letters = new Letters(templates, values);
        this.claims = new Claims(fence, mailboxes, enrollments, nextSteps, letters, clock);
        var uncertain = new UncertainSends(enrollments, clock);
        this.outcomes = new Outcomes(mailboxes, enrollments, uncertain, clock);
        this.delivering = new Delivering(database, fence, claims, outcomes);
        this.settling = new Settling(mailboxes, enrollments, uncertain);
        this.copying = new Copying(mailboxes, clock);
        this.answering = new Answering(database, fence, mailboxes, enrollments, timeouts, clock);
        this.lookingAhead = new LookingAhead(cadences, enrollments, nextSteps, templates, values);
        this.mending = new Mending(enrollments, nextSteps, letters, lookingAhead);
        this.catchUp = new CatchUp(cadences, enrollments, clock);
    }

    /** What is done before the inbox is read, because it takes time: mostly nothing, which one transaction finds out. */
    public void prepare(Lease lease) {
        var mailboxId = lease.mailbox().id();
        if (lease.transact(session -> isPrepared(session, lease))) {
            return;
        }
        settleCutOff(lease);
        lease.transactAlone(session -> enrollments.resumeRested(session, mailboxId));
        mending.resume(lease);
        lookingAhead.holdLacking(lease);
    }

    private boolean isPrepared(StatelessSession session, Lease lease) {
        var mailboxId = lease.mailbox().id();
        return OutgoingMessages.cutOff(session, mailboxId, lease.number()).isEmpty()
                && Answers.cutOff(session, mailboxId, lease.number()).isEmpty()
                && !enrollments.anyRested(session, mailboxId)
                && mending.hasNone(session, mailboxId)
                && lookingAhead.hasNone(session, mailboxId);
    }

    /**
     * Whether nothing at all is to be sent, looked for or copied by the reading of the inbox, as in most runs; the run has
     * then ended well. One transaction, where each part would need its own to find that out.
     *
     * @param horizonAt when that reading began
     */
    public boolean isIdle(Lease lease, Instant horizonAt) {
        return lease.transact(session -> {
            var mailbox = mailboxes.byId(session, lease.mailbox().id()).orElseThrow();
            var now = clock.instant();
            var idle = claims.mayGoOn(session, mailbox, horizonAt)
                    && !mailbox.restsAt(now)
                    && !catchUp.isNeeded(mailbox)
                    && settling.hasNone(session, mailbox.id())
                    && answering.hasNone(session, mailbox.id())
                    && copying.hasNone(session, mailbox.id())
                    && nextSteps.areStored(session, DueSteps.ongoing(session, mailbox.id()))
                    && DueSteps.byHand(session, mailbox.id(), horizonAt).isEmpty()
                    && !claims.anythingToSend(session, mailbox, horizonAt);
            if (idle) {
                mailboxes.ran(session, mailbox.id(), now);
            }
            return idle;
        });
    }

    /** Records what an earlier run was cut off in, before anything new is claimed. */
    public void settleCutOff(Lease lease) {
        outcomes.settleCutOff(lease);
        answering.settleCutOff(lease);
    }

    /** Looks for uncertain mails in the Sent folder, and decides about those whose time is up; the inbox has been read. */
    public void settleUncertain(Lease lease) {
        settling.settle(lease);
        answering.lookForUncertain(lease);
    }

    /** Decides about uncertain mails whose time is up, where the mailbox is not to be looked into; none goes out again. */
    public void settleUnseen(Lease lease) {
        settling.settleUnseen(lease);
    }

    /** Puts copies of what was sent into the Sent folder, where the mailbox wants them. */
    public void copyToSent(Lease lease, BooleanSupplier stopping) {
        copying.copy(lease, stopping);
        answering.copyToSent(lease);
    }

    /**
     * Sends what had fallen due by the reading of the inbox, as far as the mailbox's pace allows, and notes on the mailbox
     * whether it could.
     *
     * @param horizonAt when that reading began
     * @param stopping asked between two messages, so that a shutdown waits for one at most
     */
    public void send(Lease lease, Instant horizonAt, BooleanSupplier stopping) {
        var mailbox = lease.mailbox();
        var stale = claims.stale(mailbox, horizonAt);
        if (stale.isPresent()) {
            outcomes.troubled(lease, stale.get());
            return;
        }
        nextSteps.store(lease.transact(session -> DueSteps.ongoing(session, mailbox.id())), lease::transact);
        claims.openTasks(lease, horizonAt);
        if (mailbox.restsAt(clock.instant())) {
            LOG.debug("{}: nothing sent: {}", mailbox.address(), mailbox.trouble());
            outcomes.reads(lease);
            return;
        }
        answering.send(lease, stopping);
        catchUp.holdTooLate(lease, horizonAt);
        if (!claims.anythingToSend(lease, horizonAt)) {
            outcomes.ran(lease);
            return;
        }
        try (var carrier = carriers.apply(lease)) {
            var trouble = carrier.connect();
            if (trouble.isPresent()) {
                outcomes.rest(lease, trouble.get());
            } else if (sendAll(lease, carrier, horizonAt, stopping)) {
                outcomes.ran(lease);
            }
        }
    }

    private Batch next(Lease lease, Claims.Turns turns, int max, BooleanSupplier stopping) {
        try {
            return claims.next(turns, max);
        } catch (RuntimeException e) {
            if (Database.isPassing(e)) { // the claim may be stored all the same
                delivering.letGo(lease, stopping);
            }
            throw e;
        }
    }

    /** Answers whether the server took part in it to the end. */
    private boolean sendAll(Lease lease, Carrier carrier, Instant horizonAt, BooleanSupplier stopping) {
        var turns = new Claims.Turns(lease, horizonAt);
        var size = new BatchSize();
        while (!stopping.getAsBoolean()) {
            var batch = next(lease, turns, size.next(), stopping);
            if (!batch.messages().isEmpty() && !delivering.deliver(lease, carrier, batch.messages(), size, stopping)) {
                return stopping.getAsBoolean();
            }
            if (batch.ending() != null) {
                LOG.debug("{}: {}", lease.mailbox().address(), batch.ending());
                return true;
            }
        }
        return true;
    }
}
