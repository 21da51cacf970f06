package kadens.outbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.net.SocketFactory;
import kadens.mailbox.Connections;
import kadens.mailbox.ServerUrl;
import kadens.mailbox.Timeouts;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Angus's transport, which remembers how far the dialogue has come and what the server said there. Its exceptions tell
 * less: a reply is lost in them where the connection breaks right behind it.
 */
final class SmtpTransport extends SMTPTransport {

    private final Timeouts timeouts;
    private final Sockets sockets;
    private Phase phase = Phase.CONNECT;
    private SmtpReply reply = SmtpReply.NONE;
    private final BooleanSupplier mayHandOver;
    private boolean aside;
    private boolean abandoned;

    private SmtpTransport(
            Session session, ServerUrl server, Timeouts timeouts, Sockets sockets, BooleanSupplier mayHandOver) {
        super(
                session,
                new URLName(server.protocol(), server.host(), server.port(), null, null, null),
                server.protocol(),
                server.protocol().equals("smtps"));
        this.timeouts = timeouts;
        this.sockets = sockets;
        this.mayHandOver = mayHandOver;
    }

    static SmtpTransport to(ServerUrl server, Timeouts timeouts, BooleanSupplier mayHandOver) {
        var sockets = new Sockets(timeouts);
        return new SmtpTransport(
                Connections.smtpSession(server, timeouts, sockets), server, timeouts, sockets, mayHandOver);
    }

    Session session() {
        return session;
    }

    Phase phase() {
        return phase;
    }

    /** What the server said to the command that began the phase; none where nothing came. */
    SmtpReply reply() {
        return reply;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        var begun = Phase.of(command);
        aside = begun.isEmpty();
        begun.ifPresent(this::enter);
        super.sendCommand(command);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        if (phase == Phase.CONNECT) {
            enter(Phase.GREETING);
        }
        sockets.waitFor(phase == Phase.DOT && !aside ? timeouts.finalDot() : timeouts.answer());
        if (aside) { // RSET, NOOP and QUIT are about no mail
            return super.readServerResponse();
        }
        reply = SmtpReply.NONE;
        var code = super.readServerResponse();
        reply = SmtpReply.of(code, getLastServerResponse());
        return code;
    }

    @Override
    protected OutputStream data() throws MessagingException {
        var body = super.data();
        enter(Phase.BODY);
        return body;
    }

    @Override
    protected void finishData() throws MessagingException, IOException {
        if (!mayHandOver.getAsBoolean()) {
            abandoned = true;
            throw new IOException("abandoned before the final dot");
        }
        super.finishData();
    }

    /** Whether the last mail was not handed over because it might not be. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** Another mail: what was said about the one before it counts no more. */
    void begin() {
        enter(Phase.MAIL);
        abandoned = false;
    }

    private void enter(Phase next) {
        phase = next;
        reply = SmtpReply.NONE;
    }

    /** Makes the one socket of a connection, and keeps it, for its patience changes with the phase. */
    private static final class Sockets extends SocketFactory {

        private final Timeouts timeouts;

        @Nullable
        private PatientSocket made;

        Sockets(Timeouts timeouts) {
            this.timeouts = timeouts;
        }

        void waitFor(Duration max) {
            if (made != null) {
                made.waitFor(max);
            }
        }

        @Override
        public Socket createSocket() {
            made = new PatientSocket(timeouts.answer());
            return made;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
