package kadens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A line to a database that breaks at the moment it is told to, or lets nothing through. */
final class DatabaseLine implements AutoCloseable {

    /** Where a line breaks: before the server got the COMMIT, or before its answer came back. */
    enum Break {
        BEFORE_COMMIT,
        BEFORE_ITS_ANSWER
    }

    private record Plan(Break at, String after) {}

    private final ServerSocket socket;
    private final int target;
    private final AtomicInteger breaks = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final Semaphore open = new Semaphore(1, true);
    private volatile @Nullable Plan plan;

    DatabaseLine(int target) {
        this.target = target;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Breaks once, at the commit of the next transaction in which these words are said. */
    void breaks(Break at, String after) {
        plan = new Plan(at, after);
    }

    int breaks() {
        return breaks.get();
    }

    /** How many connections were ever asked for. */
    int calls() {
        return calls.get();
    }

    void hangs() {
        open.acquireUninterruptibly();
    }

    void goesOn() {
        open.release();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                connect(socket.accept());
            } catch (IOException _) {
                // The test is over.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        calls.incrementAndGet();
        try {
            var call = new Call(client, new Socket(InetAddress.getLoopbackAddress(), target));
            Thread.ofVirtual().start(call::ask);
            Thread.ofVirtual().start(call::answer);
        } catch (IOException _) {
            client.close(); // the database does not run
        }
    }

    private final class Call {

        private final Socket client;
        private final Socket server;
        private volatile boolean expected;
        private volatile boolean breaksAtAnswer;

        Call(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void ask() {
            pump(client, server, true);
        }

        void answer() {
            pump(server, client, false);
        }

        private void pump(Socket from, Socket to, boolean questions) {
            var bytes = new byte[1 << 16];
            try (from;
                    to) {
                for (var n = from.getInputStream().read(bytes);
                        n >= 0;
                        n = from.getInputStream().read(bytes)) {
                    open.acquireUninterruptibly();
                    open.release();
                    if (questions ? isCut(new String(bytes, 0, n, StandardCharsets.ISO_8859_1)) : breaksAtAnswer) {
                        breaks.incrementAndGet();
                        return;
                    }
                    to.getOutputStream().write(bytes, 0, n);
                }
            } catch (IOException _) {
                // One side hung up, and so does the other.
            }
        }

        private boolean isCut(String words) {
            var wanted = plan;
            if (wanted == null) {
                return false;
            }
            expected |= words.contains(wanted.after());
            if (!expected || !words.contains("COMMIT")) {
                return false;
            }
            plan = null;
            breaksAtAnswer = wanted.at() == Break.BEFORE_ITS_ANSWER;
            return !breaksAtAnswer;
        }
    }
}
