package kadens.run;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.store.Database;
import kadens.store.Fence;
import kadens.store.Standing;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires one durable, clustered Quartz job a mailbox: on one node at a time, and on another when its node is gone.
 *
 * <p>One more job keeps the mailboxes' jobs in step with the mailboxes in the database, so that adding one anywhere is
 * enough.
 */
public final class Scheduling implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scheduling.class);
    private static final String NAME = "kadens";
    private static final String MAILBOXES = "mailboxes";

    /** Each may hang for minutes in a server that does, and holds little meanwhile; they take turns at the database. */
    private static final int RUNS_AT_ONCE_MAX = 2000;

    private static final int STEP_SECONDS_MAX = 5;
    private static final int WATCH_SECONDS = 5;
    private static final int TIDY_SECONDS = 60;

    /** A mailbox that is read more often needs no hint. */
    private static final Duration HINTS_FROM = Duration.ofSeconds(5);

    /** Mail that keeps coming must not keep the server busy. */
    private static final Duration HINTS_APART = Duration.ofSeconds(5);

    /** The jobs that were fired at this node's interval when it first saw them: asking for all, again and again, is dear. */
    private volatile Set<JobKey> seen = Set.of();

    private final Map<Long, Long> hintedAt = new ConcurrentHashMap<>();
    private final Scheduler scheduler;
    private final MailboxRun run;
    private final Database database;
    private final Fence fence;
    private final Mailboxes mailboxes;
    private final Duration interval;
    private Standing.Kind told = Standing.Kind.MAY_SEND;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("watch").factory());

    private Scheduling(Scheduler scheduler, Engine engine, Duration interval) {
        this.scheduler = scheduler;
        this.run = engine.run();
        this.database = engine.database();
        this.fence = engine.fence();
        this.mailboxes = engine.mailboxes();
        this.interval = interval;
    }

    /** Starts firing; each mailbox runs at once and then at every interval. */
    public static Scheduling start(Engine engine, Duration interval) {
        try {
            var scheduling = new Scheduling(scheduler(engine.database().forQuartz()), engine, interval);
            scheduling.scheduler.setJobFactory(
                    (bundle, _) -> scheduling.job(bundle.getJobDetail().getKey()));
            if (interval.compareTo(HINTS_FROM) >= 0) {
                scheduling.run.listen(scheduling::runSoon);
            }
            scheduling.keepInStep();
            scheduling.scheduleKeeping();
            scheduling.takePart();
            scheduling.watch.scheduleWithFixedDelay(
                    scheduling::takePart, WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
            scheduling.watch.scheduleWithFixedDelay(scheduling.run::tidy, TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
            return scheduling;
        } catch (SchedulerException | InvalidConfigurationException e) {
            throw new IllegalStateException("The scheduler could not be started", e);
        }
    }

    /** Lets running turns end after their current message, and starts no more. */
    @Override
    public void close() {
        run.stop();
        watch.close();
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException e) {
            LOG.warn(
                    "The scheduler did not stop cleanly: {}. Another node or the next start takes over.", e.toString());
        }
        run.hangUp();
    }

    /** Something came to a mailbox: its next run is now. The runs at their interval do not depend on it. */
    private void runSoon(long mailboxId) {
        var now = System.nanoTime();
        var last = hintedAt.put(mailboxId, now);
        if (last != null) {
            LockSupport.parkNanos(HINTS_APART.toNanos() - (now - last)); // on the listening's own thread
        }
        try {
            scheduler.triggerJob(new JobKey(Long.toString(mailboxId), MAILBOXES));
        } catch (SchedulerException e) {
            LOG.debug(
                    "mailbox {}: it is read at its interval, for it could not be at once: {}", mailboxId, e.toString());
        }
    }

    /**
     * Takes no runs where another installation may send from this very database: it may be at work, and each run that we
     * took would be one that sends nothing. A copy of the database has nobody else, and reads its inboxes.
     */
    private void takePart() {
        try {
            var standing = database.transact(fence::standing);
            tell(standing);
            if (standing.kind() == Standing.Kind.OTHER) {
                scheduler.standby();
            } else if (scheduler.isInStandbyMode()) {
                scheduler.start();
            }
        } catch (SchedulerException | RuntimeException e) {
            LOG.warn("Whether to take runs could not be found out ({}); it is tried again in seconds.", e.toString());
        }
    }

    /** Once, whenever it becomes another. */
    private void tell(Standing standing) {
        if (standing.kind() != told) {
            told = standing.kind();
            standing.why().ifPresent(why -> LOG.warn("HOLDING: {}. {}", why, standing.remedy()));
        }
    }

    private static Scheduler scheduler(HikariDataSource connections)
            throws SchedulerException, InvalidConfigurationException {
        var instance = UUID.randomUUID().toString();
        DBConnectionManager.getInstance().addConnectionProvider(instance, new Connections(connections));
        var store = new JobStoreTX();
        store.setDataSource(instance);
        store.setDriverDelegateClass(StdJDBCDelegate.class.getName());
        store.setIsClustered(true);
        store.setClusterCheckinInterval(Duration.ofSeconds(5).toMillis());
        store.setDbRetryInterval(Duration.ofSeconds(5).toMillis()); // it comes back by itself, however long that takes
        var threads = new VirtualThreadPool(RUNS_AT_ONCE_MAX);
        var factory = DirectSchedulerFactory.getInstance();
        // Quartz looks for work when a trigger nears, and in between after the idle wait; -1: no retry limit of its
        // own.
        factory.createScheduler(
                NAME, instance, threads, store, null, 0, Duration.ofSeconds(1).toMillis(), -1);
        return factory.getScheduler(NAME);
    }

    private Job job(JobKey key) {
        return key.getGroup().equals(MAILBOXES)
                ? new RunMailbox(run, Long.parseLong(key.getName()))
                : new KeepInStep(this);
    }

    private void scheduleKeeping() throws SchedulerException {
        schedule(
                new JobKey("keep-in-step"),
                KeepInStep.class,
                Duration.ofSeconds(Math.min(STEP_SECONDS_MAX, Math.max(1, interval.toSeconds()))));
    }

    /** A job for each mailbox, fired at this node's interval, and none for mailboxes that are gone. */
    private void keepInStep() throws SchedulerException {
        var wanted = database.transact(mailboxes::all).stream()
                .map(Mailbox::id)
                .map(id -> new JobKey(Long.toString(id), MAILBOXES))
                .collect(Collectors.toSet());
        var present = scheduler.getJobKeys(GroupMatcher.jobGroupEquals(MAILBOXES));
        for (var key : wanted) {
            if (!present.contains(key) || !seen.contains(key) && !firedAtInterval(key)) {
                schedule(key, RunMailbox.class, interval);
            }
        }
        seen = wanted;
        var gone = new HashSet<>(present);
        gone.removeAll(wanted);
        scheduler.deleteJobs(List.copyOf(gone));
    }

    private boolean firedAtInterval(JobKey key) throws SchedulerException {
        return scheduler.getTriggersOfJob(key).stream()
                .anyMatch(trigger ->
                        trigger instanceof SimpleTrigger simple && simple.getRepeatInterval() == interval.toMillis());
    }

    private void schedule(JobKey key, Class<? extends Job> type, Duration every) throws SchedulerException {
        var detail = JobBuilder.newJob(type)
                .withIdentity(key)
                .storeDurably()
                .requestRecovery()
                .build();
        var trigger = TriggerBuilder.newTrigger()
                .withIdentity(key.getName(), key.getGroup())
                .startNow()
                .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInMilliseconds(every.toMillis())
                        .repeatForever()
                        .withMisfireHandlingInstructionNextWithRemainingCount())
                .build();
        scheduler.scheduleJob(detail, Set.of(trigger), true);
    }

    /** One turn of one mailbox. */
    @DisallowConcurrentExecution
    private record RunMailbox(MailboxRun run, long mailboxId) implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            run.run(mailboxId);
        }
    }

    /** Notices mailboxes that were added or removed anywhere. */
    @DisallowConcurrentExecution
    private record KeepInStep(Scheduling scheduling) implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            try {
                scheduling.keepInStep();
            } catch (SchedulerException | RuntimeException e) {
                LOG.warn("The mailboxes could not be looked up ({}); it is tried again in seconds.", e.toString());
            }
        }
    }

    /** Quartz says when it needs no more connections. */
    private record Connections(HikariDataSource pool) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return pool.getConnection();
        }

        @Override
        public void initialize() {}

        @Override
        public void shutdown() {
            pool.close();
        }
    }
}
