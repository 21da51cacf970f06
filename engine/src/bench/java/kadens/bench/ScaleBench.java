package kadens.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import kadens.BenchEngine;
import kadens.bench.Outcome.Contender;
import kadens.bench.Outcome.Goal;
import kadens.outbox.OneBatch;
import kadens.run.Engine;
import kadens.store.Database;
import kadens.store.EmbeddedMariaDb;
import kadens.store.Fence;
import kadens.store.Installation;
import kadens.team.People;
import kadens.team.SignedIn;
import kadens.web.WebSettings;
import kadens.web.server.WebServer;

/**
 * What a mailbox costs with few enrollments in the database and with many: one batch claimed, and the pages on which its rep
 * sees what goes out next. Each mailbox has the same ({@link ManyMailboxes}); only how many there are beside it differs.
 *
 * <p>The same ten mailboxes are asked again and again, as runs come back to the same mailboxes each minute: their rows are
 * in memory. What a mailbox costs whose rows are not is told beside it, and counts for nothing.
 *
 * <p>The databases lie in {@code BENCH_HOME}, where that is set, and are filled the first time.
 */
final class ScaleBench implements Bench {

    private static final List<Integer> SIZES = List.of(10_000, 1_000_000, 10_000_000);
    private static final List<Integer> SIZES_SMALL = List.of(10_000, 20_000, 40_000);

    /** In all rounds together. */
    private static final int TIMES = 120;

    private static final int TIMES_SMALL = 12;
    private static final int WARM_UP = 30;
    private static final int MAILBOXES = 10;
    private static final int COLD = 25;
    private static final double RATIO_MAX = 1.3;
    private static final String BUFFER_POOL = "4294967296";

    private static final String CLAIM = "batch claimed";

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String what() {
        return "ms for a batch claimed and for a mailbox's pages, with 10,000, 1,000,000 and 10,000,000 enrollments";
    }

    @Override
    public Outcome run(Options options) throws Exception {
        var kept = System.getenv("BENCH_HOME");
        var home = kept == null ? Files.createTempDirectory("bench-scale") : Path.of(kept);
        var folder = Files.createTempDirectory("bench-scale-templates");
        var sides = new ArrayList<Side>();
        try (var server = EmbeddedMariaDb.open(home)) {
            remember(server);
            var templates = DueMails.templates(folder);
            for (var size : options.small() ? SIZES_SMALL : SIZES) {
                sides.add(Side.open(server, home, templates, size));
            }
            return measure(sides, options);
        } finally {
            for (var side : sides) {
                side.close();
            }
            Scratch.delete(folder);
            if (kept == null) {
                Scratch.delete(home);
            }
        }
    }

