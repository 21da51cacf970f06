package kadens.outbox;

import jakarta.mail.MessagingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import kadens.enrollment.Answer;
import kadens.enrollment.Answer.Sending;
import kadens.enrollment.Answers;
import kadens.enrollment.Enrollments;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.enrollment.TimelineEntry.Kind;
import kadens.inbox.Conversations;
import kadens.language.Sentence;
import kadens.mailbox.Lease;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.SentFolder;
import kadens.mailbox.ServerTrouble;
import kadens.mailbox.Timeouts;
import kadens.outbox.SendOutcome.Abandoned;
import kadens.outbox.SendOutcome.Accepted;
import kadens.outbox.SendOutcome.AddressRefused;
import kadens.outbox.SendOutcome.Deferred;
import kadens.outbox.SendOutcome.MailboxTrouble;
import kadens.outbox.SendOutcome.PolicyRefused;
import kadens.outbox.SendOutcome.Uncertain;
import kadens.prospect.Suppressions;
import kadens.store.Database;
import kadens.store.Fence;
import kadens.team.People;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what people wrote back, in the mailbox's run and before its steps: a person who waits for an answer waits for no
 * window and no cap. Each is begun in a transaction before the dialogue and recorded in one after it; what was cut off
 * between the two is uncertain, and goes out once more only where a person says so.
 */
final class Answering {

    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
    private static final int A_RUN_MAX = 50;

    private final Persistently persistently;
    private final Fence fence;
    private final Mailboxes mailboxes;
    private final Enrollments enrollments;
    private final Timeouts timeouts;
    private final InstantSource clock;

    Answering(
            Database database,
            Fence fence,
            Mailboxes mailboxes,
            Enrollments enrollments,
            Timeouts timeouts,
            InstantSource clock) {
        this.persistently = new Persistently(database, Persistently::inRealTime);
        this.fence = fence;
        this.mailboxes = mailboxes;
        this.enrollments = enrollments;
        this.timeouts = timeouts;
        this.clock = clock;
    }

    /** Whether none is to be sent, looked for or copied now. */
    boolean hasNone(StatelessSession session, long mailboxId) {
        var now = clock.instant();
        return Answers.due(session, mailboxId, now, 1).isEmpty()
                && Answers.waitedFor(session, mailboxId, now, 1).isEmpty()
                && Answers.toCopy(session, mailboxId, now, 1).isEmpty();
    }

    /** Sends those that are due. The inbox has been read. */
    void send(Lease lease, BooleanSupplier stopping) {
        var mailboxId = lease.mailbox().id();
        var due = lease.transact(session -> Answers.due(session, mailboxId, clock.instant(), A_RUN_MAX));
        if (due.isEmpty()) {
            return;
        }
        try (var smtp = new SmtpConnection(mailboxes.smtp(lease.mailbox()), timeouts, lease::isSure)) {
            var trouble = smtp.connect();
            if (trouble.isPresent()) {
                rest(lease, trouble.get());
                return;
            }
            for (var answer : due) {
                if (stopping.getAsBoolean() || !send(lease, smtp, answer, stopping)) {
                    return;
                }
            }
        }
    }

    /** What an earlier lease had begun: nobody knows how far it came. */
    void settleCutOff(Lease lease) {
        var mailboxId = lease.mailbox().id();
        for (var found : lease.transact(session -> Answers.cutOff(session, mailboxId, lease.number()))) {
            lease.transactAlone(session -> Answers.locked(session, found.id())
                    .filter(answer -> answer.state() == Sending.SENDING)
                    .ifPresent(answer -> record(
                            session,
                            answer,
                            new Uncertain(Sentence.of("send.cut-off").toString()))));
        }
    }

    /** Looks for uncertain ones in the Sent folder: a copy there proves that the server took one. */
    void lookForUncertain(Lease lease) {
        var mailboxId = lease.mailbox().id();
        var uncertain = lease.transact(session -> Answers.waitedFor(session, mailboxId, clock.instant(), A_RUN_MAX));
        if (uncertain.isEmpty()) {
            return;
        }
        withSent(lease, sent -> {
            for (var answer : uncertain) {
                if (sent.holds(answer.messageId())) {
                    lease.transactAlone(session -> Answers.arrived(session, answer, clock.instant()));
                }
            }
        });
    }

    /** Puts copies into Sent, where the mailbox wants them. */
    void copyToSent(Lease lease) {
        var mailboxId = lease.mailbox().id();
        var due = lease.transact(session -> Answers.toCopy(session, mailboxId, clock.instant(), A_RUN_MAX));
        if (due.isEmpty()) {
            return;
        }
        var done = withSent(lease, sent -> {
            for (var answer : due) {
                if (sent.name().isPresent()) {
                    if (!sent.holds(answer.messageId())) {
                        sent.append(answer.raw());
                    }
                    lease.transactAlone(session -> Answers.copied(session, answer));
                } else {
                    lease.transactAlone(session -> Answers.notCopied(session, answer, clock.instant()));
                }
            }
        });
        if (!done) {
            due.forEach(answer -> lease.transactAlone(session -> Answers.notCopied(session, answer, clock.instant())));
        }
    }

