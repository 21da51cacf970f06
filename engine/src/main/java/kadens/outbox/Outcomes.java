package kadens.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.MessageAliases;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.Refusals;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.enrollment.TimelineEntry.Kind;
import kadens.enrollment.UncertainSends;
import kadens.language.Sentence;
import kadens.mailbox.Lease;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.ServerUrl;
import kadens.outbox.SendOutcome.Abandoned;
import kadens.outbox.SendOutcome.Accepted;
import kadens.outbox.SendOutcome.AddressRefused;
import kadens.outbox.SendOutcome.Deferred;
import kadens.outbox.SendOutcome.MailboxTrouble;
import kadens.outbox.SendOutcome.PolicyRefused;
import kadens.outbox.SendOutcome.Uncertain;
import kadens.plan.Plan;
import kadens.prospect.Suppressions;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what came of a sending, and what follows for the enrollment, in one transaction. */
final class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    /**
     * Waits between the attempts of a deferred message: five within eleven hours of open window, then a person looks. The 4
     * to 5 days of RFC 5321, 4.5.4.1 are for relays; we hand in what was written for a day. Its 30 minutes between attempts
     * hold but for the first, which greylisting (RFC 6647) lets through after minutes.
     */
    private static final List<Duration> BACK_OFF =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(8));

    private final Mailboxes mailboxes;
    private final Enrollments enrollments;
    private final UncertainSends uncertain;
    private final InstantSource clock;

    Outcomes(Mailboxes mailboxes, Enrollments enrollments, UncertainSends uncertain, InstantSource clock) {
        this.mailboxes = mailboxes;
        this.enrollments = enrollments;
        this.uncertain = uncertain;
        this.clock = clock;
    }

    /** Of a message begun under this lease, whether or not it is still held: what came of it is true all the same. */
    void record(StatelessSession session, Lease lease, OutgoingMessage begun, String title, SendOutcome outcome) {
        LOG.info("{} step {} to {}: {}", begun.messageId(), begun.stepKey(), begun.recipient(), outcome);
        var enrollment = enrollments.locked(session, begun.enrollmentId()).orElseThrow();
        var found = OutgoingMessages.byId(session, begun.id()).filter(message -> message.lease() == lease.number());
        if (found.isEmpty()) {
            LOG.warn("{}: another node has dealt with it since.", begun.messageId());
            return;
        }
        var message = found.get();
        if (outcome instanceof Accepted(var answer)) {
            learnId(session, lease, message, answer);
        }
        if (message.delivery() == Delivery.SENDING) {
            record(session, enrollment, message, title, outcome);
        } else if (outcome.isUnsent()) {
            uncertain.neverLeft(session, enrollment, message);
        } else if (outcome instanceof Accepted) {
            uncertain.arrived(session, enrollment, message, Sentence.of("uncertain.heard-late", message.subject()));
        }
    }

    /** Answers to the mail may name the id that the server gave it. */
    private static void learnId(StatelessSession session, Lease lease, OutgoingMessage message, String answer) {
        var mailbox = lease.mailbox();
        var addresses = Set.of(message.recipient(), mailbox.address());
        var host = ServerUrl.smtp(mailbox.smtpServer()).host();
        RewrittenIds.in(answer, host, addresses)
                .forEach(id -> MessageAliases.learn(session, message, id, MessageAliases.Source.ANSWER));
    }

    private void record(
            StatelessSession session,
            Enrollment enrollment,
            OutgoingMessage message,
            String title,
            SendOutcome outcome) {
        var now = clock.instant();
        switch (outcome) {
            case Accepted(var answer) -> accepted(session, enrollment, message, title, answer, now);
            case Uncertain(var what) -> {
                uncertain.begin(session, enrollment, message, title, what);
                left(session, enrollment, message, now);
            }
            case AddressRefused(var answer) -> addressRefused(session, enrollment, message, answer, now);
            case PolicyRefused(var answer) -> {
                refused(session, enrollment, message, Sentence.of("send.refused", title, answer), answer, now);
                Refusals.count(session, enrollment, now);
            }
            case Deferred(var answer) -> deferred(session, enrollment, message, title, answer, now);
            case MailboxTrouble trouble -> {
                notTaken(session, enrollment, message, title, trouble, now);
                mailboxes.rest(session, message.mailboxId(), trouble.kind(), trouble.why(), now);
            }
            case Abandoned _ -> OutgoingMessages.notTried(session, message, "", now);
        }
    }

    /**
     * A mail at which the server fails each time must not keep the others waiting: they get their turn before it is tried
     * again, and where they go out and it does not, it is given up.
     */
    private void notTaken(
            StatelessSession session,
            Enrollment enrollment,
            OutgoingMessage message,
            String title,
            MailboxTrouble trouble,
            Instant now) {
        var answer = trouble.why().toString();
        if (!trouble.mayBeTheMail()) {
            OutgoingMessages.notTried(session, message, answer, now);
            return;
        }
        if (message.settledAt() != null && !othersLeftSince(session, message)) {
            OutgoingMessages.notTried(session, message, answer, now);
        } else if (message.attempts() > BACK_OFF.size()) {
            OutgoingMessages.settle(session, message, Delivery.REFUSED, answer, now);
            holdGivenUp(session, enrollment, message, title, answer);
            return;
        } else {
            OutgoingMessages.putOff(session, message, answer, now);
        }
        tryAgain(session, enrollment, message, answer, now);
    }

    private boolean othersLeftSince(StatelessSession session, OutgoingMessage message) {
        var lastSentAt =
                mailboxes.byId(session, message.mailboxId()).orElseThrow().lastSentAt();
        var before = message.settledAt();
        return lastSentAt != null && before != null && lastSentAt.isAfter(before);
    }

    /** What an earlier lease left behind: nobody knows how far a begun message came; the others were not begun. */
    void settleCutOff(Lease lease) {
        var cutOff = lease.transact(
                session -> OutgoingMessages.cutOff(session, lease.mailbox().id(), lease.number()));
        for (var found : cutOff) {
            lease.transactAlone(session -> {
                var enrollment =
                        enrollments.locked(session, found.enrollmentId()).orElseThrow();
                OutgoingMessages.byId(session, found.id())
                        .filter(OutgoingMessage::isBeingSent) // else its sender was not gone, and has recorded it
                        .ifPresent(message -> settleCutOff(session, enrollment, message));
            });
        }
    }

    private void settleCutOff(StatelessSession session, Enrollment enrollment, OutgoingMessage message) {
        var why = Sentence.of("send.cut-off").toString();
        LOG.warn("{} to {}: {}", message.messageId(), message.recipient(), why);
        if (message.delivery() == Delivery.CLAIMED) {
            OutgoingMessages.release(session, message, why, clock.instant());
        } else {
            record(session, enrollment, message, message.stepKey(), new Uncertain(why));
        }
    }

    /** It could not even be connected. */
    void rest(Lease lease, MailboxTrouble trouble) {
        var mailbox = lease.mailbox();
        LOG.warn("mailbox {}: {} It rests from sending for a while.", mailbox.address(), trouble.why());
        lease.transactAlone(
                session -> mailboxes.rest(session, mailbox.id(), trouble.kind(), trouble.why(), clock.instant()));
    }

    /** It was not to send, and reads well. */
    void reads(Lease lease) {
        lease.transactAlone(session -> mailboxes.well(session, lease.mailbox().id()));
    }

    void troubled(Lease lease, Sentence why) {
        var mailbox = lease.mailbox();
        LOG.warn("mailbox {}: {} It is tried again with the next run.", mailbox.address(), why);
        lease.transactAlone(session -> mailboxes.troubled(session, mailbox.id(), why, clock.instant()));
    }

    void ran(Lease lease) {
        lease.transactAlone(session -> mailboxes.ran(session, lease.mailbox().id(), clock.instant()));
    }

    private void accepted(
            StatelessSession session,
            Enrollment enrollment,
            OutgoingMessage message,
            String title,
            String answer,
            Instant now) {
        OutgoingMessages.settle(session, message, Delivery.SENT, answer, now);
        left(session, enrollment, message, now);
        var how = Sentence.of("timeline.sent", title, message.subject());
        enrollments.sent(session, enrollment, message, how, now);
    }

    /** It counts towards the mailbox's limits, whether or not it arrived. */
    private void left(StatelessSession session, Enrollment enrollment, OutgoingMessage message, Instant now) {
        var mailbox = mailboxes.byId(session, message.mailboxId()).orElseThrow();
        mailboxes.sent(
                session, mailbox.id(), now, mailbox.limits().nextSendAt(now, enrollment.seed(), message.stepKey()));
    }

    /** A server that refuses or puts off is asked no faster than one that accepts. */
    private void keepGap(StatelessSession session, Enrollment enrollment, OutgoingMessage message, Instant now) {
        var mailbox = mailboxes.byId(session, message.mailboxId()).orElseThrow();
        mailboxes.waitUntil(
                session, mailbox.id(), mailbox.limits().nextSendAt(now, enrollment.seed(), message.stepKey()));
    }

    private void addressRefused(
            StatelessSession session, Enrollment enrollment, OutgoingMessage message, String answer, Instant now) {
        OutgoingMessages.settle(session, message, Delivery.REFUSED, answer, now);
        keepGap(session, enrollment, message, now);
        Suppressions.add(session, message.recipient(), "bounced", now);
        enrollments.stop(
                session,
                enrollment,
                StopReason.BOUNCED,
                Sentence.of("send.refused-address", message.recipient(), answer),
                Evidence.message(message.id()));
    }

    private void refused(
            StatelessSession session,
            Enrollment enrollment,
            OutgoingMessage message,
            Sentence why,
            String answer,
            Instant now) {
        OutgoingMessages.settle(session, message, Delivery.REFUSED, answer, now);
        keepGap(session, enrollment, message, now);
        enrollments.hold(session, enrollment, why, Evidence.message(message.id()));
    }

    private void holdGivenUp(
            StatelessSession session, Enrollment enrollment, OutgoingMessage message, String title, String answer) {
        var why = Sentence.of("send.given-up", title, message.attempts(), answer);
        enrollments.hold(session, enrollment, why, Evidence.message(message.id()));
    }

    /** The window is judged then. */
    private void tryAgain(
            StatelessSession session, Enrollment enrollment, OutgoingMessage message, String answer, Instant now) {
        if (enrollment.state() == State.ACTIVE) {
            var again = now.plus(BACK_OFF.get(Math.max(1, message.attempts()) - 1));
            enrollments.replan(session, enrollment, new Plan(again, List.of(Sentence.of("plan.try-again", answer))));
        }
    }

    private void deferred(
            StatelessSession session,
            Enrollment enrollment,
            OutgoingMessage message,
            String title,
            String answer,
            Instant now) {
        if (message.attempts() > BACK_OFF.size()) {
            OutgoingMessages.settle(session, message, Delivery.REFUSED, answer, now);
            keepGap(session, enrollment, message, now);
            holdGivenUp(session, enrollment, message, title, answer);
            return;
        }
        OutgoingMessages.putOff(session, message, answer, now);
        keepGap(session, enrollment, message, now);
        enrollments.note(
                session,
                enrollment,
                Kind.NOTE,
                Sentence.of("send.deferred", title, answer),
                Evidence.message(message.id()));
        tryAgain(session, enrollment, message, answer, now);
    }
}
