package kadens.drill;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import kadens.run.Engine;
import org.hibernate.StatelessSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs nodes of the engine in processes of their own against an SMTP server that fails, kills and freezes them, and holds
 * what came against what had to come.
 */
public final class CrashDrill {

    private static final Logger LOG = LoggerFactory.getLogger(CrashDrill.class);
    private static final long LOOK_NANOS = 500_000_000;

    /** Without any mail or change for so long, what is left will not come. */
    private static final Duration STANDSTILL_MAX = Duration.ofSeconds(150);

    private static final Duration THAWING = Duration.ofSeconds(3);

    /** An uncertain mail waits so long for a sign of it, where people wait a quarter of an hour. */
    private static final Duration GRACE = Duration.ofSeconds(25);

    /** A mailbox rests so long from a server that would not have it, where it rests for minutes and hours. */
    private static final Duration REST_MAX = Duration.ofSeconds(10);

    private final Engine engine;
    private final Ground ground;
    private final String nodeClass;
    private final CrashPlan plan;
    private final Onlooker onlooker;
    private final Receipts receipts = new Receipts();

    /**
     * @param engine on the ground's database, to put people in and to ask at the end
     * @param nodeClass runs a command of the engine, and ends when its standard input does
     */
    public CrashDrill(Engine engine, Ground ground, String nodeClass, CrashPlan plan, Onlooker onlooker) {
        this.engine = engine;
        this.ground = ground;
        this.nodeClass = nodeClass;
        this.plan = plan;
        this.onlooker = onlooker;
    }

    /** @throws InterruptedException when the drill is to end before its time */
    public CrashReport run() throws InterruptedException {
        var begun = engine.clock().instant();
        var crowd = new Crowd(engine, ground, plan.mailboxes(), plan.prospects());
        var script = new CrashScript(plan, receipts, ground.post());
        try (var smtp = ScriptedSmtp.start(script, engine.clock())) {
            crowd.gather(smtp.port(), _ -> ground.post().imapPort());
            crowd.enroll(0, plan.prospects(), onlooker);
            try (var fleet = new Fleet(recipe(), plan.nodes())) {
                script.against(fleet);
                fleet.await(1, STANDSTILL_MAX);
                untilAllIsSaid(fleet, script);
                letTheFrozenGoOn(fleet);
                var course = new CrashReport.Course(
                        plan.kills(),
                        fleet.kills(),
                        fleet.freezes(),
                        plan.failings().size() - script.failingsToCome(),
                        fleet.ownEnds(),
                        Duration.between(begun, engine.clock().instant()).toSeconds());
                fleet.close(); // nothing moves while it is counted
                return CrashReport.of(
                        crowd.letters().toList(), receipts, Ledger.read(engine.database()), course, plan.seed());
            }
        }
    }

    /** What a node does that was taken for dead belongs to the figures. */
    private static void letTheFrozenGoOn(Fleet fleet) throws InterruptedException {
        fleet.thaw();
        Thread.sleep(THAWING);
    }

    private void untilAllIsSaid(Fleet fleet, CrashScript script) throws InterruptedException {
        var state = "";
        var movedAt = engine.clock().instant();
        while (true) {
            fleet.tend();
            onlooker.at("Sending", receipts.byLetter().size(), plan.messages());
            var open = engine.database().transact(CrashDrill::open);
            if (open == 0) {
                return;
            }
            var now = engine.clock().instant();
            var seen = open + " " + receipts.count() + " " + script.blowsToCome();
            movedAt = seen.equals(state) ? movedAt : now;
            state = seen;
            if (Duration.between(movedAt, now).compareTo(STANDSTILL_MAX) > 0) {
                LOG.warn("Nothing moves any more; {} enrollments are open.", open);
                return;
            }
            hasten(now);
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private static long open(StatelessSession session) {
        return session.createNativeQuery(
                        "SELECT COUNT(*) FROM enrollment WHERE state IN ('active', 'waiting', 'paused')", Long.class)
                .getSingleResult();
    }

    /** What takes minutes and hours in life comes sooner: the end of the wait for a sign, and the next attempt. */
    private void hasten(Instant now) {
        try {
            bringForward("message", "settle_by", "settled_at < :bound AND settle_by > :now", now, now.minus(GRACE));
            bringForward(
                    "mailbox",
                    "send_rests_until",
                    "send_rests_until > :bound AND :now < :bound",
                    now,
                    now.plus(REST_MAX));
            bringForward("enrollment", "due_at", "due_at > :bound AND :now < due_at", now, now.plus(GRACE));
        } catch (RuntimeException e) {
            LOG.info("Time could not be hastened ({}); it is tried again.", e.toString());
        }
    }

    /** Looks without a lock first, so that the drill does not stand in the engine's way. */
    private void bringForward(String table, String column, String rows, Instant now, Instant bound) {
        var ids = engine.database()
                .transact(session -> session.createNativeQuery(
                                "SELECT id FROM %s WHERE %s".formatted(table, rows), Long.class)
                        .setParameter("now", now)
                        .setParameter("bound", bound)
                        .getResultList());
        if (!ids.isEmpty()) {
            engine.database()
                    .transactAlone(session -> session.createNativeMutationQuery(
                                    "UPDATE %s SET %s = :now WHERE id IN (:ids) AND %s".formatted(table, column, rows))
                            .setParameter("now", now)
                            .setParameter("bound", bound)
                            .setParameterList("ids", ids)
                            .executeUpdate());
        }
    }

    private NodeProcess.Recipe recipe() {
        Path log = ground.folder().resolve("nodes.log");
        return new NodeProcess.Recipe(
                nodeClass,
                Map.of(
                        "KADENS_HOME", ground.folder().toString(),
                        "KADENS_DATABASE_URL", ground.databaseUrl(),
                        "KADENS_TEMPLATES", ground.templates().toString(),
                        "KADENS_PORT", "0",
                        "KADENS_RUN_INTERVAL", "1s"),
                log);
    }
}
