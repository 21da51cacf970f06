package kadens;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import kadens.cadence.Cadences;
import kadens.cli.Commands;
import kadens.cli.Launcher;
import kadens.drill.CrashPlan;
import kadens.drill.CrashReport;
import kadens.drill.Onlooker;
import kadens.drill.RacePlan;
import kadens.drill.RaceReport;
import kadens.enrollment.Enrolling;
import kadens.enrollment.Enrollments;
import kadens.enrollment.HandingOver;
import kadens.enrollment.KnownCadences;
import kadens.enrollment.NextSteps;
import kadens.enrollment.Outlook;
import kadens.enrollment.Replanning;
import kadens.enrollment.StepValues;
import kadens.inbox.Inbox;
import kadens.mailbox.Elapsed;
import kadens.mailbox.KeptConnections;
import kadens.mailbox.Leases;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.Secrets;
import kadens.mailbox.Timeouts;
import kadens.outbox.Outbox;
import kadens.plan.Planner;
import kadens.run.Engine;
import kadens.run.MailboxRun;
import kadens.run.Scheduling;
import kadens.sandbox.Sandbox;
import kadens.store.Database;
import kadens.store.EmbeddedMariaDb;
import kadens.store.Fence;
import kadens.store.Installation;
import kadens.team.OneTimeLinks;
import kadens.team.People;
import kadens.template.Templates;
import kadens.web.SandboxDoor;
import kadens.web.WebSettings;
import kadens.web.server.WebServer;
import org.jspecify.annotations.Nullable;

/** The composition root: reads the settings, wires the rooms, and closes them in reverse order. */
public final class Kadens implements Launcher {

    private static final Duration JITTER_MAX = Duration.ofMinutes(20);

    /** They take little, but are the account's, too; what is over logs in for each run. */
    private static final int IMAP_CONNECTIONS_KEPT_MAX = 1000;

    private static final int IDLING_MAX = 200;

    private final Map<String, String> environment;
    private final InstantSource clock;

    Kadens(Map<String, String> environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        if (arguments.length > 0 && arguments[0].equals("drill")) {
            System.getProperties().putIfAbsent("kadens.log", "ERROR"); // trouble is what drills make
        }
        var kadens = new Kadens(System.getenv(), Clock.systemUTC());
        System.exit(Commands.run(arguments, kadens, out, err));
    }

    @Override
    public Opened open() {
        return new Open(settings());
    }

    @Override
    public Path templates() {
        return settings().existingTemplates();
    }

