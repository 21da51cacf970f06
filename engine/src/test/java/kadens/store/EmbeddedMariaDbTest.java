package kadens.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedded server under a folder of its own, with a real MariaDB. */
class EmbeddedMariaDbTest {

    private final Path home = Path.of("target", "embedded-test").toAbsolutePath();

    @BeforeEach
    @AfterEach
    void forgetData() throws Exception {
        TestFolders.delete(home);
    }

    @Test
    void data_survives_a_restart_a_kill_and_a_neighbour() throws Exception {
        try (var first = EmbeddedMariaDb.open(home)) {
            assertThat(first.owner()).isTrue();
            execute(first, "CREATE TABLE kept (word VARCHAR(20)) ENGINE = InnoDB");
            execute(first, "INSERT INTO kept VALUES ('here')");
            try (var neighbour = EmbeddedMariaDb.open(home)) {
                assertThat(neighbour.owner()).isFalse();
                assertThat(word(neighbour)).isEqualTo("here");
            }
            assertThat(Files.getPosixFilePermissions(home.resolve("mariadb/password")))
                    .hasSize(2);
        }

        var survivor = startAndForget();
        try (var second = EmbeddedMariaDb.open(home)) {
            assertThat(survivor.isAlive())
                    .as("the server a crash left running is stopped first")
                    .isFalse();
            assertThat(word(second)).isEqualTo("here");
        }
    }

    /** What a killed engine leaves: its server running, its files in place, its locks gone. */
    private ProcessHandle startAndForget() throws Exception {
        var folder = new ServerFolder(home.resolve("mariadb"));
        try (var socket = new java.net.ServerSocket(0)) {
            var port = socket.getLocalPort();
            socket.close();
            var server =
                    ServerProcess.start(MariaDbProgram.find(folder), folder, port, java.time.Duration.ofSeconds(30));
            folder.rememberPort(port);
            return server.process().toHandle();
        }
    }

    private static void execute(EmbeddedMariaDb server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url("test"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String word(EmbeddedMariaDb server) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url("test"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT word FROM kept")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
