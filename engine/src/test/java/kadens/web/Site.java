package kadens.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import kadens.SignedInAs;
import kadens.TestHome;
import kadens.cadence.Cadences;
import kadens.enrollment.Enrolling;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Enrollments;
import kadens.enrollment.HandingOver;
import kadens.enrollment.History;
import kadens.enrollment.KnownCadences;
import kadens.enrollment.NextSteps;
import kadens.enrollment.Outlook;
import kadens.enrollment.Replanning;
import kadens.enrollment.StepValues;
import kadens.inbox.Inbox;
import kadens.mailbox.KeptConnections;
import kadens.mailbox.Leases;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.Secrets;
import kadens.mailbox.Timeouts;
import kadens.outbox.Outbox;
import kadens.plan.Planner;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.run.MailboxRun;
import kadens.sandbox.Sandbox;
import kadens.store.Database;
import kadens.store.Fence;
import kadens.store.Installation;
import kadens.store.TestDatabase;
import kadens.template.Templates;
import kadens.web.server.WebServer;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The pages on a real port over a real database, with the sandbox's people enrolled. */
final class Site implements AutoCloseable {

    private static final URI PUBLIC = URI.create("http://localhost");

    private static final Path SHIPPED = Path.of("..", "templates");

    private final Path templatesFolder;
    final Engine engine;
    final Sandbox world;
    private final Database database;
    private final Fence fence = new Fence(Installation.passing());
    private final List<WebServer> servers = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    /** Of an admin, where one has to sign in. */
    private final @Nullable String cookie;

    /** With a sandbox whose time runs as it does outside. */
    Site() {
        this(true, SHIPPED);
    }

    private Site(boolean populated, Path templatesFolder) {
        this.templatesFolder = templatesFolder;
        database = TestDatabase.fresh(Engine.ENTITIES);
        world = Sandbox.open(1, Clock.systemUTC());
        engine = wire(database);
        if (populated) {
            world.populate(engine);
        }
        port = serve(!populated ? null : new SandboxDoor(world.clock(), world.postOffice(), world.people()));
        cookie = populated ? null : SignedInAs.admin(engine);
    }

    /** As {@code serve} starts it the first time: without anything. */
    static Site empty() {
        return new Site(false, SHIPPED);
    }

    /** With a sandbox, and a copy of the shipped templates that a test may change. */
    static Site withOwnTemplates() {
        try {
            var folder = Files.createTempDirectory("templates");
            restore(folder);
            return new Site(true, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes its own templates what the shipped ones are. */
    void restoreTemplates() {
        try {
            restore(templatesFolder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void restore(Path folder) throws IOException {
        try (var there = Files.walk(folder)) {
            for (var file : there.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        try (var shipped = Files.walk(SHIPPED)) {
            for (var file : shipped.filter(Files::isRegularFile).toList()) {
                var to = folder.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    /** Saves a file of the templates folder. */
    void write(String name, String text) {
        try {
            var file = templatesFolder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another server over the same engine. */
    int serve(@Nullable SandboxDoor door) {
        return serve(new WebSettings("127.0.0.1", 0, PUBLIC), door);
    }

    int serve(WebSettings settings, @Nullable SandboxDoor door) {
        var server = WebServer.start(engine, settings, door);
        servers.add(server);
        return server.port();
    }

    /** Lets every mailbox run until nothing more is due now. */
    void run() {
        in(session -> engine.mailboxes().all(session))
                .forEach(mailbox -> engine.run().run(mailbox.id()));
    }

    <T> T in(Function<StatelessSession, T> work) {
        return database.transact(work);
    }

    /** As after a restore: another installation may send, on a database that this one is a copy of. */
    void becomesACopy() {
        in(session -> session.createNativeMutationQuery("UPDATE installation SET birthmark = birthmark - 1")
                .executeUpdate());
    }

    void isConfirmed() {
        database.transactAlone(session -> fence.confirm(session, world.clock().instant()));
    }

    Enrollment enrollmentOf(String email) {
        return in(session -> {
            var prospect = Prospects.byEmail(session, email).orElseThrow();
            return engine.enrollments().ofProspect(session, prospect.id()).getLast();
        });
    }

    /** Every address that the server on a port answers. */
    List<Routes.Route> routesOf(int port) {
        return servers.stream()
                .filter(server -> server.port() == port)
                .findFirst()
                .orElseThrow()
                .routes();
    }

    int timelineLength(Enrollment enrollment) {
        return in(session -> History.of(session, enrollment.id()).size());
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** As a form of our own page would send it. */
    HttpResponse<String> post(String path, String body) {
        return send(request(path, "Sec-Fetch-Site", "same-origin", "Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path, String... headers) {
        return request(port, path, headers);
    }

    HttpRequest.Builder request(int atPort, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + atPort + path))
                .timeout(Duration.ofSeconds(20));
        if (cookie != null && !List.of(headers).contains("Cookie")) {
            request.header("Cookie", cookie);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        http.close();
        servers.forEach(WebServer::close);
        world.close();
        database.close();
    }

    private Engine wire(Database database) {
        var clock = world.clock();
        var zone = ZoneId.of("Europe/Oslo");
        var cadences = new Cadences(templatesFolder);
        var templates = new Templates(templatesFolder);
        var mailboxes = new Mailboxes(Secrets.open(null, TestHome.SECRETS));
        var planner = new Planner(Duration.ZERO);
        var known = new KnownCadences(cadences, clock);
        var nextSteps = new NextSteps(known, planner, zone);
        var values = new StepValues(PUBLIC, nextSteps, clock);
        var enrollments = new Enrollments(nextSteps, clock);
        var inbox = new Inbox(mailboxes, new KeptConnections(0, 0), enrollments, clock);
        database.transactAlone(session -> fence.claimUnused(session, clock.instant()));
        var outbox = new Outbox(
                database, fence, mailboxes, cadences, enrollments, nextSteps, templates, values, Timeouts.USUAL, clock);
        return new Engine(
                clock,
                zone,
                database,
                fence,
                cadences,
                templates,
                values,
                mailboxes,
                Timeouts.USUAL,
                nextSteps,
                enrollments,
                new Enrolling(enrollments, templates, values, clock),
                new HandingOver(enrollments, cadences, clock),
                new Outlook(known, mailboxes, planner, zone, Duration.ofMinutes(1)),
                new Replanning(database, enrollments, nextSteps, clock),
                new MailboxRun(
                        database,
                        fence,
                        new Leases(database, database, System::nanoTime),
                        mailboxes,
                        inbox,
                        outbox,
                        clock));
    }
}
