package kadens.bench;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.LinkedHashMap;
import java.util.List;
import kadens.bench.Outcome.Goal;
import kadens.outbox.NullSender;
import kadens.run.Engine;
import kadens.store.Database;
import kadens.store.EmbeddedMariaDb;

/**
 * Due steps a second: ours with all that a claim decides, writes and keeps, beside schedulers with a trigger or job for each
 * prospect. Theirs do the least that there is to do ({@link Walkers}): nothing is decided or written, and nothing sent. Ours hands its mails to a sender that takes each and
 * keeps none.
 *
 * <p>All use the same MariaDB, with its default durability. The slower ones get fewer steps; how many are due at once
 * makes none of them quicker.
 */
final class ScheduleBench implements Bench {

    private static final int STEPS = 100_000;
    private static final int STEPS_DB_SCHEDULER = 10_000;
    private static final int STEPS_QUARTZ = 2_000;
    private static final int STEPS_JOB_RUNR = 2_000;
    private static final int SMALL = 20;

    private static final String LOCKING = "db-scheduler, as on MySQL";

    @Override
    public String name() {
        return "schedule";
    }

    @Override
    public String what() {
        return "due steps claimed, decided and advanced a second: 100,000 of ours, beside Quartz, db-scheduler and JobRunr";
    }

    @Override
    public Outcome run(Options options) throws Exception {
        var part = options.small() ? SMALL : 1;
        var folder = Files.createTempDirectory("bench-schedule");
        var inboxes = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        inboxes.start();
        try (var server = EmbeddedMariaDb.open(folder.resolve("home"))) {
            var peers = Scratch.fresh(server, "peers");
            Database.open(peers, Engine.ENTITIES).close(); // Quartz's tables are among ours
            var contenders = new InTurn()
                    .with("kadens", () -> kadens(server, folder, inboxes, STEPS / part))
                    .with("Quartz", () -> QuartzPeer.rate(peers, STEPS_QUARTZ / part))
                    .with("db-scheduler", () -> DbSchedulerPeer.fetching(peers, STEPS_DB_SCHEDULER / part))
                    .with(LOCKING, () -> DbSchedulerPeer.locking(peers, STEPS_DB_SCHEDULER / part))
                    .with("JobRunr", () -> JobRunrPeer.rate(peers, STEPS_JOB_RUNR / part))
                    .run(options.small() ? 0 : 1, options.rounds());
            var found = new Outcome("steps/s", contenders, List.of(), new LinkedHashMap<>());
            var ours = found.contender("kadens").median();
            var notes = new LinkedHashMap<String, Object>();
            notes.put(
                    "steps",
                    "%,d of ours in %d mailboxes, %,d of Quartz's, %,d of db-scheduler's, %,d of JobRunr's"
                            .formatted(
                                    STEPS / part,
                                    DueMails.MAILBOXES,
                                    STEPS_QUARTZ / part,
                                    STEPS_DB_SCHEDULER / part,
                                    STEPS_JOB_RUNR / part));
            var dbScheduler = Math.max(
                    found.contender("db-scheduler").median(),
                    found.contender(LOCKING).median());
            notes.put("kadens / JobRunr", ours / found.contender("JobRunr").median());
            return new Outcome(
                    "steps/s",
                    contenders,
                    List.of(
                            new Goal("kadens / Quartz", ours / found.contender("Quartz").median(), 20, true),
                            new Goal("kadens / db-scheduler, the quicker", ours / dbScheduler, 4, true)),
                    notes);
        } finally {
            inboxes.stop();
            Scratch.delete(folder);
        }
    }

    /** The runs of twenty mailboxes, each with its share of the steps; what follows from each is in the time. */
    private static double kadens(EmbeddedMariaDb server, Path folder, GreenMail inboxes, int steps) throws Exception {
        var url = Scratch.fresh(server, "schedule");
        try (var database = Database.open(url, Engine.ENTITIES);
                var watch = DriverManager.getConnection(url)) {
            var engine = DueMails.engine(database, watch, folder, 1, inboxes, steps); // nobody sends by SMTP here
            var seconds = DueMails.seconds(engine, new NullSender(engine)::send);
            var advanced = DatabaseWork.number(watch, "SELECT COUNT(*) FROM enrollment WHERE step_key <> 'intro'");
            if (advanced != steps) {
                throw new IllegalStateException(advanced + " of " + steps + " were advanced");
            }
            return steps / seconds;
        }
    }
}
