package kadens.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kadens.BenchEngine;
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
 * How long each page takes at the server with {@link ManyRows}, as an admin, a manager, a rep with 300,000 prospects and one
 * with few see it: each is asked for as a browser does, one request after the other.
 *
 * <p>The database lies in {@code BENCH_HOME}, where that is set, and is filled the first time. What stands behind the
 * name of the benchmark are parts of addresses, and only those with one of them are measured.
 */
final class PagesBench implements Bench {

    private static final int REQUESTS = 40;
    private static final int REQUESTS_SMALL = 3;
    private static final long MILLIS_MAX = 150;

    @Override
    public String name() {
        return "pages";
    }

    @Override
    public String what() {
        return "ms at the server for each page, with 1,025,000 prospects and enrollments and 5,000,000 messages";
    }

    @Override
    public Outcome run(Options options) throws Exception {
        var kept = System.getenv("BENCH_HOME");
        var home = kept == null ? Files.createTempDirectory("bench-pages") : Path.of(kept);
        try (var server = EmbeddedMariaDb.open(home)) {
            var url = server.url("kadens");
            try (var database = Database.open(url, Engine.ENTITIES)) {
                ManyRows.fill(url, options.small() ? ManyRows.ENROLLMENTS / 100 : ManyRows.ENROLLMENTS);
                return measure(database, home, options);
            }
        } finally {
            if (kept == null) {
                Scratch.delete(home);
            }
        }
    }

