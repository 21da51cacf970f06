package kadens.outbox;

import jakarta.mail.MessagingException;
import java.util.List;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.UncertainSends;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.SentFolder;
import kadens.mailbox.ServerTrouble;
import kadens.mailbox.WhenUncertain;
import kadens.store.Database;
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

    private final Database database;
    private final Mailboxes mailboxes;
    private final Enrollments enrollments;
    private final UncertainSends uncertain;

    Settling(Database database, Mailboxes mailboxes, Enrollments enrollments, UncertainSends uncertain) {
        this.database = database;
        this.mailboxes = mailboxes;
        this.enrollments = enrollments;
        this.uncertain = uncertain;
    }

    /** To be called when the inbox has been read: a bounce or an answer in it is a sign, too. */
    void settle(Mailbox mailbox) {
        var waitedFor = waitedFor(mailbox);
        if (!waitedFor.isEmpty() && look(mailbox, waitedFor)) {
            decide(mailbox, mailbox.whenUncertain());
        }
    }

    /** For a mailbox that is not to be looked into: nothing goes out again unless somebody says so. */
    void settleUnseen(Mailbox mailbox) {
        var policy = mailbox.whenUncertain();
        decide(mailbox, policy == WhenUncertain.RESEND_SAME_ID ? WhenUncertain.ASK : policy);
    }

    private void decide(Mailbox mailbox, WhenUncertain policy) {
        waitedFor(mailbox).stream().filter(uncertain::isDue).forEach(message -> decide(policy, message));
    }

    private List<OutgoingMessage> waitedFor(Mailbox mailbox) {
        return database.transact(session -> OutgoingMessages.waitedFor(session, mailbox.id(), LOOKED_FOR_A_RUN_MAX));
    }

    /** Answers whether it could be looked: a folder that can't be read has not shown that there is nothing. */
    private boolean look(Mailbox mailbox, List<OutgoingMessage> waitedFor) {
        var server = mailboxes.imap(mailbox);
        try (var sent = SentFolder.open(server)) {
            for (var message : waitedFor) {
                if (sent.holds(message.messageId())) {
                    var how = Sentence.of(
                            "uncertain.found", message.subject(), sent.name().orElse(""));
                    database.transactAlone(session -> enrollments
                            .locked(session, message.enrollmentId())
                            .ifPresent(enrollment -> uncertain.arrived(session, enrollment, message, how)));
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

    private void decide(WhenUncertain policy, OutgoingMessage waitedFor) {
        database.transactAlone(session -> {
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
