package kadens.drill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One process of the engine, as {@code kadens serve} runs it. It ends with the drill, however that ends: it watches its
 * standard input, which the drill holds open.
 */
final class NodeProcess implements AutoCloseable {

    private final Process process;
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile boolean killed;

    private NodeProcess(Process process) {
        this.process = process;
    }

    /**
     * What is needed to start one.
     *
     * @param mainClass runs a command of the engine and ends when its standard input does
     * @param settings the environment, beside what this process has
     */
    record Recipe(String mainClass, Map<String, String> settings, Path log) {}

    static NodeProcess start(Recipe recipe) {
        var builder = new ProcessBuilder(command(recipe.mainClass()))
                .redirectError(ProcessBuilder.Redirect.appendTo(recipe.log().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("KADENS_"));
        builder.environment().putAll(recipe.settings());
        try {
            var node = new NodeProcess(builder.start());
            Thread.ofVirtual().start(node::listen);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException("a node of the drill could not be started", e);
        }
    }

    long id() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isReady() {
        return ready.getCount() == 0 && isAlive();
    }

    /** Whether it ended though nobody killed it. */
    boolean endedByItself() {
        return !killed && !isAlive();
    }

    /** SIGKILL: not even a shutdown hook runs. Returns when the process is gone. */
    void kill() {
        killed = true;
        process.destroyForcibly().onExit().join();
    }

    /** SIGSTOP, and SIGCONT after this time, even if the drill is gone by then. */
    void freeze(Duration time) throws IOException, InterruptedException {
        signal("STOP").waitFor(5, TimeUnit.SECONDS);
        new ProcessBuilder("sh", "-c", "sleep %d; kill -CONT %d".formatted(time.toSeconds(), id())).start();
    }

    /** SIGCONT; it changes nothing where the process is not frozen. */
    void thaw() throws InterruptedException {
        try {
            signal("CONT").waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException("a node of the drill could not be woken up", e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private Process signal(String name) throws IOException {
        return new ProcessBuilder("kill", "-" + name, Long.toString(id())).start();
    }

    private void listen() {
        try (BufferedReader out = process.inputReader()) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("Kadens runs")) {
                    ready.countDown();
                }
            }
        } catch (IOException _) {
            // It was killed.
        }
    }

    private static List<String> command(String mainClass) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // quick to start, and there is little to compute
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass,
                "serve"));
        return command;
    }
}
