package kadens;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** An SMTP server that fails where it is told to, on a free port, for any number of clients, and keeps what it took. */
final class FaultySmtp implements AutoCloseable {

    /** Said instead of an answer: the connection is cut. */
    static final String HANGS_UP = "";

    /** Said instead of an answer: there is none, and the connection stays. */
    static final String HANGS = "(hangs)";

    /** Said instead of an answer: one that begins and never ends, a character at a time. */
    static final String DRIPS = "(drips)";

    private static final int DRIP_MILLIS = 50;

    private final ServerSocket socket;
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean offersTls;
    private volatile boolean fromTheStart;
    private volatile String login = "";
    private final AtomicReference<Runnable> beforeData = new AtomicReference<>(() -> {});
    private final AtomicReference<Runnable> beforeAnswer = new AtomicReference<>(() -> {});
    private volatile boolean hanging;

    /**
     * @param reply what is said
     * @param fromMail the first mail of a connection that it is said to, counted from 1
     */
    private record Fault(String reply, int fromMail) {}

    FaultySmtp() {
        try {
            socket = new ServerSocket();
            socket.setReceiveBufferSize(4096); // a body that is not read soon stops its writer
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    /** @param phase GREETING, a command's word, TLS (the handshake), BODY, or a point for the final dot */
    FaultySmtp answers(String phase, String reply) {
        return answers(phase, reply, 1);
    }

    /** Only from that mail of a connection on, counted from 1. */
    FaultySmtp answers(String phase, String reply, int fromMail) {
        offersTls |= phase.equals("STARTTLS") || phase.equals("TLS");
        if (phase.equals("AUTH")) {
            login = "kari:secret@";
        }
        faults.put(phase, new Fault(reply, fromMail));
        return this;
    }

    FaultySmtp answersRcpt(String reply) {
        return answers("RCPT", reply);
    }

    FaultySmtp answersDot(String reply) {
        return answers(".", reply);
    }

    FaultySmtp offersTls() {
        offersTls = true;
        return this;
    }

    /** TLS before the greeting (RFC 8314). */
    FaultySmtp speaksTls() {
        fromTheStart = true;
        return this;
    }

    /** What happens once, when the whole of a mail is there and not yet answered. */
    FaultySmtp meanwhile(Runnable task) {
        beforeAnswer.set(task);
        return this;
    }

    /** What happens once, when a mail is announced. */
    FaultySmtp beforeTheBody(Runnable task) {
        beforeData.set(task);
        return this;
    }

    private static void once(AtomicReference<Runnable> task) {
        task.getAndSet(() -> {}).run();
    }

    FaultySmtp isWell() {
        faults.clear();
        return this;
    }

    String url() {
        return urlAt("127.0.0.1");
    }

    /** By another name of this machine. */
    String urlAt(String host) {
        return (fromTheStart ? "smtps://" : "smtp://") + login + host + ":" + socket.getLocalPort();
    }

    /** Every mail whose final dot came, whatever was answered to it. */
    List<String> taken() {
        return taken;
    }

    /** Every mail that was answered with a 250. */
    List<String> accepted() {
        return accepted;
    }

    /** How many connections there were. */
    int connections() {
        return clients.size();
    }

    /** Whether a client is waiting for an answer that it does not get. */
    boolean isHanging() {
        return hanging && !socket.isClosed();
    }

    /** The Message-IDs of {@link #taken}. */
    List<String> takenIds() {
        return taken.stream()
                .flatMap(mail -> header(mail, "message-id").stream())
                .toList();
    }

    /** Cuts all connections, as a server does with those that say nothing for long. */
    void hangsUp() {
        clients.forEach(FaultySmtp::closeQuietly);
    }

    @Override
    public void close() {
        over.countDown();
        closeQuietly(socket);
        hangsUp();
    }

    private static void closeQuietly(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception _) {
            // It is gone either way.
        }
    }

    private static Optional<String> header(String mail, String name) {
        return mail.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return; // the test is over
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var socket = fromTheStart ? withTls(client) : client;
            var talk = new Talk(socket);
            if (talk.says("GREETING", "220 faulty.example ESMTP")) {
                talk.go();
            }
        } catch (IOException | GeneralSecurityException _) {
            // The client hung up, or the test is over.
        }
    }

