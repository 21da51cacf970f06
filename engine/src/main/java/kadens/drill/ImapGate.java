package kadens.drill;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A door before an IMAP server, for one mailbox: sees each command before the server does, and can be shut. */
final class ImapGate implements AutoCloseable {

    /** Points of a reading that can be seen from outside. */
    enum Point {
        /** The first command. */
        BEGIN,
        /** The first EXAMINE of a folder other than INBOX: INBOX has been read. */
        OTHER_FOLDERS,
        /** LOGOUT. */
        END
    }

    private static final int NEVER = Integer.MAX_VALUE;

    private final ServerSocket door;
    private final int serverPort;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Point, Runnable> tasks = new EnumMap<>(Point.class);
    private volatile boolean down;
    private volatile int cutAt = NEVER;

    private ImapGate(ServerSocket door, int serverPort) {
        this.door = door;
        this.serverPort = serverPort;
    }

    static ImapGate before(int serverPort) {
        try {
            var gate = new ImapGate(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), serverPort);
            gate.threads.execute(gate::listen);
            return gate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Opens it, with nothing to do. */
    void open() {
        down = false;
        cutAt = NEVER;
    }

    void shut() {
        down = true;
    }

    /** Cuts a connection at this command, counted from 1. */
    void cutAt(int command) {
        cutAt = command;
    }

    /** Something to do when the next reading comes to this point, before the server hears of it. */
    synchronized void when(Point point, Runnable task) {
        tasks.put(point, task);
    }

    /** Does at once what no reading came to. */
    void catchUp() {
        for (var point : Point.values()) {
            reach(point);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                if (down) {
                    client.close();
                } else {
                    threads.execute(() -> pass(client));
                }
            } catch (IOException _) {
                // Closed: the drill is over.
            }
        }
    }

    private void pass(Socket client) {
        try (client;
                var server = new Socket("127.0.0.1", serverPort)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            threads.execute(() -> back(server, client));
            var in = new BufferedInputStream(client.getInputStream());
            var seen = 0;
            for (var line = line(in); line.length > 0 && !down; line = line(in)) {
                if (++seen >= cutAt) {
                    return;
                }
                point(seen, new String(line, StandardCharsets.ISO_8859_1));
                server.getOutputStream().write(line);
                server.getOutputStream().flush();
            }
        } catch (IOException _) {
            // One of the two hung up.
        }
    }

    private static void back(Socket server, Socket client) {
        try (server;
                client) {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException _) {
            // One of the two hung up.
        }
    }

    private void point(int seen, String command) {
        if (seen == 1) {
            reach(Point.BEGIN);
        }
        var words = command.strip().toUpperCase(Locale.ROOT).split(" ", 3);
        var name = words.length > 1 ? words[1] : "";
        if (name.equals("EXAMINE") && !words[2].replace("\"", "").equals("INBOX")) {
            reach(Point.OTHER_FOLDERS);
        } else if (name.equals("LOGOUT")) {
            reach(Point.END);
        }
    }

    private void reach(Point point) {
        Runnable task;
        synchronized (this) {
            task = tasks.remove(point);
        }
        if (task != null) {
            task.run();
        }
    }

    /** With its end; empty when there is none to come. */
    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }
}
