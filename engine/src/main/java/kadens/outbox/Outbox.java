package kadens.outbox;

import jakarta.mail.MessagingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import kadens.cadence.Cadences;
import kadens.enrollment.Enrollments;
import kadens.enrollment.NextSteps;
import kadens.enrollment.StepValues;
import kadens.enrollment.UncertainSends;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.ServerTrouble;
import kadens.outbox.Claim.Nothing;
import kadens.outbox.Claim.Settled;
import kadens.outbox.Claim.Taken;
import kadens.outbox.SendOutcome.Accepted;
import kadens.outbox.SendOutcome.MailboxTrouble;
import kadens.outbox.SendOutcome.Uncertain;
import kadens.store.Database;
import kadens.store.Fence;
import kadens.template.Templates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second half of a run: sends what is due, one message at a time, each claimed before and recorded after. */
public final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Database database;
    private final Fence fence;
    private final Mailboxes mailboxes;
    private final Claims claims;
    private final Outcomes outcomes;
    private final Settling settling;
    private final Copying copying;
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
            InstantSource clock) {
        this.database = database;
        this.fence = fence;
        this.mailboxes = mailboxes;
        var letters = new Letters(templates, values);
        this.claims = new Claims(database, fence, mailboxes, enrollments, nextSteps, letters, clock);
        var uncertain = new UncertainSends(enrollments, clock);
        this.outcomes = new Outcomes(database, mailboxes, enrollments, uncertain, clock);
        this.settling = new Settling(database, mailboxes, enrollments, uncertain);
        this.copying = new Copying(database, mailboxes, clock);
        this.mending = new Mending(database, enrollments, nextSteps, letters);
        this.catchUp = new CatchUp(database, cadences, enrollments, clock);
    }

    /** Records what an earlier run was cut off in, before anything new is claimed. */
    public void settleCutOff(Mailbox mailbox) {
        outcomes.settleCutOff(mailbox.id());
    }

    /** Looks for uncertain mails in the Sent folder, and decides about those whose time is up; the inbox has been read. */
    public void settleUncertain(Mailbox mailbox) {
        settling.settle(mailbox);
    }

    /** Decides about uncertain mails whose time is up, where the mailbox is not to be looked into; none goes out again. */
    public void settleUnseen(Mailbox mailbox) {
        settling.settleUnseen(mailbox);
    }

    /** Puts copies of what was sent into the Sent folder, where the mailbox wants them. */
    public void copyToSent(Mailbox mailbox, BooleanSupplier stopping) {
        copying.copy(mailbox, stopping);
    }

    /** Lets enrollments go on whose template was mended. Before the inbox is read, for it takes time. */
    public void resumeMended(Mailbox mailbox) {
        mending.resume(mailbox.id());
    }

    /**
     * Sends what had fallen due by the reading of the inbox, as far as the mailbox's pace allows, and notes on the mailbox
     * whether it could.
     *
     * @param horizonAt when that reading began
     * @param stopping asked between two messages, so that a shutdown waits for one at most
     */
    public void send(Mailbox mailbox, Instant horizonAt, BooleanSupplier stopping) {
        var stale = claims.stale(mailbox, horizonAt);
        if (stale.isPresent()) {
            outcomes.troubled(mailbox.id(), stale.get());
            return;
        }
        claims.openTasks(mailbox.id(), horizonAt);
        catchUp.holdTooLate(mailbox, horizonAt);
        if (!claims.anythingToSend(mailbox.id(), horizonAt)) {
            outcomes.ran(mailbox.id());
            return;
        }
        var server = mailboxes.smtp(mailbox);
        try (var smtp = SmtpConnection.open(server)) {
            if (sendAll(mailbox, smtp, horizonAt, stopping)) {
                outcomes.ran(mailbox.id());
            }
        } catch (MessagingException e) {
            outcomes.troubled(mailbox.id(), ServerTrouble.sentence(server, e));
        }
    }

    /** Answers whether the server took part in it to the end. */
    private boolean sendAll(Mailbox mailbox, SmtpConnection smtp, Instant horizonAt, BooleanSupplier stopping) {
        while (!stopping.getAsBoolean() && smtp.isConnected()) {
            switch (claims.next(mailbox.id(), horizonAt)) {
                case Settled _ -> {}
                case Nothing(var why) -> {
                    LOG.debug("{}: {}", mailbox.address(), why);
                    return true;
                }
                case Taken(var message, var title) -> {
                    var outcome = smtp.send(message.raw(), message.recipient());
                    outcomes.record(message, title, outcome, stopping);
                    if (outcome instanceof Accepted || outcome instanceof Uncertain) {
                        fence.sent(message.messageId());
                    }
                    if (outcome instanceof MailboxTrouble) {
                        return false;
                    }
                }
            }
        }
        return stopping.getAsBoolean() || smtp.isConnected();
    }
}
