package kadens.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.enrollment.TimelineEntry.Kind;
import kadens.enrollment.UncertainSends;
import kadens.language.Sentence;
import kadens.mailbox.Mailboxes;
import kadens.outbox.SendOutcome.Accepted;
import kadens.outbox.SendOutcome.AddressRefused;
import kadens.outbox.SendOutcome.Deferred;
import kadens.outbox.SendOutcome.MailboxTrouble;
import kadens.outbox.SendOutcome.PolicyRefused;
import kadens.outbox.SendOutcome.Uncertain;
import kadens.plan.Plan;
import kadens.prospect.Suppressions;
import kadens.store.Database;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what came of a sending, and what follows for the enrollment, in one transaction. */
final class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    /** Waits between the attempts of a deferred message; RFC 5321, 4.5.4.1 asks for at least 30 minutes in the long run. */
    private static final List<Duration> BACK_OFF =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(8));

    private final Database database;
    private final Persistently persistently;
    private final Mailboxes mailboxes;
    private final Enrollments enrollments;
    private final UncertainSends uncertain;
    private final InstantSource clock;

    Outcomes(
            Database database,
            Mailboxes mailboxes,
            Enrollments enrollments,
            UncertainSends uncertain,
            InstantSource clock) {
        this.database = database;
        this.persistently = new Persistently(database, Persistently::inRealTime);
        this.mailboxes = mailboxes;
        this.enrollments = enrollments;
        this.uncertain = uncertain;
        this.clock = clock;
    }

    /** @param stopping whether to give up where the database is away: the next start finds the message cut off */
    void record(OutgoingMessage sent, String title, SendOutcome outcome, BooleanSupplier stopping) {
        LOG.info("{} step {} to {}: {}", sent.messageId(), sent.stepKey(), sent.recipient(), outcome);
        var now = clock.instant();
        persistently.transact(stopping, session -> {
            var enrollment = enrollments.locked(session, sent.enrollmentId()).orElseThrow();
            OutgoingMessages.byId(session, sent.id())
                    .filter(OutgoingMessage::isBeingSent) // else an attempt was stored whose answer got lost
                    .ifPresent(message -> record(session, enrollment, message, title, outcome, now));
            return true;
        });
    }

    private void record(
            StatelessSession session,
            Enrollment enrollment,
            OutgoingMessage message,
            String title,
            SendOutcome outcome,
            Instant now) {
        switch (outcome) {
            case Accepted(var answer) -> accepted(session, enrollment, message, title, answer, now);
            case Uncertain(var what) -> {
                uncertain.begin(session, enrollment, message, title, what);
                left(session, enrollment, message, now);
            }
            case AddressRefused(var answer) -> addressRefused(session, enrollment, message, answer, now);
            case PolicyRefused(var answer) ->
                refused(session, enrollment, message, Sentence.of("send.refused", title, answer), answer, now);
            case Deferred(var answer) -> deferred(session, enrollment, message, title, answer, now);
            case MailboxTrouble(var why) -> {
                OutgoingMessages.notTried(session, message, why.toString(), now);
                mailboxes.troubled(session, message.mailboxId(), why, now);
            }
        }
    }

    /** A message still marked as being sent was cut off: nobody knows how far it came. */
    void settleCutOff(long mailboxId) {
        var cutOff = database.transact(session -> OutgoingMessages.cutOff(session, mailboxId));
        for (var message : cutOff) {
            var why = Sentence.of("send.cut-off").toString();
            record(message, message.stepKey(), new Uncertain(why), () -> true); // the next run is the next attempt
        }
    }

    void troubled(long mailboxId, Sentence why) {
        LOG.warn("mailbox {}: {} It is tried again with the next run.", mailboxId, why);
        database.transactAlone(session -> mailboxes.troubled(session, mailboxId, why, clock.instant()));
    }

    void ran(long mailboxId) {
        database.transactAlone(session -> mailboxes.ran(session, mailboxId, clock.instant()));
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

    private void deferred(
            StatelessSession session,
            Enrollment enrollment,
            OutgoingMessage message,
            String title,
            String answer,
            Instant now) {
        if (message.attempts() > BACK_OFF.size()) {
            var why = Sentence.of("send.given-up", title, message.attempts(), answer);
            refused(session, enrollment, message, why, answer, now);
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
        if (enrollment.state() == State.ACTIVE) {
            var again = now.plus(BACK_OFF.get(message.attempts() - 1));
            enrollments.replan(
                    session,
                    enrollment,
                    new Plan(again, List.of(Sentence.of("plan.try-again", answer)))); // the window is judged then
        }
    }
}
