package kadens.outbox;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import kadens.language.Sentence;
import kadens.mailbox.Connections;
import kadens.mailbox.ServerTrouble;
import kadens.mailbox.ServerUrl;
import kadens.outbox.SendOutcome.Abandoned;
import kadens.outbox.SendOutcome.Accepted;
import kadens.outbox.SendOutcome.AddressRefused;
import kadens.outbox.SendOutcome.Deferred;
import kadens.outbox.SendOutcome.MailboxTrouble;
import kadens.outbox.SendOutcome.PolicyRefused;
import kadens.outbox.SendOutcome.Uncertain;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A logged-in SMTP connection that sends one message to one recipient at a time, and says what came of it. */
final class SmtpConnection implements AutoCloseable {

    private final ServerUrl server;
    private final Session session;
    private final Transport transport;

    private SmtpConnection(ServerUrl server, Session session, Transport transport) {
        this.server = server;
        this.session = session;
        this.transport = transport;
    }

    /** @param mayHandOver asked before the last bytes of each mail, which make it the server's */
    static SmtpConnection open(ServerUrl server, BooleanSupplier mayHandOver) throws MessagingException {
        var session = Connections.smtpSession(server);
        var transport = new Transport(session, server, mayHandOver);
        Connections.connect(transport, server);
        return new SmtpConnection(server, session, transport);
    }

    /** Hands over the exact bytes, with From as the envelope's sender. Never throws for what a server or network may do. */
    SendOutcome send(byte[] raw, String recipient) {
        transport.handedOver = false;
        try {
            var mail = new MimeMessage(session, new ByteArrayInputStream(raw));
            transport.sendMessage(mail, new Address[] {new InternetAddress(recipient)});
            return new Accepted(answer());
        } catch (MessagingException e) {
            return outcome(e);
        }
    }

    boolean isConnected() {
        return transport.isConnected();
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException _) {
            // The server has hung up already; nothing is lost by it.
        }
    }

    private SendOutcome outcome(MessagingException failure) {
        if (transport.abandoned) {
            return new Abandoned();
        }
        if (rejection(failure) instanceof SMTPAddressFailedException rejected) {
            return recipientReply(SmtpReply.of(rejected.getReturnCode(), answer()));
        }
        if (failure instanceof SMTPSendFailedException failed && failed.getReturnCode() > 0) {
            return transactionReply(SmtpReply.of(failed.getReturnCode(), answer()), failed.getCommand());
        }
        if (transport.handedOver) {
            return new Uncertain(ServerTrouble.words(failure));
        }
        return new MailboxTrouble(ServerTrouble.sentence(server, failure));
    }

    private static SendOutcome recipientReply(SmtpReply reply) {
        if (reply.isAboutUs()) {
            return new MailboxTrouble(Sentence.of("trouble.smtp-reply", reply.text()));
        }
        if (reply.isBadAddress()) {
            return new AddressRefused(reply.text());
        }
        return reply.isPermanent() && !reply.isFull() ? new PolicyRefused(reply.text()) : new Deferred(reply.text());
    }

    /** A reply to MAIL is about the sender; one to DATA or the final dot is about this mail. */
    private static SendOutcome transactionReply(SmtpReply reply, String command) {
        var aboutSender = command.startsWith("MAIL");
        if (aboutSender || reply.isAboutUs()) {
            return new MailboxTrouble(Sentence.of("trouble.smtp-reply", reply.text()));
        }
        return recipientReply(reply);
    }

    private static Exception rejection(MessagingException failure) {
        Exception at = failure;
        while (at instanceof MessagingException mail
                && !(at instanceof SMTPAddressFailedException)
                && mail.getNextException() != null
                && (at instanceof SendFailedException)) {
            at = mail.getNextException();
        }
        return at;
    }

    private String answer() {
        return String.valueOf(transport.getLastServerResponse()).strip();
    }

    /** Knows whether the final dot was about to be sent: only before it is a lost connection harmless. */
    private static final class Transport extends SMTPTransport {

        private final BooleanSupplier mayHandOver;
        private boolean handedOver;
        private boolean abandoned;

        Transport(Session session, ServerUrl server, BooleanSupplier mayHandOver) {
            super(
                    session,
                    new URLName(server.protocol(), server.host(), server.port(), null, null, null),
                    server.protocol(),
                    server.protocol().equals("smtps"));
            this.mayHandOver = mayHandOver;
        }

        @Override
        protected void finishData() throws MessagingException, IOException {
            if (!mayHandOver.getAsBoolean()) {
                abandoned = true;
                throw new IOException("abandoned before the final dot");
            }
            handedOver = true;
            super.finishData();
        }
    }
}
