package kadens.outbox;

import jakarta.mail.MessagingException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import kadens.enrollment.MessageAliases;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.SentCopies;
import kadens.language.Sentence;
import kadens.mailbox.Lease;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.SentFolder;
import kadens.mailbox.ServerTrouble;
import kadens.mailbox.ServerUrl;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts copies of what was sent into Sent, or learns from those of the server which Message-IDs it gave our mails. A copy
 * that can't be put or found there changes nothing about the sending.
 */
final class Copying {

    private static final Logger LOG = LoggerFactory.getLogger(Copying.class);
    private static final int COPIES_A_RUN_MAX = 50;

    private final Mailboxes mailboxes;
    private final InstantSource clock;

    Copying(Mailboxes mailboxes, InstantSource clock) {
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    boolean hasNone(StatelessSession session, long mailboxId) {
        return SentCopies.due(session, mailboxId, clock.instant(), 1).isEmpty();
    }

    /** @param stopping asked between two copies; what is left waits for the next run */
    void copy(Lease lease, BooleanSupplier stopping) {
        var mailbox = lease.mailbox();
        var due = lease.transact(session -> SentCopies.due(session, mailbox.id(), clock.instant(), COPIES_A_RUN_MAX));
        if (!mailbox.wantsSentCopies() && !mailbox.learnsIds()) { // any more
            due.forEach(message -> lease.transactAlone(session -> SentCopies.done(session, message)));
        } else if (!due.isEmpty() && !stopping.getAsBoolean()) {
            copy(lease, due, stopping);
        }
    }

    private void copy(Lease lease, List<OutgoingMessage> due, BooleanSupplier stopping) {
        var server = mailboxes.imap(lease.mailbox());
        try (var sent = SentFolder.open(server)) {
            for (var message : due) {
                if (!stopping.getAsBoolean()) {
                    copy(lease, server, sent, message);
                }
            }
        } catch (MessagingException e) {
            due.forEach(message -> failed(lease, message, ServerTrouble.sentence(server, e)));
        }
    }

    private void copy(Lease lease, ServerUrl server, SentFolder sent, OutgoingMessage message) {
        if (sent.name().isEmpty()) {
            failed(lease, message, Sentence.of("copy.no-folder", server.place()));
            return;
        }
        try {
            // The server may have filed it by itself, or a crash has forgotten that we did.
            var id = sent.idOf(message.messageId(), message.raw());
            if (id.isPresent()) {
                found(lease, message, id.get());
            } else if (lease.mailbox().wantsSentCopies()) {
                sent.append(message.raw());
                lease.transactAlone(session -> SentCopies.done(session, message));
            } else {
                failed(lease, message, Sentence.of("copy.not-filed", sent.name().get()));
            }
        } catch (MessagingException e) {
            failed(lease, message, ServerTrouble.sentence(server, e));
        }
    }

    private void found(Lease lease, OutgoingMessage message, String id) {
        lease.transactAlone(session -> {
            MessageAliases.learn(session, message, id, MessageAliases.Source.COPY);
            SentCopies.done(session, message);
            if (lease.mailbox().learnsIds()) {
                mailboxes.keepsIds(session, message.mailboxId(), id.equals(message.messageId()));
            }
        });
    }

    private void failed(Lease lease, OutgoingMessage message, Sentence why) {
        var again = lease.transact(session -> SentCopies.failed(session, message, clock.instant()));
        LOG.warn(
                "mailbox {}: no copy of {} in Sent ({}). {}",
                lease.mailbox().address(),
                message.messageId(),
                why,
                again ? "It is tried again later." : "It is not tried any more; the mail itself was sent.");
    }
}
