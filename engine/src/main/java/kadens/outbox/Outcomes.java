package kadens.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.Facts;
import kadens.enrollment.MessageAliases;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.Refusals;
import kadens.enrollment.SentCopies;
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
import org.jspecify.annotations.Nullable;
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

    /** A message of a batch, and what came of it. */
    record Sent(OutgoingMessage message, String stepTitle, SendOutcome outcome) {}

    /** Of messages begun under this lease, whether or not it is still held: what came of them is true all the same. */
    void record(StatelessSession session, Lease lease, List<Sent> sent) {
        var locked = enrollments.locked(
                session,
                sent.stream().map(each -> each.message().enrollmentId()).toList());
        var recording = new Recording(Facts.of(session, locked.values()), clock.instant());
        for (var each : sent) {
            var begun = each.message();
            var enrollment = Objects.requireNonNull(locked.get(begun.enrollmentId()));
            recording
                    .message(enrollment, begun.id())
                    .filter(message -> message.lease() == lease.number())
                    .ifPresentOrElse(
                            message -> record(recording, lease, enrollment, message, each),
                            () -> LOG.warn("{}: another node has dealt with it since.", begun.messageId()));
        }
        recording.end(mailboxes);
    }

    private void record(Recording recording, Lease lease, Enrollment enrollment, OutgoingMessage message, Sent sent) {
        var session = recording.facts.session();
        if (sent.outcome() instanceof Accepted(var answer)) {
            learnId(session, lease, message, answer);
        }
        if (message.isBeingSent()) {
            record(recording, enrollment, message, sent.stepTitle(), sent.outcome());
        } else if (sent.outcome().isUnsent()) {
            uncertain.neverLeft(session, enrollment, message);
        } else if (sent.outcome() instanceof Accepted) {
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

    /** What is written down in one transaction. What concerns the mailbox is written once, after its mails. */
    private static final class Recording {

        final Facts facts;
        final Instant now;
        private final List<OutgoingMessage> left = new ArrayList<>();
        private @Nullable Instant nextSendAt;

        Recording(Facts facts, Instant now) {
            this.facts = facts;
            this.now = now;
        }

        /** As it is stored now; empty where it is not any more. */
        Optional<OutgoingMessage> message(Enrollment enrollment, long id) {
            return facts.messages(enrollment).stream()
                    .filter(message -> message.id() == id)
                    .findFirst();
        }

        /** It counts towards the mailbox's limits, whether or not it arrived. */
        void left(Enrollment enrollment, OutgoingMessage message) {
            left.add(message);
            nextSendAt = nextSendAt(enrollment, message);
        }

        /** A server that refuses or puts off is asked no faster than one that accepts. */
        Instant nextSendAt(Enrollment enrollment, OutgoingMessage message) {
            return facts.mailbox(message.mailboxId()).limits().nextSendAt(now, enrollment.seed(), message.stepKey());
        }

        void end(Mailboxes mailboxes) {
            if (nextSendAt != null) {
                var session = facts.session();
                var mailbox = facts.mailbox(left.getFirst().mailboxId());
                mailboxes.sent(session, mailbox.id(), now, nextSendAt);
                SentCopies.want(
                        session,
                        mailbox,
                        left.stream()
                                .filter(message -> message.delivery() == Delivery.SENT)
                                .toList(),
                        now);
                nextSendAt = null;
                left.clear();
            }
        }
    }

    private void record(
            Recording recording, Enrollment enrollment, OutgoingMessage message, String title, SendOutcome outcome) {
        var session = recording.facts.session();
        var now = recording.now;
        switch (outcome) {
            case Accepted(var answer) -> accepted(recording, enrollment, message, title, answer);
            case Uncertain(var what) -> {
                uncertain.begin(session, enrollment, message, title, what);
                recording.left(enrollment, message);
            }
            case AddressRefused(var answer) -> addressRefused(recording, enrollment, message, answer);
            case PolicyRefused(var answer) -> {
                refused(recording, enrollment, message, Sentence.of("send.refused", title, answer), answer);
                Refusals.count(session, enrollment, now);
            }
            case Deferred(var answer) -> deferred(recording, enrollment, message, title, answer);
            case MailboxTrouble trouble -> {
                recording.end(mailboxes); // whether others left counts
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

    /**
     * What an earlier lease left behind. Of a batch, those before the mail that was begun last were taken, nobody knows how
     * far that one came, and the others were not begun.
     */
    void settleCutOff(Lease lease) {
        var cutOff = lease.transact(
                session -> OutgoingMessages.cutOff(session, lease.mailbox().id(), lease.number()));
        for (var found : cutOff) {
            lease.transactAlone(session -> {
                var enrollment =
                        enrollments.locked(session, found.enrollmentId()).orElseThrow();
                var recording = new Recording(Facts.of(session, enrollment), clock.instant());
                recording
                        .message(enrollment, found.id())
                        .filter(OutgoingMessage::isBeingSent) // else its sender was not gone, and has recorded it
                        .ifPresent(message -> settleCutOff(recording, lease, enrollment, message));
            });
        }
    }

    private void settleCutOff(Recording recording, Lease lease, Enrollment enrollment, OutgoingMessage message) {
        var session = recording.facts.session();
        var why = Sentence.of("send.cut-off").toString();
        var begun = lease.begun(session).orElse(message.id());
        if (message.id() > begun) {
            LOG.info("{} to {}: claimed and not begun; it is let go.", message.messageId(), message.recipient());
            OutgoingMessages.release(session, message, why, recording.now);
            return;
        }
        var outcome = message.id() < begun ? new Accepted("") : new Uncertain(why);
        LOG.warn("{} to {}: {}", message.messageId(), message.recipient(), outcome);
        record(recording, enrollment, message, message.stepKey(), outcome);
        recording.end(mailboxes);
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
            Recording recording, Enrollment enrollment, OutgoingMessage message, String title, String answer) {
        var now = recording.now;
        OutgoingMessages.settle(recording.facts.session(), message, Delivery.SENT, answer, now);
        recording.left(enrollment, message);
        var how = Sentence.of("timeline.sent", title, message.subject());
        enrollments.sent(recording.facts, enrollment, message, how, now);
    }

    /** The gap is kept after it as after one that was taken. */
    private void dealtWith(Recording recording, Enrollment enrollment, OutgoingMessage message) {
        mailboxes.waitUntil(recording.facts.session(), message.mailboxId(), recording.nextSendAt(enrollment, message));
    }

    private void addressRefused(Recording recording, Enrollment enrollment, OutgoingMessage message, String answer) {
        var session = recording.facts.session();
        OutgoingMessages.settle(session, message, Delivery.REFUSED, answer, recording.now);
        dealtWith(recording, enrollment, message);
        Suppressions.add(session, message.recipient(), "bounced", recording.now);
        enrollments.stop(
                session,
                enrollment,
                StopReason.BOUNCED,
                Sentence.of("send.refused-address", message.recipient(), answer),
                Evidence.message(message.id()));
    }

    private void refused(
            Recording recording, Enrollment enrollment, OutgoingMessage message, Sentence why, String answer) {
        var session = recording.facts.session();
        OutgoingMessages.settle(session, message, Delivery.REFUSED, answer, recording.now);
        dealtWith(recording, enrollment, message);
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
            Recording recording, Enrollment enrollment, OutgoingMessage message, String title, String answer) {
        var session = recording.facts.session();
        var now = recording.now;
        if (message.attempts() > BACK_OFF.size()) {
            OutgoingMessages.settle(session, message, Delivery.REFUSED, answer, now);
            dealtWith(recording, enrollment, message);
            holdGivenUp(session, enrollment, message, title, answer);
            return;
        }
        OutgoingMessages.putOff(session, message, answer, now);
        dealtWith(recording, enrollment, message);
        enrollments.note(
                session,
                enrollment,
                Kind.NOTE,
                Sentence.of("send.deferred", title, answer),
                Evidence.message(message.id()));
        tryAgain(session, enrollment, message, answer, now);
    }
}
