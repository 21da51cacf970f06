package kadens.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import kadens.bench.Outcome.Contender;
import kadens.bench.Outcome.Goal;
import kadens.inbox.Inbox;
import kadens.mailbox.Elapsed;
import kadens.mailbox.KeptConnections;
import kadens.mailbox.Leases;
import kadens.run.Engine;
import kadens.run.Scheduling;
import kadens.store.Database;
import kadens.store.EmbeddedMariaDb;

/**
 * What reading costs: a hundred new mails amongst few and many that lie there, a thousand mailboxes in which nothing is new,
 * and the time from an answer to the stop. Ours judges, matches and stores what it reads; the peers only fetch it.
 */
final class InboxBench implements Bench {

    private static final int NEW = 100;
    private static final List<Integer> SIZES = List.of(1_000, 200_000);
    private static final int MAILBOXES = 1_000;
    private static final int ANSWERS = 20;
    private static final Duration INTERVAL = Duration.ofSeconds(60);

    /** After all have logged in and were read for the first time. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private static final Duration MEASURED = INTERVAL.multipliedBy(2);

    /** What comes sooner after a hint waits until then ({@code kadens.run.Scheduling}). */
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(6);

    @Override
    public String name() {
        return "inbox";
    }

    @Override
    public String what() {
        return "100 new mails amongst 1,000 and 200,000 on Dovecot, 1,000 idle mailboxes, an answer until the stop;"
                + " 'new', 'idle' or 'stop' for one of them";
    }

    @Override
    public Outcome run(Options options) throws Exception {
        var parts = options.parts().isEmpty() ? List.of("new", "idle", "stop") : options.parts();
        var folder = Files.createTempDirectory("bench-inbox");
        var contenders = new ArrayList<Contender>();
        var goals = new ArrayList<Goal>();
        var notes = new LinkedHashMap<String, Object>();
        try (var dovecot = Dovecot.start();
                var server = EmbeddedMariaDb.open(folder.resolve("home"))) {
            if (parts.contains("new")) {
                for (int size : SIZES) {
                    new NewMails(dovecot, server, folder, options.small() ? size / 100 : size, options.small() ? 10 : NEW)
                            .run(options, contenders, goals, notes);
                }
            }
            if (parts.contains("idle")) {
                idle(dovecot, server, folder, options.small(), goals, notes);
            }
            if (parts.contains("stop")) {
                stop(dovecot, server, folder, options.small(), contenders, goals);
            }
        } finally {
            Scratch.delete(folder);
        }
        return new Outcome("ms", contenders, goals, notes);
    }

    /** A hundred new mails, amongst so many. */
    private record NewMails(Dovecot dovecot, EmbeddedMariaDb server, Path folder, int size, int fresh) {

        void run(Options options, List<Contender> contenders, List<Goal> goals, Map<String, Object> notes)
                throws Exception {
            var mbsync = Programs.find("mbsync", "isync").toString();
            say("filling an inbox with " + size);
            try (var filling = new ImapAppend(dovecot.port(), user("kadens"), Dovecot.PASSWORD)) {
                filling.add(IntStream.range(0, size).mapToObj(number -> Incoming.mail(size + ".old." + number)));
            }
            dovecot.copy(user("kadens"), user("bare"));
            dovecot.copy(user("kadens"), user("mbsync"));
            var url = Scratch.fresh(server, "inbox");
            try (var database = Database.open(url, Engine.ENTITIES);
                    var watch = DriverManager.getConnection(url)) {
                var desk = InboxDesk.open(database, folder, Clock.systemUTC());
                var id = desk.mailbox(user("kadens"), dovecot.url(user("kadens")));
                desk.enrollments(watch, id, 10_000);
                try (var connections = new KeptConnections(1, 1);
                        var bare = new BareImap(dovecot.port(), user("bare"), Dovecot.PASSWORD)) {
                    var engine = desk.engine();
                    var leases = new Leases(database, database.inTurns(), new Elapsed(engine.clock()));
                    var inbox = new Inbox(engine.mailboxes(), connections, engine.enrollments(), engine.clock());
                    inbox.listen(_ -> {});
                    read(leases, inbox, id);
                    bare.skip();
                    say("mbsync fetches all for the first time");
                    Programs.run(List.of(mbsync, "-c", mbsync("first", "FSync no\n").toString(), "one"));
                    var config = mbsync("later", "");
                    var statements = new ArrayList<Map<String, Double>>();
                    var found = new InTurn()
                            .with(label("kadens"), () -> {
                                arrive("kadens");
                                return counting(watch, statements, () -> timed(() -> read(leases, inbox, id)));
                            })
                            .with(label("bare UID FETCH"), () -> {
                                arrive("bare");
                                return timed(() -> expect(bare.fetchNew(), fresh));
                            })
                            .with(label("mbsync"), () -> {
                                arrive("mbsync");
                                return timed(() -> Programs.run(List.of(mbsync, "-c", config.toString(), "one")));
                            })
                            .run(options.small() ? 1 : 20, options.rounds());
                    expect(stored(watch), fresh * (options.rounds() + (options.small() ? 1 : 20)));
                    contenders.addAll(found);
                    goals.add(new Goal(
                            "kadens / bare UID FETCH, amongst " + size,
                            found.get(0).median() / found.get(1).median(),
                            1.5,
                            false));
                    notes.put("the database did for " + fresh + " mails amongst " + size, statements.getLast());
                }
            }
        }