    @Override
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), settings().timeZone());
    }

    @Override
    public void serve(@Nullable Integer port, PrintWriter out) {
        var settings = settings().onPort(port);
        try (var stop = new StopSignal();
                var open = new Open(settings)) {
            var engine = open.engine();
            engine.database().transactAlone(session -> engine.fence().claimUnused(session, clock.instant()));
            var web = open.also(WebServer.start(engine, web(settings), null));
            open.also(Scheduling.start(engine, settings.runInterval()));
            out.println("Kadens runs; its pages are at http://" + shown(settings.host()) + ":" + web.port()
                    + (settings.host().equals("127.0.0.1") ? " for this machine alone" : ""));
            if (settings.isOnlyLocal()) {
                out.println("Prospects can't reach " + settings.publicUrl()
                        + ", where their unsubscribe links lead: set KADENS_PUBLIC_URL before you write to anybody.");
            }
            var first = engine.database()
                    .transact(session ->
                            People.haveAnAdmin(session) ? null : OneTimeLinks.forTheFirst(session, clock.instant()));
            if (first != null) {
                out.println("Nobody can sign in yet. Whoever opens this link within 24 hours becomes the admin: "
                        + settings.linkTo("/welcome/" + first, web.port()));
            }
            var standing = engine.database().transact(engine.fence()::standing);
            standing.why().ifPresent(why -> out.println("HOLDING: " + why + ". " + standing.remedy()));
            stop.await();
            out.println("Stopping: what is being sent is finished first …");
        }
    }

    @Override
    public void sandbox(int speed, @Nullable Integer port, PrintWriter out) {
        var settings = settings().onPort(port).local();
        try (var stop = new StopSignal();
                var closing = new Closing()) {
            out.println("Starting the sandbox …");
            var web = startSandbox(speed, settings, closing);
            out.println(
                    "Watch it at http://localhost:" + web.port() + " (Ctrl-C ends it). No mail leaves this machine.");
            stop.await();
            out.println("Stopping the sandbox …");
        }
    }

    @Override
    public CrashReport drillCrash(CrashPlan plan, Onlooker onlooker) {
        return new Drills(settings(), clock).crash(plan, onlooker);
    }

    @Override
    public RaceReport drillReplyRace(RacePlan plan, Onlooker onlooker) {
        return new Drills(settings(), clock).replyRace(plan, onlooker);
    }

    /** The sandbox up and running; closing ends it. */
    WebServer startSandbox(int speed, Settings settings, Closing closing) {
        var server = closing.add(EmbeddedMariaDb.open(settings.home()));
        closing.add(Sandbox.onlyOne(server));
        var world = closing.add(Sandbox.open(speed, clock));
        var database = closing.add(Database.open(Sandbox.emptyDatabase(server), Engine.ENTITIES));
        var fence = new Fence(Installation.passing());
        database.transactAlone(session -> fence.claimUnused(session, clock.instant()));
        var secrets = Secrets.open(settings.secretKey(), settings.home());
        var engine = wire(database, fence, secrets, settings, Sandbox.RUN_INTERVAL.multipliedBy(speed), world.clock());
        world.populate(engine);
        var door = new SandboxDoor(world.clock(), world.postOffice(), world.people());
        var web = closing.add(WebServer.start(engine, web(settings), door));
        closing.add(Scheduling.start(engine, Sandbox.RUN_INTERVAL));
        world.begin();
        return web;
    }

    private Settings settings() {
        return Settings.read(environment, ZoneId.systemDefault());
    }

    private static WebSettings web(Settings settings) {
        return new WebSettings(settings.host(), settings.port(), settings.publicUrl(), settings.openId());
    }

    private static String shown(String host) {
        return host.equals("127.0.0.1") || host.equals("0.0.0.0") ? "localhost" : host;
    }

    /** Every room, once. */
    static Engine wire(
            Database database,
            Fence fence,
            Secrets secrets,
            Settings settings,
            Duration runInterval,
            InstantSource clock) {
        return wire(
                database, fence, secrets, settings, runInterval, Timeouts.USUAL, new Elapsed(Clock.systemUTC()), clock);
    }

    /** Every room, once, with another patience for SMTP servers and another time for leases. */
    static Engine wire(
            Database database,
            Fence fence,
            Secrets secrets,
            Settings settings,
            Duration runInterval,
            Timeouts timeouts,
            LongSupplier elapsedNanos,
            InstantSource clock) {
        var kept = new KeptConnections(IMAP_CONNECTIONS_KEPT_MAX, settings.idle() ? IDLING_MAX : 0);
        return wire(database, fence, secrets, settings, runInterval, timeouts, kept, elapsedNanos, clock);
    }

    /** Every room, once, with other connections to IMAP servers, too. */
    static Engine wire(
            Database database,
            Fence fence,
            Secrets secrets,
            Settings settings,
            Duration runInterval,
            Timeouts timeouts,
            KeptConnections connections,
            LongSupplier elapsedNanos,
            InstantSource clock) {
        Path folder = settings.existingTemplates();
        var cadences = new Cadences(folder);
        var templates = new Templates(folder);
        var mailboxes = new Mailboxes(secrets);
        var planner = new Planner(JITTER_MAX);
        var known = new KnownCadences(cadences, clock);
        var nextSteps = new NextSteps(known, planner, settings.timeZone());
        var values = new StepValues(settings.publicUrl(), nextSteps, clock);
        var enrollments = new Enrollments(nextSteps, clock);
        var inTurns = database.inTurns();
        var leases = new Leases(database, inTurns, elapsedNanos);
        var inbox = new Inbox(mailboxes, connections, enrollments, clock);
        var outbox = new Outbox(
                inTurns, fence, mailboxes, cadences, enrollments, nextSteps, templates, values, timeouts, clock);
        return new Engine(
                clock,
                settings.timeZone(),
                database,
                fence,
                cadences,
                templates,
                values,
                mailboxes,
                timeouts,
                nextSteps,
                enrollments,
                new Enrolling(enrollments, templates, values, clock),
                new HandingOver(enrollments, cadences, clock),
                new Outlook(known, mailboxes, planner, settings.timeZone(), runInterval),
                new Replanning(database, enrollments, nextSteps, clock),
                new MailboxRun(inTurns, fence, leases, mailboxes, inbox, outbox, clock));
    }

    /** The configured database with the rooms wired to it. */
    private final class Open implements Opened {

        private final Closing closing = new Closing();
        private final Settings settings;
        private final Engine engine;

        Open(Settings settings) {
            this.settings = settings;
            try {
                settings.existingTemplates();
                var given = settings.databaseUrl();
                var server = given == null ? closing.add(EmbeddedMariaDb.open(settings.home())) : null;
                var url = given != null ? given : Objects.requireNonNull(server).url("kadens");
                var database = closing.add(Database.open(url, Engine.ENTITIES));
                var secrets = Secrets.open(settings.secretKey(), settings.home());
                var files = server == null ? List.<Path>of() : List.of(server.birthFile());
                var fence = new Fence(Installation.open(settings.installation(), settings.home(), files));
                this.engine = wire(database, fence, secrets, settings, settings.runInterval(), clock);
            } catch (RuntimeException e) {
                closing.close();
                throw e;
            }
        }

        @Override
        public Engine engine() {
            return engine;
        }

        @Override
        public String link(String path) {
            return settings.publicUrl().resolve(path).toString();
        }

        <T extends AutoCloseable> T also(T part) {
            return closing.add(part);
        }

        @Override
        public void close() {
            closing.close();
        }
    }
}
