package kadens.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalInt;

/** The files of an embedded server: its data, log, password, and the port it listens on while it runs. */
record ServerFolder(Path path) {

    void create() throws IOException {
        Files.createDirectories(path);
        restrict(path, "rwx------");
        Files.createDirectories(temporary());
    }

    Path data() {
        return path.resolve("data");
    }

    Path temporary() {
        return path.resolve("tmp");
    }

    Path log() {
        return path.resolve("mariadb.log");
    }

    Path pidFile() {
        return path.resolve("mariadb.pid");
    }

    /** Whether the system tables are there in full: the marker is written after the installation has ended well. */
    boolean installed() {
        return Files.exists(installedMarker());
    }

    void markInstalled() throws IOException {
        Files.createFile(installedMarker());
    }

    Path installedMarker() {
        return path.resolve("installed");
    }

    /** The password of the server's only user, made once. */
    String password() throws IOException {
        var file = path.resolve("password");
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException _) {
            var random = new byte[24];
            new SecureRandom().nextBytes(random);
            writePrivately(file, HexFormat.of().formatHex(random));
            return Files.readString(file).strip();
        }
    }

    /** Statements that the server runs at each start: one user with a password, and none without. */
    Path setup() throws IOException {
        var file = path.resolve("setup.sql");
        var user = "'kadens'@'127.0.0.1'";
        writePrivately(file, """
                CREATE USER IF NOT EXISTS %1$s;
                ALTER USER %1$s IDENTIFIED BY '%2$s';
                GRANT ALL ON *.* TO %1$s;
                DROP USER IF EXISTS 'root'@'127.0.0.1', 'root'@'::1', ''@'localhost';
                ALTER USER IF EXISTS 'root'@'localhost' IDENTIFIED BY '%2$s';
                """.formatted(user, password()));
        return file;
    }

    String url(int port, String database) {
        try {
            return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=kadens&password=" + password();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    boolean answers(int port) {
        try (var connection = DriverManager.getConnection(url(port, ""))) {
            return connection.isValid(5);
        } catch (SQLException _) {
            return false;
        }
    }

    void rememberPort(int port) throws IOException {
        writePrivately(path.resolve("port"), Integer.toString(port));
    }

    void forgetPort() {
        try {
            Files.deleteIfExists(path.resolve("port"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The port of the server that another process runs, once it answers; empty if it does not within the patience. */
    OptionalInt awaitPort(Duration patience) throws IOException {
        var end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            try {
                var port =
                        Integer.parseInt(Files.readString(path.resolve("port")).strip());
                if (answers(port)) {
                    return OptionalInt.of(port);
                }
            } catch (NoSuchFileException | NumberFormatException _) {
                // The owner is still starting.
            }
            Pause.aMoment();
        }
        return OptionalInt.empty();
    }

    private static void writePrivately(Path file, String text) throws IOException {
        var draft = Files.createTempFile(file.getParent(), "draft", "");
        restrict(draft, "rw-------");
        Files.writeString(draft, text, StandardCharsets.UTF_8);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void restrict(Path file, String permissions) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }
}