        private String user(String whose) {
            return whose + size + "@sales.example";
        }

        private String label(String who) {
            return "%s (%,d)".formatted(who, size);
        }

        private void arrive(String whose) throws Exception {
            try (var coming = new ImapAppend(dovecot.port(), user(whose), Dovecot.PASSWORD)) {
                var batch = Long.toString(System.nanoTime(), 36);
                coming.add(IntStream.range(0, fresh).mapToObj(number -> Incoming.mail(batch + "." + number)));
            }
        }

        private static Inbox.Reading read(Leases leases, Inbox inbox, long id) {
            try (var lease = leases.take(id).orElseThrow()) {
                var reading = inbox.read(lease);
                if (!(reading instanceof Inbox.Read)) {
                    throw new IllegalStateException(reading.toString());
                }
                return reading;
            }
        }

        private Path mbsync(String name, String global) throws Exception {
            var maildir = Files.createDirectories(folder.resolve("mbsync-" + size));
            return Files.writeString(folder.resolve("mbsync-" + size + "-" + name), """
                    %s
                    IMAPAccount dovecot
                    Host 127.0.0.1
                    Port %d
                    User "%s"
                    Pass %s
                    SSLType None
                    AuthMechs LOGIN

                    IMAPStore far
                    Account dovecot

                    MaildirStore near
                    Path %s/
                    Inbox %s/INBOX

                    Channel one
                    Far :far:
                    Near :near:
                    Sync PullNew
                    Create Near
                    SyncState *
                    """.formatted(global, dovecot.port(), user("mbsync"), Dovecot.PASSWORD, maildir, maildir));
        }
    }

    private static void idle(
            Dovecot dovecot, EmbeddedMariaDb server, Path folder, boolean small, List<Goal> goals, Map<String, Object> notes)
            throws Exception {
        var count = small ? 10 : MAILBOXES;
        var warmUp = small ? Duration.ofSeconds(5) : WARM_UP;
        var measured = small ? Duration.ofSeconds(5) : MEASURED;
        var interval = small ? Duration.ofSeconds(1) : INTERVAL;
        var url = Scratch.fresh(server, "idle");
        try (var database = Database.open(url, Engine.ENTITIES);
                var watch = DriverManager.getConnection(url)) {
            var desk = InboxDesk.open(database, folder, Clock.systemUTC());
            for (int i = 0; i < count; i++) {
                desk.mailbox("idle" + i + "@sales.example", dovecot.url("idle" + i + "@sales.example"));
            }
            var os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            try (var _ = Scheduling.start(desk.engine(), interval)) {
                say("reading " + count + " mailboxes for the first time");
                while (DatabaseWork.number(watch, "SELECT COUNT(*) FROM mailbox WHERE inbox_read_at IS NOT NULL AND trouble IS NULL") < count) {
                    TimeUnit.SECONDS.sleep(1);
                }
                TimeUnit.MILLISECONDS.sleep(warmUp.toMillis());
                var before = DatabaseWork.by(watch);
                var cpu = os.getProcessCpuTime();
                var databaseCpu = mariaDbSeconds(folder);
                var begun = System.nanoTime();
                var since = Clock.systemUTC().instant();
                say("measuring for " + measured.toSeconds() + " s");
                TimeUnit.MILLISECONDS.sleep(measured.toMillis());
                var seconds = InTurn.seconds(begun);
                var used = (os.getProcessCpuTime() - cpu) / 1e9;
                var runs = Math.max(1, count * measured.toSeconds() / interval.toSeconds());
                var late = DatabaseWork.number(watch, "SELECT COUNT(*) FROM mailbox WHERE trouble IS NOT NULL OR inbox_read_at < '"
                        + since.plus(measured).minus(interval.multipliedBy(2)).toString().replace("T", " ").replace("Z", "") + "'");
                if (late > 0) {
                    throw new IllegalStateException(late + " mailboxes were not read in time");
                }
                goals.add(new Goal("of one core for " + count + " idle mailboxes", used / seconds, 0.3, false));
                notes.put("CPU a run", "%.2f ms, MariaDB %.2f ms"
                        .formatted(1000 * used / runs, 1000 * (mariaDbSeconds(folder) - databaseCpu) / runs));
                notes.put("MariaDB's part of one core", Math.round(100 * (mariaDbSeconds(folder) - databaseCpu) / seconds) + " %");
                notes.put("the database did an idle run", DatabaseWork.by(watch).since(before, runs));
            }
        }
    }

