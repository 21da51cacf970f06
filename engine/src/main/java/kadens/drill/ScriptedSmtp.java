package kadens.drill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An SMTP server on a free port of 127.0.0.1 that does at each phase what a script says. It sends nothing anywhere. */
final class ScriptedSmtp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScriptedSmtp.class);
    private static final int WAITING_CONNECTIONS_MAX = 500;

    private final ServerSocket socket;
    private final Script script;
    private final InstantSource clock;
    private final AtomicLong begun = new AtomicLong();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private ScriptedSmtp(ServerSocket socket, Script script, InstantSource clock) {
        this.socket = socket;
        this.script = script;
        this.clock = clock;
    }

    static ScriptedSmtp start(Script script, InstantSource clock) {
        try {
            var socket = new ServerSocket(0, WAITING_CONNECTIONS_MAX, InetAddress.getByName("127.0.0.1"));
            var server = new ScriptedSmtp(socket, script, clock);
            server.threads.execute(server::listen);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        close(socket);
        clients.forEach(ScriptedSmtp::close);
        threads.shutdownNow();
        threads.close();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                clients.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException _) {
                // Closed: the drill is over.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            new Conversation(client).hold();
        } catch (IOException _) {
            // The client is gone, or the script cut the connection.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The drill's SMTP server failed in a conversation.", e);
        } finally {
            clients.remove(client);
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.debug("not closed cleanly", e);
        }
    }

    /** One client, who may hand over several mails. */
    private final class Conversation {

        private final Socket client;
        private final BufferedReader in;
        private long mail = begun.get();
        private String sender = "";
        private String recipient = "";

        Conversation(Socket client) throws IOException {
            this.client = client;
            this.in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        void hold() throws IOException, InterruptedException {
            reply(Phase.GREETING, "220 drill.example ESMTP");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                switch (line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT)) {
                    case "EHLO", "HELO" -> reply(Phase.HELLO, "250 drill.example");
                    case "MAIL" -> mail(line);
                    case "RCPT" -> rcpt(line);
                    case "DATA" -> data();
                    case "QUIT" -> {
                        say("221 2.0.0 Bye");
                        return;
                    }
                    default -> say("250 2.0.0 Ok");
                }
            }
        }

        private void mail(String line) throws IOException, InterruptedException {
            mail = begun.incrementAndGet();
            sender = address(line);
            recipient = "";
            reply(Phase.MAIL, "250 2.1.0 Ok");
        }

        private void rcpt(String line) throws IOException, InterruptedException {
            recipient = address(line);
            reply(Phase.RCPT, "250 2.1.5 Ok");
        }

        private void data() throws IOException, InterruptedException {
            if (!reply(Phase.DATA, "354 Go on")) {
                return;
            }
            var raw = body();
            if (endsAt(Phase.DOT)) {
                return;
            }
            script.taken(Taken.of(sender, recipient, clock.instant(), raw));
            reply(Phase.TAKEN, "250 2.0.0 Taken");
            meet(Phase.ANSWERED);
        }

        /** RFC 5321, 4.5.2: a leading dot is doubled on the way. */
        private String body() throws IOException, InterruptedException {
            var raw = new StringBuilder();
            var lines = 0;
            for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    throw new IOException("The client hung up before the final dot");
                }
                raw.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
                if (++lines == 10) {
                    meet(Phase.BODY);
                }
            }
            return raw.toString();
        }

        /** Says this, or what the script makes of it. Answers whether it was said. */
        private boolean reply(Phase phase, String words) throws IOException, InterruptedException {
            if (endsAt(phase)) {
                return false;
            }
            say(words);
            return true;
        }

        /** Whether the script has refused at this phase, and said so. */
        private boolean endsAt(Phase phase) throws IOException, InterruptedException {
            var refusal = switch (meet(phase)) {
                case GARBAGE -> "lorem ipsum";
                case LATER -> "451 4.3.0 Not now, says the drill";
                case NOT_YOU -> "421 4.7.0 Not you now, says the drill";
                case NONE, SLOW, DROP, HANG -> "";
            };
            if (!refusal.isEmpty()) {
                say(refusal);
            }
            return !refusal.isEmpty();
        }

        private Fault meet(Phase phase) throws IOException, InterruptedException {
            var fault = script.at(new Script.Moment(
                    phase,
                    mail,
                    client.getPort(),
                    sender.isEmpty() ? null : sender,
                    recipient.isEmpty() ? null : recipient));
            switch (fault) {
                case SLOW -> Thread.sleep(Fault.SLOWNESS);
                case HANG -> hang(Fault.HANG_MAX);
                case DROP -> throw new IOException("cut by the script");
                case NONE, GARBAGE, LATER, NOT_YOU -> {}
            }
            return fault;
        }

        private void hang(Duration max) throws IOException, InterruptedException {
            Thread.sleep(max);
            throw new IOException("hung by the script");
        }

        private void say(String words) throws IOException {
            client.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().flush();
        }

        private static String address(String line) {
            return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        }
    }
}
