package kadens.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.ServerUrl;
import kadens.mailbox.Timeouts;
import kadens.outbox.SendOutcome.MailboxTrouble;

/** A mail that shows that a mailbox can send. */
public final class Probe {

    private Probe() {}

    /** Whether the SMTP server lets us in; empty when it does. */
    public static Optional<Sentence> connect(ServerUrl server) {
        try (var smtp = new SmtpConnection(server, Timeouts.USUAL, () -> true)) {
            return smtp.connect().map(MailboxTrouble::why);
        }
    }

    /** A Message-ID to look for, without angle brackets. */
    public static String newMessageId(Mailbox mailbox) {
        return newMessageId(mailbox.address());
    }

    /** The same for an address that is no mailbox of ours yet. */
    public static String newMessageId(String address) {
        return UUID.randomUUID() + ".kadens-probe@" + address.substring(address.lastIndexOf('@') + 1);
    }

    /** Sends the probe to an address, the mailbox's own for one; empty when the server took it. */
    public static Optional<Sentence> send(ServerUrl server, Mailbox mailbox, String to, String messageId, Instant now) {
        return send(server, mailbox.address(), to, messageId, now);
    }

    /** The same from an address that is no mailbox of ours yet. */
    public static Optional<Sentence> send(ServerUrl server, String from, String to, String messageId, Instant now) {
        var raw = Composer.compose(new Composer.Letter(
                "Kadens",
                from,
                "",
                to,
                "Kadens tries this mailbox",
                "This mail shows that Kadens can send from here and read what comes back. You may delete it.\n",
                "<p>This mail shows that Kadens can send from here and read what comes back. You may delete it.</p>",
                List.of(),
                messageId,
                List.of(),
                "",
                "mailto:" + from,
                now));
        try (var smtp = new SmtpConnection(server, Timeouts.USUAL, () -> true)) {
            var trouble = smtp.connect();
            if (trouble.isPresent()) {
                return trouble.map(MailboxTrouble::why);
            }
            return trouble(smtp.send(raw, to));
        }
    }

    /** What was wrong with a mail that is sent once and then forgotten; empty when the server took it. */
    static Optional<Sentence> trouble(SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.Accepted _ -> Optional.empty();
            case MailboxTrouble(var _, var why, var _) -> Optional.of(why);
            case SendOutcome.AddressRefused(var answer) -> Optional.of(Sentence.verbatim(answer));
            case SendOutcome.PolicyRefused(var answer) -> Optional.of(Sentence.verbatim(answer));
            case SendOutcome.Deferred(var answer) -> Optional.of(Sentence.verbatim(answer));
            case SendOutcome.Abandoned _ -> throw new IllegalStateException("a probe needs no lease");
            case SendOutcome.Uncertain(var what) -> Optional.of(Sentence.verbatim(what));
        };
    }
}
