package kadens.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import kadens.language.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB server of our own under a folder, for one machine without a database.
 *
 * <p>The first process that opens the folder starts the server and owns it; others on the machine (a command beside a
 * running {@code serve}) connect to it, and the owner waits for them before it stops the server. What a crash left
 * behind, a running server or a stale file, is cleared by the next owner. Listens on the loopback address only, behind
 * a password that only this user can read.
 */
public final class EmbeddedMariaDb implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerFolder folder;
    private final FolderLocks locks;
    private final int port;
    private final @Nullable ServerProcess owned;

    private EmbeddedMariaDb(ServerFolder folder, FolderLocks locks, int port, @Nullable ServerProcess owned) {
        this.folder = folder;
        this.locks = locks;
        this.port = port;
        this.owned = owned;
    }

    /**
     * Starts the server of the folder, or joins the one that another process started.
     *
     * @throws Refusal if no MariaDB is to be had for this machine, or it does not start
     */
    public static EmbeddedMariaDb open(Path home) {
        var folder = new ServerFolder(home.resolve("mariadb").toAbsolutePath());
        try {
            folder.create();
            var locks = FolderLocks.take(folder.path());
            return locks.owner() ? start(folder, locks) : join(folder, locks);
        } catch (IOException e) {
            throw new Refusal(
                    "The embedded database under " + folder.path() + " can't be used (" + e.getMessage()
                            + "). Set KADENS_HOME to a folder that you may write to, with room for a database.",
                    e);
        }
    }

    /** A JDBC URL for one of the server's databases, which is created where it is missing. */
    public String url(String database) {
        return folder.url(port, database) + "&createDatabaseIfNotExist=true";
    }

    /** A file that is made with the server's data and never written again: a copy of the folder has another. */
    public Path birthFile() {
        return folder.installedMarker();
    }

    /** Whether this process started the server and stops it on close. */
    public boolean owner() {
        return owned != null;
    }

    @Override
    public void close() {
        if (owned != null) {
            locks.waitForOthers(Duration.ofSeconds(10));
            folder.forgetPort();
            owned.stop();
        }
        locks.release();
    }

    private static EmbeddedMariaDb start(ServerFolder folder, FolderLocks locks) throws IOException {
        try {
            folder.forgetPort(); // nobody may join a server that is about to be stopped
            ServerProcess.stopLeftover(folder);
            var program = MariaDbProgram.find(folder);
            if (!folder.installed()) {
                program.install(folder);
            }
            var port = freePort();
            var server = ServerProcess.start(program, folder, port, PATIENCE);
            folder.rememberPort(port);
            return new EmbeddedMariaDb(folder, locks, port, server);
        } catch (IOException | RuntimeException e) {
            locks.release();
            throw e;
        }
    }

    private static EmbeddedMariaDb join(ServerFolder folder, FolderLocks locks) throws IOException {
        var port = folder.awaitPort(PATIENCE);
        if (port.isEmpty()) {
            locks.release();
            throw new Refusal("Another Kadens holds " + folder.path()
                    + ", but its database does not answer. Stop that process, or set KADENS_HOME to another folder.");
        }
        return new EmbeddedMariaDb(folder, locks, port.getAsInt(), null);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
