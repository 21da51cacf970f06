package kadens.store;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kadens.language.Refusal;

/** A running {@code mariadbd} that we started. */
record ServerProcess(Process process) {

    private static final int STOP_SECONDS_MAX = 60;

    static ServerProcess start(MariaDbProgram program, ServerFolder folder, int port, Duration patience)
            throws IOException {
        var command = new ArrayList<>(MariaDbProgram.inSessionOfItsOwn());
        command.addAll(List.of(
                program.server().toString(),
                "--no-defaults",
                "--basedir=" + program.base(),
                "--datadir=" + folder.data(),
                "--tmpdir=" + folder.temporary(),
                "--pid-file=" + folder.pidFile(),
                "--init-file=" + folder.setup(),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=mariadb.sock", // below the data folder: the whole path may be longer than a socket's may be
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--max-allowed-packet=64M",
                "--innodb-buffer-pool-size=128M",
                "--performance-schema=OFF",
                "--skip-ssl")); // it would make a new RSA key at each start, for seconds
        command.addAll(MariaDbProgram.asRoot());
        var process = new ProcessBuilder(command)
                .directory(program.base().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.log().toFile())
                .start();
        var server = new ServerProcess(process);
        server.await(folder, port, patience);
        return server;
    }

    /** Asks the server to end and waits until it has written everything. */
    void stop() {
        end(process.toHandle());
    }

    /** Stops the server that a killed Kadens left running on this folder. */
    static void stopLeftover(ServerFolder folder) throws IOException {
        if (!Files.exists(folder.pidFile())) {
            return;
        }
        leftover(folder).ifPresent(ServerProcess::end);
        Files.deleteIfExists(folder.pidFile());
    }

    private static Optional<ProcessHandle> leftover(ServerFolder folder) throws IOException {
        try {
            var pid = Long.parseLong(Files.readString(folder.pidFile()).strip());
            return ProcessHandle.of(pid)
                    .filter(handle -> handle.info()
                            .arguments()
                            .map(arguments -> List.of(arguments).contains("--datadir=" + folder.data()))
                            .orElse(false));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private void await(ServerFolder folder, int port, Duration patience) throws IOException {
        var end = System.nanoTime() + patience.toNanos();
        while (!folder.answers(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new Refusal(
                        "The embedded database did not start; " + folder.log() + " ends with: " + tail(folder));
            }
            Pause.aMoment();
        }
    }

    private static String tail(ServerFolder folder) throws IOException {
        var lines = Files.readAllLines(folder.log());
        return lines.stream().skip(Math.max(0, lines.size() - 3)).collect(Collectors.joining(" | "));
    }

    private static void end(ProcessHandle handle) {
        handle.destroy();
        try {
            handle.onExit().get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException _) {
            handle.destroyForcibly();
        }
    }
}
