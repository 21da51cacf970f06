package kadens.outbox;

import jakarta.mail.MessagingException;
import java.util.List;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.MessageAliases;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.UncertainSends;
import kadens.language.Sentence;
import kadens.mailbox.Lease;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.SentFolder;
import kadens.mailbox.ServerTrouble;
import kadens.mailbox.WhenUncertain;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles uncertain mails: a copy in the Sent folder proves that the server took one; where no sign has come in time, the
 * mailbox's policy decides. That nothing lies in Sent proves nothing, because many servers file no copies.
 */
final class Settling {

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final int LOOKED_FOR_A_RUN_MAX = 50;

    private final Mailboxes mailboxes;
    private final Enrollments enrollments;
    private final UncertainSends uncertain;

    Settling(Mailboxes mailboxes, Enrollments enrollments, UncertainSends uncertain) {
        this.mailboxes = mailboxes;
        this.enrollments = enrollments;
        this.uncertain = uncertain;
    }

    /** To be called when the inbox has been read: a bounce or an answer in it is a sign, too. */
    void settle(Lease lease) {
        var waitedFor = waitedFor(lease);
        if (!waitedFor.isEmpty() && look(lease, waitedFor)) {
            decide(lease, lease.mailbox().whenUncertain());
        }
    }

    /** For a mailbox that is not to be looked into: nothing goes out again unless somebody says so. */
    void settleUnseen(Lease lease) {
        var policy = lease.mailbox().whenUncertain();
        decide(lease, policy == WhenUncertain.RESEND_SAME_ID ? WhenUncertain.ASK : policy);
    }

    private void decide(Lease lease, WhenUncertain policy) {
        waitedFor(lease).stream().filter(uncertain::isDue).forEach(message -> decide(lease, policy, message));
    }

    boolean hasNone(StatelessSession session, long mailboxId) {
        return OutgoingMessages.waitedFor(session, mailboxId, 1).isEmpty();
    }

    private List<OutgoingMessage> waitedFor(Lease lease) {
        return lease.transact(
                session -> OutgoingMessages.waitedFor(session, lease.mailbox().id(), LOOKED_FOR_A_RUN_MAX));
    }

    /** Answers whether it could be looked: a folder that can't be read has not shown that there is nothing. */
    private boolean look(Lease lease, List<OutgoingMessage> waitedFor) {
        var mailbox = lease.mailbox();
        var server = mailboxes.imap(mailbox);
        try (var sent = SentFolder.open(server)) {
            for (var message : waitedFor) {
                var id = sent.idOf(message.messageId(), message.raw());
                if (id.isPresent()) {
                    var how = Sentence.of(
                            "uncertain.found", message.subject(), sent.name().orElse(""));
                    lease.transactAlone(session -> {
                        MessageAliases.learn(session, message, id.get(), MessageAliases.Source.COPY);
                        enrollments
                                .locked(session, message.enrollmentId())
                                .ifPresent(enrollment -> uncertain.arrived(session, enrollment, message, how));
                    });
                }
            }
            return true;
        } catch (MessagingException e) {
            LOG.warn(
                    "mailbox {}: {} Uncertain mails are looked for with the next run.",
                    mailbox.address(),
                    ServerTrouble.sentence(server, e));
            return false;
        }
    }

    private void decide(Lease lease, WhenUncertain policy, OutgoingMessage waitedFor) {
        lease.transactAlone(session -> {
            var enrollment =
                    enrollments.locked(session, waitedFor.enrollmentId()).orElseThrow();
            OutgoingMessages.byId(session, waitedFor.id())
                    .filter(uncertain::isDue) // else somebody settled it since it was looked for
                    .ifPresent(message -> decide(session, policy, enrollment, message));
        });
    }

    private void decide(
            StatelessSession session, WhenUncertain policy, Enrollment enrollment, OutgoingMessage message) {
        var ended = !enrollment.state().ongoing();
        switch (ended ? WhenUncertain.ASSUME_SENT : policy) {
            case ASSUME_SENT -> uncertain.assumeSent(session, enrollment, message);
            case ASK -> uncertain.ask(session, enrollment, message);
            case RESEND_SAME_ID -> {
                if (message.isResent()) { // once more, and not for ever
                    uncertain.assumeSent(session, enrollment, message);
                } else {
                    var why = Sentence.of("uncertain.again", message.subject());
                    uncertain.again(session, enrollment, message, why);
                }
            }
        }
    }
}
