package kadens.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * GreenMail on free ports of 127.0.0.1 that refuses a recipient it does not know, where plain GreenMail would make up
 * a mailbox for each.
 *
 * <p>It writes an answer in several small segments. With Nagle's algorithm (RFC 9293, 3.7.4) each would wait for the
 * acknowledgement of the one before, which the client delays by 40 ms; so that is switched off.
 */
final class LocalMail extends GreenMail {
    static final String HOST = "127.0.0.1";

    /** RFC 9051, section 5.4: a server may log out an idle client after no less than 30 minutes. */
    private static final Duration IDLE_LIMIT = Duration.ofMinutes(30);

    private static final ServerSetup SMTP = new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP);
    private static final ServerSetup IMAP = new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAP);

    LocalMail() {
        super(new ServerSetup[] {SMTP, IMAP});
    }

    int smtpPort() {
        return port(SMTP);
    }

    int imapPort() {
        return port(IMAP);
    }

    private int port(ServerSetup setup) {
        return Objects.requireNonNull(services.get(setup.getProtocol())).getPort();
    }

    /** GreenMail calls this while it is constructed; it is the one place where its parts can be exchanged. */
    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers replaced) {
        managers = new Strict();
        Map<String, AbstractServer> servers =
                Map.of(SMTP.getProtocol(), new Smtp(managers), IMAP.getProtocol(), new Imap(managers));
        servers.values().forEach(server -> server.setClientSocketTimeout((int) IDLE_LIMIT.toMillis()));
        return servers;
    }

    private static final class Smtp extends SmtpServer {
        Smtp(Managers managers) {
            super(SMTP, managers);
        }

        @Override
        protected void handleClientSocket(Socket client) throws SocketException {
            client.setTcpNoDelay(true);
            super.handleClientSocket(client);
        }
    }

    /** As GreenMail's own, which is final. */
    private static final class Imap extends AbstractServer {
        Imap(Managers managers) {
            super(IMAP, managers);
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket client) {
            return new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), client);
        }

        @Override
        protected void handleClientSocket(Socket client) throws SocketException {
            client.setTcpNoDelay(true);
            super.handleClientSocket(client);
        }
    }

    private static final class Strict extends Managers {
        private final SmtpManager smtp = new SmtpManager(getImapHostManager(), getUserManager()) {
            @Override
            public @Nullable String checkRecipient(SmtpState state, MailAddress to) {
                return getUserManager().getUserByEmail(to.getEmail()) == null
                        ? "550 5.1.1 <" + to.getEmail() + ">: Recipient address rejected: User unknown"
                        : null;
            }
        };

        @Override
        public SmtpManager getSmtpManager() {
            return smtp;
        }
    }
}
