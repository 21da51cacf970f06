package kadens.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kadens.TestHome;

/** A MariaDB that a test may kill, start again, fill and make read-only, on a folder and port that stay the same. */
public final class ServerOfItsOwn implements AutoCloseable {

    private static final Path PROGRAM = TestHome.PATH.resolve("mariadb").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final ServerFolder folder;
    private final int port;
    private final List<String> options;
    private Process process;

    private ServerOfItsOwn(Path home, List<String> options) throws IOException {
        this.home = home;
        this.options = options;
        folder = new ServerFolder(home);
        folder.create();
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        program().install(folder);
        process = launch();
    }

    /** @param options of mariadbd, beside those that an embedded one gets */
    public static ServerOfItsOwn start(String... options) {
        try {
            Files.createDirectories(PROGRAM);
            return new ServerOfItsOwn(TestHome.temporary("mariadb"), List.of(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** An empty database, as an application's user has it who may not write where the server is read-only. */
    public String emptyDatabase(int throughPort) {
        execute("DROP DATABASE IF EXISTS kadens");
        execute("CREATE DATABASE kadens");
        return "jdbc:mariadb://127.0.0.1:" + throughPort + "/kadens?user=plain&password=plain";
    }

    public void execute(String statement) {
        try (var connection = DriverManager.getConnection(folder.url(port, ""));
                var each = connection.createStatement()) {
            each.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** Cuts all connections of that user. */
    public void killConnections() {
        try (var connection = DriverManager.getConnection(folder.url(port, ""));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT id FROM information_schema.processlist" + " WHERE user = 'plain'")) {
            var ids = new ArrayList<Long>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            for (var id : ids) {
                statement.execute("KILL " + id);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a crash or a power cut does. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void startAgain() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        TestFolders.delete(home);
    }

    private static MariaDbProgram program() throws IOException {
        return MariaDbProgram.find(new ServerFolder(PROGRAM));
    }

    private Path setup() throws IOException {
        return Files.writeString(home.resolve("users.sql"), Files.readString(folder.setup()) + """
                CREATE USER IF NOT EXISTS plain@'127.0.0.1' IDENTIFIED BY 'plain';
                GRANT ALL ON kadens.* TO plain@'127.0.0.1';
                """);
    }

    private Process launch() throws IOException {
        var command = new ArrayList<>(List.of(
                program().server().toString(),
                "--no-defaults",
                "--basedir=" + program().base(),
                "--datadir=" + folder.data(),
                "--tmpdir=" + folder.temporary(),
                "--init-file=" + setup(),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=mariadb.sock",
                "--skip-name-resolve",
                "--max-allowed-packet=64M",
                "--innodb-buffer-pool-size=32M",
                "--skip-ssl"));
        command.addAll(MariaDbProgram.asRoot());
        command.addAll(options);
        var started = new ProcessBuilder(command)
                .directory(program().base().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.log().toFile())
                .start();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!folder.answers(port)) {
            if (!started.isAlive() || System.nanoTime() > end) {
                started.destroyForcibly();
                throw new IllegalStateException(Files.readString(folder.log()));
            }
            Pause.aMoment();
        }
        return started;
    }
}