    private static void stop(
            Dovecot dovecot, EmbeddedMariaDb server, Path folder, boolean small, List<Contender> contenders, List<Goal> goals)
            throws Exception {
        var url = Scratch.fresh(server, "stop");
        var answers = small ? 2 : ANSWERS;
        var user = "stop@sales.example";
        try (var database = Database.open(url, Engine.ENTITIES);
                var watch = DriverManager.getConnection(url)) {
            var desk = InboxDesk.open(database, folder, Clock.systemUTC());
            var id = desk.mailbox(user, dovecot.url(user));
            desk.enrollments(watch, id, answers + 1);
            var millis = new ArrayList<Double>();
            try (var _ = Scheduling.start(desk.engine(), INTERVAL);
                    var coming = new ImapAppend(dovecot.port(), user, Dovecot.PASSWORD)) {
                while (DatabaseWork.number(watch, "SELECT COUNT(*) FROM mailbox WHERE inbox_read_at IS NOT NULL") == 0) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                for (int number = 1; number <= answers + 1; number++) {
                    TimeUnit.MILLISECONDS.sleep(BETWEEN_ANSWERS.toMillis());
                    var begun = System.nanoTime();
                    coming.add(java.util.stream.Stream.of(Incoming.answer(number)));
                    while (DatabaseWork.number(watch, "SELECT COUNT(*) FROM enrollment WHERE state = 'stopped' AND id = " + number) == 0) {
                        if (InTurn.seconds(begun) > 90) {
                            throw new IllegalStateException("An answer has stopped nothing");
                        }
                        TimeUnit.MILLISECONDS.sleep(2);
                    }
                    if (number > 1) { // the first one loads classes
                        millis.add(1000 * InTurn.seconds(begun));
                        System.err.printf("an answer until the stop: %,.1f%n", millis.getLast());
                    }
                }
            }
            contenders.add(new Contender("an answer until the stop", millis));
            goals.add(new Goal(
                    "seconds until the stop, at most", millis.stream().mapToDouble(each -> each / 1000).max().orElseThrow(), 1, false));
        }
    }

    private interface Work {
        Object run() throws Exception;
    }

    private static double timed(Work work) throws Exception {
        var begun = System.nanoTime();
        work.run();
        return 1000 * InTurn.seconds(begun);
    }

    private static double counting(
            Connection watch, List<Map<String, Double>> statements, java.util.concurrent.Callable<Double> work)
            throws Exception {
        var before = DatabaseWork.by(watch);
        var figure = work.call();
        statements.add(DatabaseWork.by(watch).since(before, 1));
        return figure;
    }

    private static boolean expect(int found, int wanted) {
        if (found != wanted) {
            throw new IllegalStateException(found + " instead of " + wanted);
        }
        return true;
    }

    private static int stored(Connection watch) throws SQLException {
        return (int) DatabaseWork.number(watch, "SELECT COUNT(*) FROM inbound");
    }

    /** utime and stime of proc_pid_stat(5), in hundredths. */
    private static double mariaDbSeconds(Path folder) throws Exception {
        var pid = Files.readString(folder.resolve("home/mariadb/mariadb.pid")).strip();
        var stat = Files.readString(Path.of("/proc", pid, "stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static void say(String words) {
        System.err.println(words + " …");
    }
}
