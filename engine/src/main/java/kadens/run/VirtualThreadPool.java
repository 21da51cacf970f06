package kadens.run;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.quartz.spi.ThreadPool;

/**
 * Quartz's jobs on virtual threads, as many at once as there are permits. A run mostly waits for servers, so a slow one
 * holds up nobody else. Public because Quartz sets it up by reflection.
 */
public final class VirtualThreadPool implements ThreadPool {

    private static final int STOP_SECONDS_MAX = 90;

    private final int size;
    private final Semaphore permits;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("run-", 0).factory());

    VirtualThreadPool(int size) {
        this.size = size;
        this.permits = new Semaphore(size);
    }

    @Override
    public boolean runInThread(Runnable job) {
        permits.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                job.run();
            } finally {
                permits.release();
            }
        });
        return true;
    }

    @Override
    public int blockForAvailableThreads() {
        permits.acquireUninterruptibly();
        permits.release();
        return Math.max(1, permits.availablePermits());
    }

    @Override
    public void shutdown(boolean waitForJobs) {
        threads.shutdown();
        if (!waitForJobs) {
            return;
        }
        try {
            if (!threads.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int getPoolSize() {
        return size;
    }

    @Override
    public void initialize() {}

    @Override
    public void setInstanceId(String id) {}

    @Override
    public void setInstanceName(String name) {}
}
