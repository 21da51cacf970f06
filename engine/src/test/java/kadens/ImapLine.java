package kadens;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line to an IMAP server on which a test listens in, answers in the server's place, and changes what it says. */
final class ImapLine implements AutoCloseable {

    /** What is answered to a command in the server's place; %s stands for its tag. An answer with BYE ends the call. */
    private record Answer(Pattern command, String words) {}

    private final ServerSocket socket;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final Map<Pattern, Callable<?>> tasks = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile @Nullable String greeting;
    private volatile UnaryOperator<String> edit = UnaryOperator.identity();

    ImapLine(int target) {
        this.target = target;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    /** The rep's mailbox is read over this line from now on. */
    static ImapLine of(SalesDesk desk) {
        var line = new ImapLine(desk.post.imapPort());
        desk.sql("update mailbox set imap_server = 'imap://kari%%40rute.example@127.0.0.1:%d' where address = '%s'"
                .formatted(line.port(), SalesDesk.REP));
        return line;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Commands in which this is found (any letter case) get this answer and do not reach the server. */
    ImapLine answers(String command, String words) {
        answers.add(new Answer(Pattern.compile(command, Pattern.CASE_INSENSITIVE), words));
        return this;
    }

    /** Does this once, before the server hears of the next such command. */
    void before(String command, Callable<?> task) {
        tasks.put(Pattern.compile(command, Pattern.CASE_INSENSITIVE), task);
    }

    /** Every call gets this line and is ended. */
    ImapLine greets(String words) {
        greeting = words;
        return this;
    }

    /** The server's lines pass through this; one that becomes empty is left out. */
    ImapLine edits(UnaryOperator<String> edit) {
        this.edit = edit;
        return this;
    }

    /** As the server means it, from now on. */
    void isWell() {
        answers.clear();
        greeting = null;
        edit = UnaryOperator.identity();
    }

    /** The commands without their tags. */
    List<String> said() {
        return said;
    }

    /** How many bytes the server said. */
    long bytes() {
        return bytes.get();
    }

    int calls() {
        return calls.get();
    }

    /** How many connections there are now. */
    int open() {
        return open.size();
    }

    void forget() {
        said.clear();
        bytes.set(0);
    }

    /** Ends all connections; new ones are let through. */
    void hangsUp() {
        open.forEach(ImapLine::close);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hangsUp();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                calls.incrementAndGet();
                Thread.ofVirtual().start(() -> pass(client));
            } catch (IOException _) {
                // The test is over.
            }
        }
    }

    private void pass(Socket client) {
        open.add(client);
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            var words = greeting;
            if (words != null) {
                say(client, words + "\r\n");
                return;
            }
            Thread.ofVirtual().start(() -> back(server, client));
            var in = new BufferedInputStream(client.getInputStream());
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                if (!isAnswered(line, client)) {
                    say(server, line);
                }
            }
        } catch (IOException _) {
            // One of the two hung up.
        } finally {
            open.remove(client);
        }
    }

    private boolean isAnswered(String line, Socket client) throws IOException {
        var words = line.strip().split(" ", 2);
        var command = words[words.length - 1];
        said.add(command);
        for (var expected : tasks.keySet()) {
            if (expected.matcher(command).find()) {
                carryOut(tasks.remove(expected));
            }
        }
        for (var answer : answers) {
            if (answer.command().matcher(command).find()) {
                say(client, answer.words().replace("%s", words[0]) + "\r\n");
                if (answer.words().startsWith("* BYE")) {
                    client.close();
                }
                return true;
            }
        }
        return false;
    }

    private static void carryOut(@Nullable Callable<?> task) throws IOException {
        try {
            if (task != null) {
                task.call();
            }
        } catch (Exception e) {
            throw new IOException("the test's task failed", e);
        }
    }

    private void back(Socket server, Socket client) {
        try (server;
                client) {
            var in = new BufferedInputStream(server.getInputStream());
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                bytes.addAndGet(line.length());
                var edited = edit.apply(line);
                if (!edited.isEmpty()) {
                    say(client, edited);
                }
            }
        } catch (IOException _) {
            // One of the two hung up.
        }
    }

    private static void say(Socket to, String words) throws IOException {
        to.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** With its end; empty when there is none to come. */
    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed.
        }
    }
}
