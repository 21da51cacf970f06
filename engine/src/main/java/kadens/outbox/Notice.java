package kadens.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.ServerUrl;
import kadens.mailbox.TestMark;
import kadens.mailbox.Timeouts;
import kadens.outbox.SendOutcome.MailboxTrouble;

/** A mail of Kadens itself to one of its own people, in plain text, sent at once through one of their mailboxes: nothing is stored. */
public record Notice(String to, String name, String subject, String text) {

    /** Sends it; empty when the server took it. No transaction may be open meanwhile. */
    public Optional<Sentence> send(ServerUrl server, Mailbox mailbox, Instant now) {
        var raw = TestMail.marked(Composer.compose(new Composer.Letter(
                "Kadens",
                mailbox.address(),
                name,
                to,
                subject,
                text,
                "",
                List.of(),
                TestMark.newMessageId(mailbox),
                List.of(),
                "",
                "",
                now)));
        try (var smtp = new SmtpConnection(server, Timeouts.USUAL, () -> true)) {
            var trouble = smtp.connect();
            return trouble.isPresent() ? trouble.map(MailboxTrouble::why) : Probe.trouble(smtp.send(raw, to));
        }
    }
}
