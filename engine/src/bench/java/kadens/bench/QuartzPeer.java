package kadens.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * Quartz with a trigger for each prospect, clustered. One job for all, and triggers that fire every three days: that is
 * cheaper for Quartz than a job each, or than another time for each step, which a program would have to store by itself.
 *
 * <p>It takes as many triggers at once as it has threads, as its documentation says for many that are due.
 */
final class QuartzPeer {

    private static final String NAME = "walkers";
    private static final int THREADS = 20;

    private QuartzPeer() {}

    /** @param url of a database with Quartz's tables */
    static double rate(String url, int steps) throws Exception {
        try (var walkers = Walkers.fill(url, steps)) {
            DBConnectionManager.getInstance().addConnectionProvider(NAME, new Connections(walkers));
            var scheduler = new StdSchedulerFactory(settings()).getScheduler();
            scheduler.setJobFactory((_, _) -> context -> {
                walkers.advance(Long.parseLong(context.getTrigger().getKey().getName()));
                walkers.advanced();
            });
            scheduler.clear();
            scheduler.addJob(
                    JobBuilder.newJob(Step.class)
                            .withIdentity("step", "prospects")
                            .storeDurably()
                            .build(),
                    true);
            triggers(walkers, steps);
            scheduler.start();
            try {
                return walkers.rate();
            } finally {
                scheduler.shutdown(true);
            }
        }
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.put("org.quartz.scheduler.instanceName", NAME);
        settings.put("org.quartz.scheduler.instanceId", "AUTO");
        settings.put("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", String.valueOf(THREADS));
        settings.put("org.quartz.scheduler.batchTriggerAcquisitionFireAheadTimeWindow", "1000");
        settings.put("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
        settings.put("org.quartz.threadPool.threadCount", String.valueOf(THREADS));
        settings.put("org.quartz.jobStore.class", JobStoreTX.class.getName());
        settings.put("org.quartz.jobStore.driverDelegateClass", StdJDBCDelegate.class.getName());
        settings.put("org.quartz.jobStore.dataSource", NAME);
        settings.put("org.quartz.jobStore.isClustered", "true");
        settings.put("org.quartz.jobStore.acquireTriggersWithinLock", "true");
        // Being late is no reason to do anything but fire: twenty at a time, misfires would be slower.
        settings.put("org.quartz.jobStore.misfireThreshold", "3600000");
        return settings;
    }

    /** As the scheduler would store them, in less time. */
    private static void triggers(Walkers walkers, int steps) throws SQLException {
        walkers.execute(
                """
                INSERT INTO QRTZ_TRIGGERS (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP, JOB_NAME, JOB_GROUP, NEXT_FIRE_TIME, PREV_FIRE_TIME,
                  PRIORITY, TRIGGER_STATE, TRIGGER_TYPE, START_TIME, END_TIME, MISFIRE_INSTR)
                SELECT '%1$s', seq, 'prospects', 'step', 'prospects', %2$d, -1, 5, 'WAITING', 'SIMPLE', %2$d, 0, 0
                FROM seq_1_to_%3$d""".formatted(NAME, System.currentTimeMillis(), steps),
                """
                INSERT INTO QRTZ_SIMPLE_TRIGGERS (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP, REPEAT_COUNT, REPEAT_INTERVAL, TIMES_TRIGGERED)
                SELECT '%s', seq, 'prospects', -1, %d, 0 FROM seq_1_to_%d""".formatted(NAME, Walkers.DELAY.toMillis(), steps));
    }

    /** Its name is stored; what runs comes from the factory. */
    static final class Step implements Job {

        @Override
        public void execute(JobExecutionContext context) {
            throw new IllegalStateException();
        }
    }

    private record Connections(Walkers walkers) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return walkers.pool().getConnection();
        }

        @Override
        public void shutdown() {}

        @Override
        public void initialize() {}
    }
}
