package kadens.outbox;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import kadens.language.Sentence;
import kadens.mailbox.Connections;
import kadens.mailbox.SendTrouble;
import kadens.mailbox.ServerTrouble;
import kadens.mailbox.ServerUrl;
import kadens.mailbox.Timeouts;
import kadens.outbox.SendOutcome.Abandoned;
import kadens.outbox.SendOutcome.Accepted;
import kadens.outbox.SendOutcome.AddressRefused;
import kadens.outbox.SendOutcome.Deferred;
import kadens.outbox.SendOutcome.MailboxTrouble;
import kadens.outbox.SendOutcome.PolicyRefused;
import kadens.outbox.SendOutcome.Uncertain;

/**
 * Sends one message to one recipient at a time over a connection that it keeps, and says what came of it. Never throws
 * for what a server or the network may do.
 */
final class SmtpConnection implements Carrier {

    private final ServerUrl server;
    private final Timeouts timeouts;
    private final BooleanSupplier mayHandOver;
    private SmtpTransport transport;
    private boolean carriedMail;

    /** @param mayHandOver asked before the last bytes of each mail, which make it the server's */
    SmtpConnection(ServerUrl server, Timeouts timeouts, BooleanSupplier mayHandOver) {
        this.server = server;
        this.timeouts = timeouts;
        this.mayHandOver = mayHandOver;
        this.transport = SmtpTransport.to(server, timeouts, mayHandOver);
    }

    /** Connects and logs in. */
    @Override
    public Optional<MailboxTrouble> connect() {
        close();
        transport = SmtpTransport.to(server, timeouts, mayHandOver);
        carriedMail = false;
        try {
            Connections.connect(transport, server);
            return Optional.empty();
        } catch (MessagingException e) {
            return Optional.of(trouble(ReplyTable.judge(transport.phase(), transport.reply()), e));
        }
    }

    /**
     * A server may have closed a connection that has carried a mail, for it was idle or has carried enough; then a new one is
     * tried, once.
     */
    @Override
    public SendOutcome send(byte[] raw, String recipient) {
        if (!carriedMail) {
            return hand(raw, recipient);
        }
        if (transport.isConnected()) {
            var outcome = hand(raw, recipient);
            if (!closedBefore(outcome)) {
                return outcome;
            }
        }
        var trouble = connect();
        return trouble.isPresent() ? trouble.get() : hand(raw, recipient);
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException _) {
            // The server has hung up already; nothing is lost by it.
        }
    }

    private SendOutcome hand(byte[] raw, String recipient) {
        carriedMail = true;
        transport.begin();
        try {
            var mail = new MimeMessage(transport.session(), new ByteArrayInputStream(raw));
            transport.sendMessage(mail, new Address[] {new InternetAddress(recipient)});
            return new Accepted(transport.reply().text());
        } catch (MessagingException e) {
            return outcome(e);
        }
    }

    /** Whether the server hung up when asked to take the mail: it has heard of none. */
    private boolean closedBefore(SendOutcome outcome) {
        var code = transport.reply().code();
        return outcome instanceof MailboxTrouble
                && transport.phase() == Phase.MAIL
                && (code == 421 || code == SmtpReply.NONE.code());
    }

    private SendOutcome outcome(MessagingException failure) {
        if (transport.isAbandoned()) {
            return new Abandoned();
        }
        var reply = transport.reply();
        var verdict = ReplyTable.judge(transport.phase(), reply);
        return switch (verdict) {
            case ACCEPTED -> new Accepted(reply.text());
            case BAD_ADDRESS -> new AddressRefused(reply.text());
            case REFUSED -> new PolicyRefused(reply.text());
            case LATER -> new Deferred(reply.text());
            case UNKNOWN -> new Uncertain(why(failure).toString());
            case NOT_WELCOME, LIMIT, DOWN -> trouble(verdict, failure);
        };
    }

    private MailboxTrouble trouble(Verdict verdict, MessagingException failure) {
        var kind = switch (verdict) {
            case NOT_WELCOME -> SendTrouble.NOT_WELCOME;
            case LIMIT -> SendTrouble.LIMIT;
            default -> SendTrouble.DOWN;
        };
        return new MailboxTrouble(kind, why(failure), transport.phase().isAboutTheMail());
    }

    private Sentence why(MessagingException failure) {
        var reply = transport.reply();
        if (reply.isHangUp()) {
            return Sentence.of("trouble.hung-up", server.place());
        }
        if (reply.isGarbled()) {
            return Sentence.of("trouble.other", server.place(), reply.text());
        }
        if (!reply.isRefusal()) {
            return ServerTrouble.sentence(server, failure);
        }
        return transport.phase() == Phase.AUTH && reply.code() >= 500
                ? Sentence.of("trouble.password", server.place(), String.valueOf(server.user()), reply.text())
                : Sentence.of("trouble.smtp-reply", reply.text());
    }
}
