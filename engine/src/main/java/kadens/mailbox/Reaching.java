package kadens.mailbox;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import kadens.language.Sentence;
import org.eclipse.angus.mail.util.MailSSLSocketFactory;

/** Tries the way to a mail server up to where it would ask for a password: none is sent before it is known to be safe. */
public final class Reaching {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LINE_BYTES_MAX = 2_000;
    private static final int LINES_MAX = 100;

    private Reaching() {}

    /** Whether anything answers there; why not, or empty. */
    public static Optional<Sentence> answers(ServerUrl server) {
        try (var socket = socket(server)) {
            return socket.isConnected() ? Optional.empty() : Optional.of(trouble(server, new IOException()));
        } catch (IOException e) {
            return Optional.of(trouble(server, e));
        }
    }

    /**
     * Whether what is said to it is encrypted; why not, or empty. A server on this machine need not: nobody stands between.
     */
    public static Optional<Sentence> encrypts(ServerUrl server) {
        try (var socket = socket(server)) {
            if (!server.tlsFromStart() && !offers(server, socket)) {
                return isHere(server) ? Optional.empty() : Optional.of(Sentence.of("trouble.no-tls", server.place()));
            }
            shakeHands(server, socket);
            return Optional.empty();
        } catch (IOException | GeneralSecurityException e) {
            return Optional.of(trouble(server, e));
        }
    }

    /** Whether it is on this machine. */
    public static boolean isHere(ServerUrl server) {
        return server.host().equals("localhost")
                || server.host().equals("::1")
                || server.host().startsWith("127.");
    }

    private static Socket socket(ServerUrl server) throws IOException {
        var socket = new Socket();
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(server.host(), server.port()), (int) PATIENCE.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static boolean offers(ServerUrl server, Socket socket) throws IOException {
        return server.protocol().startsWith("smtp") ? smtpOffers(socket) : imapOffers(socket);
    }

    /** RFC 3207, 4: offered in the answer to EHLO, and begun by 220. */
    private static boolean smtpOffers(Socket socket) throws IOException {
        smtpReply(socket);
        say(socket, "EHLO [127.0.0.1]");
        return smtpReply(socket).contains("STARTTLS") && isBegun(socket);
    }

    private static boolean isBegun(Socket socket) throws IOException {
        say(socket, "STARTTLS");
        return smtpReply(socket).startsWith("220");
    }

    /** RFC 9051, 6.2.1: a server that has none answers NO or BAD. */
    private static boolean imapOffers(Socket socket) throws IOException {
        line(socket.getInputStream());
        say(socket, "k1 STARTTLS");
        for (int lines = 0; lines < LINES_MAX; lines++) {
            var said = line(socket.getInputStream()).toUpperCase(Locale.ROOT);
            if (said.startsWith("K1 ")) {
                return said.startsWith("K1 OK");
            }
        }
        return false;
    }

    /** All lines of a reply; the last has a space behind its code (RFC 5321, 4.2.1). */
    private static String smtpReply(Socket socket) throws IOException {
        var reply = new StringBuilder();
        for (int lines = 0; lines < LINES_MAX; lines++) {
            var said = line(socket.getInputStream());
            reply.append(said.toUpperCase(Locale.ROOT)).append('\n');
            if (said.length() < 4 || said.charAt(3) != '-') {
                break;
            }
        }
        return reply.toString();
    }

    private static void shakeHands(ServerUrl server, Socket socket) throws IOException, GeneralSecurityException {
        try (var secure = (SSLSocket) factory(server).createSocket(socket, server.host(), server.port(), true)) {
            if (!server.trusted()) {
                var parameters = secure.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 9525: the name is that of the host
                secure.setSSLParameters(parameters);
            }
            secure.startHandshake();
        }
    }

    private static SSLSocketFactory factory(ServerUrl server) throws GeneralSecurityException {
        if (!server.trusted()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        var factory = new MailSSLSocketFactory();
        factory.setTrustAllHosts(true);
        return factory;
    }

    private static void say(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.length() == LINE_BYTES_MAX) {
                throw new IOException("a line without an end");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static Sentence trouble(ServerUrl server, Exception failure) {
        return ServerTrouble.sentence(server, new MessagingException(ServerTrouble.words(failure), failure));
    }
}