    private static void remember(EmbeddedMariaDb server) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url("kadens"));
                var sql = connection.createStatement()) {
            sql.execute("SET GLOBAL innodb_buffer_pool_size = " + BUFFER_POOL);
        }
    }

    private static Outcome measure(List<Side> sides, Options options) throws Exception {
        var times = options.small() ? TIMES_SMALL : TIMES;
        turns(sides, options.small() ? TIMES_SMALL : WARM_UP);
        sides.forEach(Side::forget);
        var rounds = new ArrayList<Map<String, List<Double>>>();
        for (int round = 0; round < options.rounds(); round++) {
            turns(sides, Math.ceilDiv(times, options.rounds()));
            System.err.printf("round %d of %d%n", round + 1, options.rounds());
            var medians = new LinkedHashMap<String, List<Double>>();
            for (var side : sides) {
                side.medians().forEach((what, median) -> medians.computeIfAbsent(what, _ -> new ArrayList<>())
                        .add(median));
                side.endRound();
            }
            rounds.add(medians);
        }
        var notes = new LinkedHashMap<String, Object>();
        for (var side : sides) {
            notes.put(side.label() + ", mails in a batch", side.mails);
            notes.put(side.label() + ", 95th percentile ms", side.late());
        }
        for (var side : sides) {
            side.cold(COLD).ifPresent(cold -> notes.put(side.label() + ", first time in a mailbox, median ms", cold));
        }
        return outcome(sides, rounds, notes);
    }

    private static void turns(List<Side> sides, int times) throws Exception {
        for (int time = 0; time < times; time++) {
            for (int place = 0; place < sides.size(); place++) {
                sides.get((time + place) % sides.size()).turn(time);
            }
        }
    }

    private static Outcome outcome(
            List<Side> sides, List<Map<String, List<Double>>> rounds, Map<String, Object> notes) {
        var contenders = new ArrayList<Contender>();
        var goals = new ArrayList<Goal>();
        for (var what : rounds.getFirst().keySet()) {
            var first = contenders.size();
            for (int side = 0; side < sides.size(); side++) {
                var at = side;
                contenders.add(new Contender(
                        what + ", " + sides.get(side).label(),
                        rounds.stream().map(round -> round.get(what).get(at)).toList()));
            }
            goals.add(new Goal(
                    what + ": largest / smallest",
                    contenders.getLast().median() / contenders.get(first).median(),
                    RATIO_MAX,
                    false));
        }
        return new Outcome("ms", contenders, goals, notes);
    }

    /** One of the databases, with its engine and its pages. */
    private static final class Side implements AutoCloseable {

        private final int enrollments;
        private final Database database;
        private final WebServer web;
        private final OneBatch batches;
        private final Map<Integer, String> cookies = new TreeMap<>();
        private final HttpClient http = HttpClient.newHttpClient();
        private final Set<Integer> mails = new TreeSet<>();
        private final Map<String, List<Double>> round = new LinkedHashMap<>();
        private final Map<String, List<Double>> all = new LinkedHashMap<>();

        private Side(int enrollments, Database database, Engine engine, WebServer web) {
            this.enrollments = enrollments;
            this.database = database;
            this.web = web;
            this.batches = new OneBatch(engine);
            IntStream.concat(worked(), fresh(COLD)).forEach(number -> cookies.put(number, cookie(engine, number)));
        }

        static Side open(EmbeddedMariaDb server, Path home, Path templates, int enrollments) throws Exception {
            var clock = Clock.systemUTC();
            var url = server.url("scale_" + enrollments);
            var database = Database.open(url, Engine.ENTITIES);
            ManyMailboxes.fill(url, enrollments);
            var fence = new Fence(Installation.passing());
            database.transactAlone(session -> fence.confirm(session, clock.instant()));
            var engine = BenchEngine.wire(database, fence, home, templates, clock);
            var settings = new WebSettings("127.0.0.1", 0, URI.create("http://localhost"));
            return new Side(enrollments, database, engine, WebServer.start(engine, settings, null));
        }

        private static String cookie(Engine engine, int number) {
            return engine.database().transact(session -> {
                var rep = People.get(session, ManyMailboxes.id(number));
                return "signed-in="
                        + SignedIn.begin(session, rep, "a benchmark", engine.clock().instant());
            });
        }

        String label() {
            return String.format(Locale.ROOT, "%,d", enrollments);
        }

        private int mailboxes() {
            return enrollments / ManyMailboxes.EACH;
        }

        /** Spread over all. */
        private IntStream worked() {
            return IntStream.range(0, MAILBOXES).map(place -> 1 + (int) ((long) place * mailboxes() / MAILBOXES));
        }

        /** Others, each beside one that is not worked either. */
        private IntStream fresh(int number) {
            var apart = mailboxes() / number;
            return apart < 3 ? IntStream.empty() : IntStream.range(0, number).map(place -> 3 + place * apart);
        }

        void turn(int time) throws Exception {
            turn(worked().toArray()[time % MAILBOXES], round);
        }

        private void turn(int number, Map<String, List<Double>> times) throws Exception {
            var id = ManyMailboxes.id(number);
            var claimed = batches.of(id);
            add(times, CLAIM, claimed.nanos());
            mails.add(claimed.mails());
            for (var page : Map.of("page of the mailbox", "/mailboxes/" + id, "page of today", "/", "page of enrollments", "/enrollments")
                    .entrySet()) {
                var begun = System.nanoTime();
                ask(page.getValue(), cookies.get(number));
                add(times, page.getKey(), System.nanoTime() - begun);
            }
        }

        private void ask(String path, String cookie) throws Exception {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                    .header("Cookie", cookie)
                    .build();
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answered " + answer.statusCode());
            }
        }

        private static void add(Map<String, List<Double>> times, String what, long nanos) {
            times.computeIfAbsent(what, _ -> new ArrayList<>()).add(nanos / 1e6);
        }

        void forget() {
            round.clear();
        }

        Map<String, Double> medians() {
            return percentiles(round, 50);
        }

        void endRound() {
            round.forEach((what, times) ->
                    all.computeIfAbsent(what, _ -> new ArrayList<>()).addAll(times));
            round.clear();
        }

        Map<String, Double> late() {
            return percentiles(all, 95);
        }

        /** What mailboxes cost that nobody has asked for yet; empty where there are too few. */
        Optional<Map<String, Double>> cold(int number) throws Exception {
            var times = new LinkedHashMap<String, List<Double>>();
            for (var fresh : fresh(number).toArray()) {
                turn(fresh, times);
            }
            return times.isEmpty() ? Optional.empty() : Optional.of(percentiles(times, 50));
        }

        private static Map<String, Double> percentiles(Map<String, List<Double>> times, int percent) {
            var found = new LinkedHashMap<String, Double>();
            times.forEach((what, each) -> {
                var sorted = each.stream().sorted(Comparator.naturalOrder()).toList();
                var at = sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
                found.put(what, Math.round(at * 100) / 100.0);
            });
            return found;
        }

        @Override
        public void close() {
            web.close();
            database.close();
        }
    }
}
