package kadens.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which process talks from a port of this machine. Known on Linux alone; empty elsewhere. */
final class SocketOwner {

    private static final Path PROC = Path.of("/proc");
    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;

    private SocketOwner() {}

    /** @param candidates process ids */
    static Optional<Long> of(int port, List<Long> candidates) {
        return Stream.of("tcp6", "tcp")
                .flatMap(table -> inode(PROC.resolve("net").resolve(table), port).stream())
                .findFirst()
                .flatMap(inode -> candidates.stream()
                        .filter(process -> holds(process, "socket:[" + inode + "]"))
                        .findFirst());
    }

    /** A row is: number, local address, remote address, state, …; the tenth column is the socket's inode. */
    private static Optional<String> inode(Path table, int port) {
        var suffix = ":%04X".formatted(port);
        try (var rows = Files.lines(table)) {
            return rows.map(row -> row.strip().split("\\s+"))
                    .filter(row -> row.length > INODE && row[LOCAL_ADDRESS].endsWith(suffix) && !row[INODE].equals("0"))
                    .map(row -> row[INODE])
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean holds(long process, String socket) {
        try (var files = Files.list(PROC.resolve(Long.toString(process)).resolve("fd"))) {
            return files.anyMatch(file -> leadsTo(file, socket));
        } catch (IOException | java.io.UncheckedIOException _) {
            return false; // the process is gone
        }
    }

    private static boolean leadsTo(Path file, String target) {
        try {
            return Files.readSymbolicLink(file).toString().equals(target);
        } catch (IOException _) {
            return false; // closed meanwhile
        }
    }
}