    /** One connection. */
    private final class Talk {

        private final Socket client;
        private final BufferedReader in;
        private int mails = 1;
        private boolean secure;

        Talk(Socket client) throws IOException {
            this.client = client;
            this.in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            this.secure = client instanceof SSLSocket;
        }

        private void go() throws IOException, GeneralSecurityException {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (!answered(line)) {
                    return;
                }
            }
        }

        /** Answers whether it goes on. */
        private boolean answered(String line) throws IOException, GeneralSecurityException {
            var command = line.toUpperCase(Locale.ROOT).split("[ :]", 2)[0];
            return switch (command) {
                case "EHLO", "HELO" -> says("EHLO", extensions());
                case "STARTTLS" -> {
                    if (says("STARTTLS", "220 Go on") && at("STARTTLS") == null) {
                        shakeHands();
                    }
                    yield at("STARTTLS") != null;
                }
                case "AUTH" -> says("AUTH", "235 2.7.0 Welcome");
                case "DATA" -> {
                    once(beforeData);
                    yield says("DATA", "354 Go on") && (at("DATA") != null || (says("BODY", null) && takes()));
                }
                case "QUIT" -> {
                    says("QUIT", "221 Bye");
                    yield false;
                }
                default -> says(command, "250 2.0.0 Ok");
            };
        }

        private void shakeHands() throws IOException, GeneralSecurityException {
            if (at("TLS") != null) {
                var _ = in.read(); // what is said before the client begins belongs to the plain text before it
            }
            if (says("TLS", null)) {
                new Talk(withTls(client)).go();
            }
        }

        private boolean takes() throws IOException {
            var mail = mail(in);
            taken.add(mail);
            once(beforeAnswer);
            var reply = at(".");
            if (reply == null || reply.startsWith("2")) {
                accepted.add(mail);
            }
            var goesOn = says(".", "250 2.0.0 Ok");
            mails++;
            return goesOn;
        }

        private String extensions() {
            return "250-faulty.example\r\n" + (offersTls && !secure ? "250-STARTTLS\r\n" : "")
                    + "250-AUTH PLAIN\r\n250 ENHANCEDSTATUSCODES";
        }

        private @Nullable String at(String phase) {
            var fault = faults.get(phase);
            return fault == null || mails < fault.fromMail() ? null : fault.reply();
        }

        /** Says what the test wants at this point, or else what is usual; answers whether the connection goes on. */
        private boolean says(String phase, @Nullable String usual) throws IOException {
            var reply = at(phase) == null ? usual : at(phase);
            if (reply == null) {
                return true;
            }
            switch (reply) {
                case HANGS_UP -> {}
                case HANGS -> {
                    hanging = true;
                    if (phase.equals("BODY")) {
                        awaitTheEnd(); // and lets the mail pile up
                    } else {
                        awaitHangUp();
                    }
                    hanging = false;
                }
                case DRIPS -> drip();
                default -> write(reply + "\r\n");
            }
            return !Set.of(HANGS, HANGS_UP, DRIPS).contains(reply) && !reply.startsWith("421");
        }

        /** Until the client or the test has had enough. */
        private void awaitHangUp() throws IOException {
            while (client.getInputStream().read() >= 0) {
                // whatever it still says
            }
        }

        private void awaitTheEnd() {
            try {
                over.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void drip() throws IOException {
            write("250-");
            while (over.getCount() > 0) {
                write("x");
                try {
                    Thread.sleep(DRIP_MILLIS);
                } catch (InterruptedException _) {
                    return;
                }
            }
        }

        private void write(String text) throws IOException {
            client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
        }
    }

    /** With a certificate that no authority signed; the mail server of the tests brings it. */
    private static SSLSocket withTls(Socket client) throws IOException, GeneralSecurityException {
        var password = "changeit".toCharArray();
        var keys = KeyStore.getInstance("PKCS12");
        try (var file = FaultySmtp.class.getResourceAsStream("/greenmail.p12")) {
            keys.load(file, password);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket(client, null, client.getPort(), false);
        socket.setUseClientMode(false);
        return socket;
    }

    private static String mail(BufferedReader in) throws IOException {
        var mail = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }
}
