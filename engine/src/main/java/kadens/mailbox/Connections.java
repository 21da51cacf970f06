package kadens.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.time.Duration;
import java.util.Properties;
import javax.net.SocketFactory;

/**
 * Opens connections to a mailbox's servers. Every phase has a time-out, so a hanging server holds up only its own
 * mailbox.
 */
public final class Connections {

    private Connections() {}

    /**
     * The settings for an SMTP transport to this server.
     *
     * @param sockets makes the socket, below any TLS
     */
    public static Session smtpSession(ServerUrl server, Timeouts timeouts, SocketFactory sockets) {
        var properties = properties(server, timeouts);
        properties.put(key(server, "socketFactory"), sockets);
        properties.put(key(server, "socketFactory.fallback"), "false");
        properties.put(key(server, "auth"), Boolean.toString(server.user() != null));
        properties.put(key(server, "quitwait"), "false");
        return Session.getInstance(properties);
    }

    /** Connects a transport or store and logs in. */
    public static void connect(Service service, ServerUrl server) throws MessagingException {
        service.connect(server.host(), server.port(), server.user(), server.password());
    }

    /** A connected, logged-in IMAP store; the caller closes it. Reading never marks a mail as read. */
    public static Store imap(ServerUrl server) throws MessagingException {
        var properties = properties(server, Timeouts.USUAL);
        properties.put(key(server, "peek"), "true"); // BODY.PEEK: RFC 9051, 6.4.5
        properties.put(key(server, "partialfetch"), "true");
        properties.put(key(server, "fetchsize"), Integer.toString(256 * 1024));
        properties.put(key(server, "connectionpoolsize"), "1");
        var store = Session.getInstance(properties).getStore(server.protocol());
        connect(store, server);
        return store;
    }

    private static Properties properties(ServerUrl server, Timeouts timeouts) {
        var properties = new Properties();
        properties.put(key(server, "connectiontimeout"), millis(timeouts.connect()));
        properties.put(key(server, "timeout"), millis(timeouts.answer()));
        properties.put(key(server, "writetimeout"), millis(timeouts.answer()));
        properties.put(key(server, "ssl.checkserveridentity"), Boolean.toString(!server.trusted()));
        if (server.trusted()) {
            properties.put(key(server, "ssl.trust"), "*");
        }
        if (!server.tlsFromStart()) {
            properties.put(key(server, "starttls.enable"), "true");
        }
        properties.put("mail.mime.charset", "UTF-8");
        return properties;
    }

    private static String key(ServerUrl server, String name) {
        return "mail." + server.protocol() + "." + name;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