    private static Outcome measure(Database database, Path home, Options options) throws Exception {
        var clock = Clock.systemUTC();
        var fence = new Fence(Installation.passing());
        database.transactAlone(session -> fence.claimUnused(session, clock.instant()));
        var engine = BenchEngine.wire(database, fence, home, clock);
        try (var web = WebServer.start(engine, new WebSettings("127.0.0.1", 0, URI.create("http://localhost")), null)) {
            var asking = new Asking(web.port(), options.parts(), options.small() ? REQUESTS_SMALL : REQUESTS);
            var admin = cookie(engine, "boss@sales.example", Role.ADMIN);
            asking.forSales(admin, "admin");
            asking.forAdmins(admin);
            asking.reports(admin, "admin");
            for (var someone : List.of("rep2", "rep1", "rep7")) {
                var role = someone.equals("rep2") ? Role.MANAGER : Role.REP;
                var cookie = cookie(engine, someone + "@sales.example", role);
                asking.forSales(cookie, role == Role.MANAGER ? "manager" : someone);
                asking.reports(cookie, role == Role.MANAGER ? "manager" : someone);
            }
            return asking.outcome();
        }
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

    /** Asks for pages, and keeps how long each took. */
    private static final class Asking {

        private final HttpClient http = HttpClient.newHttpClient();
        private final int port;
        private final List<String> parts;
        private final int requests;
        private final List<Measured> all = new ArrayList<>();

        private record Measured(String path, String who, long first, long median, long late, long worst, int bytes) {

            @Override
            public String toString() {
                return "%-78s %-8s first %5d  p50 %5d  p95 %5d  max %5d ms %4d KB"
                        .formatted(path, who, first, median, late, worst, bytes / 1000);
            }
        }

        Asking(int port, List<String> parts, int requests) {
            this.port = port;
            this.parts = parts;
            this.requests = requests;
        }

        private void forSales(String cookie, String who) throws Exception {
            for (var path : List.of("/", "/palette?q=Hansen", "/palette?q=p1234", "/palette?q=re", "/enrollments", "/enrollments?page=200",
                    "/enrollments?q=Hansen", "/enrollments?q=p12", "/enrollments?q=xyzzy", "/enrollments?state=active", "/enrollments?state=held",
                    "/enrollments?state=stopped", "/enrollments?state=finished&q=Berg12", "/conversations", "/conversations?which=done",
                    "/conversations?which=all", "/conversations?whose=mine", "/conversations?q=Hansen", "/conversations?q=Berg12",
                    "/conversations?q=xyzzy", "/conversations?which=all&q=p12", "/mailboxes", "/mailboxes/new", "/cadences",
                    "/cadences/cold-outreach", "/cadences/upsell", "/cadences/cold-outreach/people",
                    "/cadences/cold-outreach/people?state=active", "/cadences/cold-outreach/people?step=goodbye&state=held", "/imports", "/enroll",
                    "/me", "/suppressions", "/suppressions?q=p37", "/companies", "/companies?q=Fjord", "/companies?q=Fjord+9", "/companies?q=xyzzy",
                    "/prospects/duplicates?by=name", "/prospects/duplicates?by=phone", "/prospects/duplicates?by=email")) {
                ask(path, cookie, who);
            }
            for (var sort : List.of("", "&sort=name")) {
                for (var asked : List.of("", "owner=mine", "owner=shared", "q=Hansen", "q=Hansen77", "q=Kari3 Berg", "q=Fjord 5", "q=p123456@", "q=Xyzzy",
                        "state=active", "state=any", "state=held", "state=waiting", "state=paused", "state=none",
                        "cadence=upsell", "cadence=upsell&state=waiting",
                        "country=NO", "country=IS", "suppressed=yes", "suppressed=no", "since=2026-11-01", "since=2025-01-01", "state=active&country=NO",
                        "q=Hansen&state=active&country=SE&suppressed=no", "q=Berg&owner=mine", "q=Berg&state=none")) {
                    pages("/prospects?" + asked.replace(" ", "+") + sort, cookie, who);
                }
            }
            var theirs = links("/prospects?owner=mine", cookie, "/prospects/(\\d+)").stream().limit(2).toList();
            for (var id : theirs) {
                ask("/prospects/" + id, cookie, who);
                ask("/prospects/" + id + "/edit", cookie, who);
            }
            for (var one : List.of("/enrollments", "/conversations", "/companies", "/mailboxes")) {
                for (var id : links(one, cookie, one + "/(\\d+)").stream().limit(2).toList()) {
                    ask(one + "/" + id, cookie, who);
                    if (one.equals("/enrollments")) {
                        for (var mail : links(one + "/" + id, cookie, "/messages/(\\d+)").stream().limit(1).toList()) {
                            ask("/messages/" + mail, cookie, who);
                        }
                    }
                    if (one.equals("/conversations")) {
                        for (var mail : links(one + "/" + id, cookie, "/inbound/(\\d+)").stream().limit(1).toList()) {
                            ask("/inbound/" + mail, cookie, who);
                        }
                    }
                }
            }
        }

        private void forAdmins(String cookie) throws Exception {
            for (var path : List.of("/settings/organization", "/settings/people", "/settings/people/1001", "/settings/teams", "/settings/audit",
                    "/settings/audit?person=1001", "/imports/1", "/studio", "/studio/cold-outreach", "/studio/cold-outreach?who=p1000@company1001.example",
                    "/studio/cold-outreach/changes", "/studio/cold-outreach/results", "/mailboxes/1001", "/mailboxes/1001/rules",
                    "/mailboxes/1001/servers", "/mailboxes/1001/hand-over", "/prospects/merge?kept=1&other=2")) {
                ask(path, cookie, "admin");
            }
        }

        private void reports(String cookie, String who) throws Exception {
            if (!measures("/reports")) {
                return;
            }
            counted(cookie);
            for (var period : List.of("30", "90", "all")) {
                for (var page : List.of("/reports?by=cadence", "/reports?by=step", "/reports?by=variant", "/reports?by=rep", "/reports?by=week",
                        "/reports?by=step&cadence=cold-outreach", "/reports?by=week&team=1003", "/reports/replies?x=1", "/reports/incoming?x=1",
                        "/reports/incoming?cadence=cold-outreach")) {
                    ask(page + "&period=" + period, cookie, who);
                }
            }
        }

        /** Opens a report until everything has been counted, and says how long that took. */
        private void counted(String cookie) throws Exception {
            var begun = System.nanoTime();
            while (answer("/reports?period=all", cookie).contains("data-counting")) {
                Thread.sleep(1000);
            }
            System.out.printf("everything was counted after %d s%n", (System.nanoTime() - begun) / 1_000_000_000);
        }

        /** The first page, and one further down. */
        private void pages(String path, String cookie, String who) throws Exception {
            ask(path, cookie, who);
            if (!measures(path)) {
                return;
            }
            var next = path;
            for (int i = 0; i < 3; i++) {
                var behind = links(next, cookie, "href=\"(/prospects\\?[^\"]*after=\\d+)\"");
                if (behind.isEmpty()) {
                    return;
                }
                next = behind.getLast().replace("&amp;", "&");
            }
            ask(next, cookie, who);
        }

        private List<String> links(String path, String cookie, String pattern) throws Exception {
            return Pattern.compile(pattern)
                    .matcher(answer(path, cookie))
                    .results()
                    .map(found -> found.group(1))
                    .distinct()
                    .toList();
        }

        private boolean measures(String path) {
            return parts.isEmpty() || parts.stream().anyMatch(path::contains);
        }

        private void ask(String path, String cookie, String who) throws Exception {
            if (!measures(path)) {
                return;
            }
            var first = System.nanoTime();
            answer(path, cookie);
            first = (System.nanoTime() - first) / 1_000_000;
            var millis = new long[requests];
            int bytes = 0;
            for (int i = 0; i < requests; i++) {
                var begun = System.nanoTime();
                bytes = travelling(path, cookie);
                millis[i] = (System.nanoTime() - begun) / 1_000_000;
            }
            Arrays.sort(millis);
            var measured = new Measured(
                    path, who, first, millis[requests / 2], millis[requests * 95 / 100], millis[requests - 1], bytes);
            all.add(measured);
            System.out.println(measured);
        }

        private Outcome outcome() {
            var slow = all.stream()
                    .filter(each -> each.late() > MILLIS_MAX)
                    .sorted(Comparator.comparing(Measured::late).reversed())
                    .map(Measured::toString)
                    .toList();
            var late = all.stream().map(each -> (double) each.late()).sorted().toList();
            var medians = all.stream().map(each -> (double) each.median()).toList();
            return new Outcome(
                    "ms",
                    List.of(
                            new Outcome.Contender("median of a page", medians),
                            new Outcome.Contender("95th percentile of a page", late)),
                    List.of(new Outcome.Goal("95th percentile of the slowest page, ms", late.getLast(), MILLIS_MAX, false)),
                    Map.of("pages", all.size(), "over " + MILLIS_MAX + " ms", slow));
        }

        /** How many bytes came, compressed as for a browser. */
        private int travelling(String path, String cookie) throws Exception {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Cookie", cookie)
                    .header("Accept-Encoding", "gzip");
            return http.send(request.build(), BodyHandlers.ofByteArray()).body().length;
        }

        private String answer(String path, String cookie) throws Exception {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Cookie", cookie);
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                System.out.println(path + " answered " + answer.statusCode());
            }
            return answer.body();
        }
    }
}
