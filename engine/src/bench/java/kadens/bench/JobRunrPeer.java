package kadens.bench;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import java.time.Instant;
import java.util.stream.LongStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;

/**
 * JobRunr with a job for each prospect, scheduled for when its step is due, which schedules the next one: jobs that recur are
 * not meant for that many. It polls as often as it may, with as many workers as it chooses itself.
 */
final class JobRunrPeer {

    private static final int POLL_SECONDS = 5;

    private JobRunrPeer() {}

    static double rate(String url, int steps) throws Exception {
        try (var walkers = Walkers.fill(url, steps)) {
            var storage = SqlStorageProviderFactory.using(walkers.pool());
            walkers.execute("DELETE FROM jobrunr_jobs");
            var scheduler = new JobRequestScheduler(storage);
            var server = JobRunr.configure()
                    .useJsonMapper(new Jackson3JsonMapper())
                    .useStorageProvider(storage)
                    .useJobActivator(handlers(walkers, scheduler))
                    .useBackgroundJobServer(
                            usingStandardBackgroundJobServerConfiguration().andPollIntervalInSeconds(POLL_SECONDS), false)
                    .initialize()
                    .getBackgroundJobServer();
            try {
                scheduler.create(LongStream.rangeClosed(1, steps).mapToObj(id -> JobBuilder.aJob()
                        .scheduleAt(Instant.now())
                        .withJobRequest(new Step(id))));
                server.start();
                return walkers.rate();
            } finally {
                JobRunr.destroy();
            }
        }
    }

    private static JobActivator handlers(Walkers walkers, JobRequestScheduler scheduler) {
        return new JobActivator() {
            @Override
            public <T> T activateJob(Class<T> type) {
                return type.cast(new StepHandler(walkers, scheduler));
            }
        };
    }

    /** It and its handler are public, for JobRunr calls them by reflection. @param id of who advances */
    public record Step(long id) implements JobRequest {

        @Override
        public Class<StepHandler> getJobRequestHandler() {
            return StepHandler.class;
        }
    }

    public record StepHandler(Walkers walkers, JobRequestScheduler scheduler) implements JobRequestHandler<Step> {

        @Override
        public void run(Step step) {
            walkers.advance(step.id());
            scheduler.schedule(Instant.now().plus(Walkers.DELAY), step);
            walkers.advanced();
        }
    }
}
