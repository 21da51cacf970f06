package kadens;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import kadens.mailbox.Secrets;
import kadens.run.Engine;
import kadens.store.Database;
import kadens.store.EmbeddedMariaDb;
import kadens.store.Fence;
import kadens.store.Installation;
import kadens.team.People;
import kadens.team.Role;
import kadens.team.SignedIn;
import kadens.web.WebSettings;
import kadens.web.server.WebServer;

/**
 * How long each report takes at the server with {@link ManyMails}: the 95th percentile of 40 requests each.
 *
 * <p>Run with a folder for the database: the second time, what is there is measured again.
 */
final class ReportsBench {

    private static final int REQUESTS = 40;

    private ReportsBench() {}

    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        try (var server = EmbeddedMariaDb.open(home)) {
            var url = server.url("kadens");
            try (var database = Database.open(url, Engine.ENTITIES)) {
                ManyMails.fill(url);
                if (arguments.length > 1) {
                    return;
                }
                measure(database, home);
            }
        }
    }

    private static void measure(Database database, Path home) throws Exception {
        var clock = Clock.systemUTC();
        var fence = new Fence(Installation.passing());
        database.transactAlone(session -> fence.claimUnused(session, clock.instant()));
        var settings = Settings.read(
                Map.of("KADENS_TEMPLATES", "../templates", "KADENS_HOME", home.toString()), ZoneId.of("Europe/Oslo"));
        var engine = Kadens.wire(database, fence, Secrets.open(null, home), settings, settings.runInterval(), clock);
        try (var web = WebServer.start(engine, new WebSettings("127.0.0.1", 0, URI.create("http://localhost")), null);
                var http = HttpClient.newHttpClient()) {
            var admin = cookie(engine, "boss@sales.example", Role.ADMIN);
            var rep = cookie(engine, "rep7@sales.example", Role.REP);
            counted(http, web.port(), admin);
            for (var period : List.of("30", "90", "all")) {
                for (var page : List.of(
                        "/reports?by=cadence", "/reports?by=step", "/reports?by=variant", "/reports?by=rep", "/reports?by=week",
                        "/reports?by=step&cadence=cold-outreach", "/reports?by=week&team=1003", "/reports/replies?x=1",
                        "/reports/incoming?x=1", "/reports/incoming?cadence=cold-outreach")) {
                    measure(http, web.port(), page + "&period=" + period, admin, "admin");
                }
                measure(http, web.port(), "/reports?by=step&period=" + period, rep, "rep");
            }
        }
    }

    /** Opens a report until everything has been counted, and says how long that took. */
    private static void counted(HttpClient http, int port, String cookie) throws Exception {
        var begun = System.nanoTime();
        while (ask(http, port, "/reports?period=all", cookie).contains("data-counting")) {
            Thread.sleep(1000);
        }
        System.out.printf("everything was counted after %d s%n", (System.nanoTime() - begun) / 1_000_000_000);
    }

    private static void measure(HttpClient http, int port, String path, String cookie, String who) throws Exception {
        var first = System.nanoTime();
        ask(http, port, path, cookie);
        first = (System.nanoTime() - first) / 1_000_000;
        var millis = new long[REQUESTS];
        int chars = 0;
        for (int i = 0; i < REQUESTS; i++) {
            var begun = System.nanoTime();
            chars = ask(http, port, path, cookie).length();
            millis[i] = (System.nanoTime() - begun) / 1_000_000;
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-62s %-6s first %5d ms  p50 %5d ms  p95 %5d ms  %4d KB%n",
                path, who, first, millis[REQUESTS / 2], millis[REQUESTS * 95 / 100], chars / 1000);
    }

    private static String ask(HttpClient http, int port, String path, String cookie) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Cookie", cookie);
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static String cookie(Engine engine, String email, Role role) {
        var now = engine.clock().instant();
        return engine.database().transact(session -> {
            var person = People.byEmail(session, email)
                    .orElseGet(() -> People.nameOrRename(session, email, "Boss", null, null, now));
            People.set(session, person, role, person.teamId());
            return "signed-in=" + SignedIn.begin(session, person, "a benchmark", now);
        });
    }
}
