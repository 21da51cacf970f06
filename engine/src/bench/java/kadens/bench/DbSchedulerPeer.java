package kadens.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * db-scheduler with an execution for each prospect, which is put off for three days when it is done.
 *
 * <p>On MariaDB it offers only to fetch many and to lock each when its turn comes. What it does on MySQL, locking what it
 * fetches ({@code SKIP LOCKED}), works on MariaDB as well; so both are measured. The limits are those of its own benchmarks.
 */
final class DbSchedulerPeer {

    private static final int THREADS = 50;
    private static final double LOWER = 1;
    private static final double UPPER = 4;

    private DbSchedulerPeer() {}

    /** As it does where it finds out by itself what the database is. */
    static double fetching(String url, int steps) throws Exception {
        return rate(url, steps, builder -> builder.pollUsingFetch(LOWER, UPPER));
    }

    /** As if this were MySQL 8. */
    static double locking(String url, int steps) throws Exception {
        return rate(url, steps, builder -> builder.jdbcCustomization(new MySQL8JdbcCustomization(true))
                .pollUsingLockAndFetch(LOWER, UPPER));
    }

    private static double rate(String url, int steps, UnaryOperator<SchedulerBuilder> polling) throws Exception {
        try (var walkers = Walkers.fill(url, steps)) {
            executions(walkers, steps);
            var step = Tasks.custom("step", Void.class).execute((instance, _) -> {
                walkers.advance(Long.parseLong(instance.getId()));
                return new OnCompleteReschedule<Void>(FixedDelay.of(Walkers.DELAY)) {
                    @Override
                    public void complete(
                            ExecutionComplete complete,
                            ExecutionOperations<Void> operations) {
                        super.complete(complete, operations);
                        walkers.advanced();
                    }
                };
            });
            var scheduler = polling.apply(Scheduler.create(walkers.pool(), step)
                            .threads(THREADS)
                            .alwaysPersistTimestampInUTC()
                            .pollingInterval(Duration.ofSeconds(1)))
                    .build();
            scheduler.start();
            try {
                return walkers.rate();
            } finally {
                scheduler.stop();
            }
        }
    }

    /** Its own table for MariaDB, without the index for priorities, which are not used. */
    private static void executions(Walkers walkers, int steps) throws SQLException {
        walkers.execute(
                """
                CREATE OR REPLACE TABLE scheduled_tasks (
                  task_name VARCHAR(100) NOT NULL,
                  task_instance VARCHAR(100) NOT NULL,
                  task_data BLOB,
                  execution_time TIMESTAMP(6) NOT NULL,
                  picked BOOLEAN NOT NULL,
                  picked_by VARCHAR(50),
                  last_success TIMESTAMP(6) NULL,
                  last_failure TIMESTAMP(6) NULL,
                  consecutive_failures INT,
                  last_heartbeat TIMESTAMP(6) NULL,
                  version BIGINT NOT NULL,
                  priority SMALLINT,
                  PRIMARY KEY (task_name, task_instance),
                  INDEX execution_time_idx (execution_time),
                  INDEX last_heartbeat_idx (last_heartbeat))""",
                """
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                SELECT 'step', seq, UTC_TIMESTAMP(6) - INTERVAL 1 DAY, FALSE, 1 FROM seq_1_to_%d""".formatted(steps));
    }
}
