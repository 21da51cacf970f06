package kadens.bench;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kadens.bench.Outcome.Goal;
import kadens.run.Engine;
import kadens.store.Database;
import kadens.store.EmbeddedMariaDb;

/** From the command to the first answered page, and memory at rest, beside a bare Javalin that says hello. */
final class StartBench implements Bench {

    private static final long REST_SECONDS = 20;

    /** The first may build, and prepare quick starts. */
    private static final long PATIENCE_SECONDS = 300;

    private static final double KIB_A_MIB = 1024;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String what() {
        return "ms from the command to the first answered page of serve, with a database at hand, beside a bare Javalin";
    }

    @Override
    public Outcome run(Options options) throws Exception {
        var folder = Files.createTempDirectory("bench-start");
        try (var server = EmbeddedMariaDb.open(folder.resolve("home"))) {
            var url = server.url("kadens");
            Database.open(url, Engine.ENTITIES).close();
            var memory = new ArrayList<Double>();
            var contenders = new InTurn()
                    .with("kadens serve", () -> serve(folder, url, memory, options.small()))
                    .with("bare Javalin", StartBench::hello)
                    .run(1, options.rounds());
            var outcome = new Outcome("ms", contenders, List.of(), Map.of());
            var resident = new Outcome.Contender("resident", memory).median();
            return new Outcome(
                    "ms",
                    contenders,
                    List.of(
                            new Goal("ms to the first page", outcome.contender("kadens serve").median(), 2000, false),
                            new Goal("MiB resident at rest", resident, 250, false)),
                    Map.of("listmonk", "not run here"));
        } finally {
            Scratch.delete(folder);
        }
    }

    private static double serve(Path folder, String url, List<Double> memory, boolean small) throws Exception {
        var port = Programs.freePort();
        var launcher = Path.of("engine", "bin", "kadens").toAbsolutePath().toString();
        var command = new ProcessBuilder(launcher, "serve", "--port", String.valueOf(port));
        command.environment().put("KADENS_HOME", folder.resolve("serve").toString());
        command.environment().put("KADENS_DATABASE_URL", url);
        return untilAnswered(command, port, "/api/health", small ? null : memory);
    }

    private static double hello() throws Exception {
        var port = Programs.freePort();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), Hello.class.getName(), String.valueOf(port));
        return untilAnswered(command, port, "/", null);
    }

    /** The bare peer. */
    static final class Hello {

        private Hello() {}

        public static void main(String[] arguments) {
            Javalin.create(config -> {
                        config.startup.showJavalinBanner = false;
                        config.jetty.port = Integer.parseInt(arguments[0]);
                        config.routes.get("/", context -> context.result("hello"));
                    })
                    .start();
        }
    }

    private static double untilAnswered(ProcessBuilder command, int port, String path, @org.jspecify.annotations.Nullable List<Double> memory)
            throws Exception {
        var log = Files.createTempFile("bench-start", ".log");
        var begun = System.nanoTime();
        var process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try (var http = HttpClient.newHttpClient()) {
            while (!answers(http, port, path)) {
                if (!process.isAlive() || InTurn.seconds(begun) > PATIENCE_SECONDS) {
                    throw new IllegalStateException(command.command() + ": " + Files.readString(log));
                }
                Thread.sleep(5);
            }
            var millis = InTurn.seconds(begun) * 1000;
            if (memory != null) {
                TimeUnit.SECONDS.sleep(REST_SECONDS);
                memory.add(resident(process.pid()));
            }
            return millis;
        } finally {
            process.destroy();
            process.waitFor(20, TimeUnit.SECONDS);
            process.destroyForcibly();
            Files.deleteIfExists(log);
        }
    }

    private static boolean answers(HttpClient http, int port, String path) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException _) {
            return false;
        }
    }

    private static double resident(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIB_A_MIB)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
