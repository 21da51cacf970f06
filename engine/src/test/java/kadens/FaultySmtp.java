package kadens;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** An SMTP server that fails as it is told to, on a free port, and keeps what it took. */
final class FaultySmtp implements AutoCloseable {

    /** Said instead of an answer: the connection is cut. */
    static final String HANGS_UP = "";

    private final ServerSocket socket;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private volatile String toRcpt = "250 2.1.5 Ok";
    private volatile String toDot = "250 2.0.0 Ok";
    private final AtomicReference<Runnable> beforeData = new AtomicReference<>(() -> {});
    private final AtomicReference<Runnable> beforeAnswer = new AtomicReference<>(() -> {});

    FaultySmtp() {
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    FaultySmtp answersRcpt(String reply) {
        toRcpt = reply;
        return this;
    }

    FaultySmtp answersDot(String reply) {
        toDot = reply;
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
        return answersRcpt("250 2.1.5 Ok").answersDot("250 2.0.0 Ok");
    }

    String url() {
        return "smtp://127.0.0.1:" + socket.getLocalPort();
    }

    /** Every mail whose final dot came, whatever was answered to it. */
    List<String> taken() {
        return taken;
    }

    /** The Message-IDs of {@link #taken}. */
    List<String> takenIds() {
        return taken.stream()
                .flatMap(mail -> header(mail, "message-id").stream())
                .toList();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                // The test is over.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            talk(client);
        } catch (IOException _) {
            // The client hung up.
        }
    }

    private void talk(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client, "220 faulty.example ESMTP");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            switch (line.toUpperCase(Locale.ROOT).split("[ :]", 2)[0]) {
                case "RCPT" -> say(client, toRcpt);
                case "DATA" -> {
                    once(beforeData);
                    say(client, "354 Go on");
                    taken.add(mail(in));
                    once(beforeAnswer);
                    if (toDot.equals(HANGS_UP)) {
                        return;
                    }
                    say(client, toDot);
                }
                case "QUIT" -> {
                    say(client, "221 Bye");
                    return;
                }
                default -> say(client, "250 Ok");
            }
        }
    }

    private static String mail(BufferedReader in) throws IOException {
        var mail = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private static void say(Socket client, String reply) throws IOException {
        client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }
}
