package kadens.outbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.ServerUrl;
import kadens.mailbox.TestMark;
import kadens.mailbox.Timeouts;
import kadens.outbox.SendOutcome.MailboxTrouble;
import kadens.template.Rendering.Rendered;
import kadens.template.Values;

/** A step's mail that somebody of the team gets to see in their own inbox: nothing is stored, and nothing counts it. */
public final class TestMail {

    private TestMail() {}

    /**
     * Sends it, as the sender would compose it for whose values these are; empty when the server took it.
     *
     * @param subject the mail's own, or that of the thread that it continues
     * @param to the address that it really goes to
     */
    public static Optional<Sentence> send(
            ServerUrl server, Mailbox mailbox, Rendered mail, String subject, Values values, String to, Instant now) {
        var raw = marked(Trial.compose(mail, subject, values, to, TestMark.newMessageId(mailbox), now));
        try (var smtp = new SmtpConnection(server, Timeouts.USUAL, () -> true)) {
            var trouble = smtp.connect();
            return trouble.isPresent() ? trouble.map(MailboxTrouble::why) : Probe.trouble(smtp.send(raw, to));
        }
    }

    static byte[] marked(byte[] raw) {
        var marked = new ByteArrayOutputStream(raw.length + 32);
        marked.writeBytes((TestMark.HEADER + ": yes\r\n").getBytes(StandardCharsets.US_ASCII));
        marked.writeBytes(raw);
        return marked.toByteArray();
    }
}
