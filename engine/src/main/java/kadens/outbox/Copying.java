package kadens.outbox;

import jakarta.mail.MessagingException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.SentCopies;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.SentFolder;
import kadens.mailbox.ServerTrouble;
import kadens.mailbox.ServerUrl;
import kadens.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts copies of what was sent into Sent. A copy that can't be put there changes nothing about the sending. */
final class Copying {

    private static final Logger LOG = LoggerFactory.getLogger(Copying.class);
    private static final int COPIES_A_RUN_MAX = 50;

    private final Database database;
    private final Mailboxes mailboxes;
    private final InstantSource clock;

    Copying(Database database, Mailboxes mailboxes, InstantSource clock) {
        this.database = database;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    /** @param stopping asked between two copies; what is left waits for the next run */
    void copy(Mailbox mailbox, BooleanSupplier stopping) {
        var due =
                database.transact(session -> SentCopies.due(session, mailbox.id(), clock.instant(), COPIES_A_RUN_MAX));
        if (!mailbox.wantsSentCopies()) { // any more
            due.forEach(this::done);
        } else if (!due.isEmpty() && !stopping.getAsBoolean()) {
            copy(mailbox, due, stopping);
        }
    }

    private void copy(Mailbox mailbox, List<OutgoingMessage> due, BooleanSupplier stopping) {
        var server = mailboxes.imap(mailbox);
        try (var sent = SentFolder.open(server)) {
            for (var message : due) {
                if (!stopping.getAsBoolean()) {
                    copy(mailbox, server, sent, message);
                }
            }
        } catch (MessagingException e) {
            due.forEach(message -> failed(mailbox, message, ServerTrouble.sentence(server, e)));
        }
    }

    private void copy(Mailbox mailbox, ServerUrl server, SentFolder sent, OutgoingMessage message) {
        if (sent.name().isEmpty()) {
            failed(mailbox, message, Sentence.of("copy.no-folder", server.place()));
            return;
        }
        try {
            // The server may have filed it by itself, or a crash has forgotten that we did.
            if (!sent.holds(message.messageId())) {
                sent.append(message.raw());
            }
            done(message);
        } catch (MessagingException e) {
            failed(mailbox, message, ServerTrouble.sentence(server, e));
        }
    }

    private void done(OutgoingMessage message) {
        database.transactAlone(session -> SentCopies.done(session, message));
    }

    private void failed(Mailbox mailbox, OutgoingMessage message, Sentence why) {
        var again = database.transact(session -> SentCopies.failed(session, message, clock.instant()));
        LOG.warn(
                "mailbox {}: no copy of {} in Sent ({}). {}",
                mailbox.address(),
                message.messageId(),
                why,
                again ? "It is tried again later." : "It is not tried any more; the mail itself was sent.");
    }
}
