package kadens.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GreenMail on free ports of 127.0.0.1 that refuses a recipient it does not know, where plain GreenMail would make up
 * a mailbox for each.
 */
final class LocalMail extends GreenMail {
    static final String HOST = "127.0.0.1";

    /** RFC 9051, section 5.4: a server may log out an idle client after no less than 30 minutes. */
    private static final Duration IDLE_LIMIT = Duration.ofMinutes(30);

    LocalMail() {
        super(new ServerSetup[] {
            new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAP)
        });
    }

    /** GreenMail calls this while it is constructed; it is the one place where its parts can be exchanged. */
    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers replaced) {
        managers = new Strict();
        Map<String, AbstractServer> servers = super.createServices(setups, managers);
        servers.values().forEach(server -> server.setClientSocketTimeout((int) IDLE_LIMIT.toMillis()));
        return servers;
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