    private interface Looking {
        void look(SentFolder sent) throws MessagingException;
    }

    private boolean withSent(Lease lease, Looking looking) {
        var server = mailboxes.imap(lease.mailbox());
        try (var sent = SentFolder.open(server)) {
            looking.look(sent);
            return true;
        } catch (MessagingException e) {
            LOG.warn(
                    "mailbox {}: {} The Sent folder is tried again later.",
                    lease.mailbox().address(),
                    ServerTrouble.sentence(server, e));
            return false;
        }
    }

    /** Answers whether the next may go out. */
    private boolean send(Lease lease, SmtpConnection smtp, Answer due, BooleanSupplier stopping) {
        var begun = lease.transact(session -> begin(session, lease, due));
        if (begun.isEmpty()) {
            return true;
        }
        var answer = begun.get();
        var outcome = smtp.send(answer.raw(), answer.recipient());
        LOG.info("{} to {}: {}", answer.messageId(), answer.recipient(), outcome);
        persistently.transact(stopping, session -> {
            Answers.locked(session, answer.id())
                    .filter(now -> now.state() == Sending.SENDING && now.lease() == lease.number())
                    .ifPresent(now -> record(session, now, outcome));
            return true;
        });
        return outcome.mayGoOn();
    }

    private Optional<Answer> begin(StatelessSession session, Lease lease, Answer due) {
        var now = clock.instant();
        var found = Answers.locked(session, due.id()).filter(answer -> answer.state() == Sending.WAITING);
        if (found.isEmpty() || fence.holds(session).isPresent()) {
            return Optional.empty();
        }
        var answer = found.get();
        var forbidden = Suppressions.forbidding(session, answer.recipient());
        if (forbidden.isPresent()) {
            refused(
                    session,
                    answer,
                    Sentence.of("answer.suppressed", answer.recipient()).toString(),
                    now);
            return Optional.empty();
        }
        Answers.begin(session, answer, lease.number(), now);
        return Optional.of(answer);
    }

    private void record(StatelessSession session, Answer answer, SendOutcome outcome) {
        var now = clock.instant();
        switch (outcome) {
            case Accepted(var said) -> {
                Answers.settle(session, answer, Sending.SENT, said, now);
                var by = People.get(session, answer.personId()).name();
                note(session, answer, Sentence.of("answer.sent", by, answer.subject()));
            }
            case Uncertain(var what) -> {
                Answers.settle(session, answer, Sending.UNCERTAIN, what, now);
                Conversations.set(session, answer.enrollmentId(), false);
                note(session, answer, Sentence.of("answer.uncertain", answer.subject(), what));
            }
            case AddressRefused(var said) -> refused(session, answer, said, now);
            case PolicyRefused(var said) -> refused(session, answer, said, now);
            case Deferred(var said) -> putOff(session, answer, said, now);
            case MailboxTrouble trouble -> {
                var why = trouble.why().toString();
                if (trouble.mayBeTheMail()) {
                    putOff(session, answer, why, now);
                } else {
                    Answers.notTried(session, answer, why, now);
                }
                mailboxes.rest(session, answer.mailboxId(), trouble.kind(), trouble.why(), now);
            }
            case Abandoned _ -> Answers.notTried(session, answer, "", now);
        }
    }

    private void putOff(StatelessSession session, Answer answer, String said, Instant now) {
        if (!Answers.putOff(session, answer, said, now)) {
            refused(session, answer, said, now);
        }
    }

    /** Whoever wrote it has to see that it did not get there. */
    private void refused(StatelessSession session, Answer answer, String said, Instant now) {
        Answers.settle(session, answer, Sending.REFUSED, said, now);
        Conversations.set(session, answer.enrollmentId(), false);
        note(session, answer, Sentence.of("answer.refused", answer.subject(), said));
    }

    private void note(StatelessSession session, Answer answer, Sentence what) {
        enrollments
                .locked(session, answer.enrollmentId())
                .ifPresent(enrollment -> enrollments.note(session, enrollment, Kind.NOTE, what, Evidence.NONE));
    }

    private void rest(Lease lease, MailboxTrouble trouble) {
        LOG.warn("mailbox {}: {} Answers wait.", lease.mailbox().address(), trouble.why());
        lease.transactAlone(session ->
                mailboxes.rest(session, lease.mailbox().id(), trouble.kind(), trouble.why(), clock.instant()));
    }
}
