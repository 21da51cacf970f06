package kadens.template;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs work on a thread of its own, and stops waiting for it after a while. */
final class TimeLimit {

    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Duration limit;

    // Not virtual threads: work that does not stop would keep a carrier for ever.
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("render-", 0).factory());

    TimeLimit(Duration limit) {
        this.limit = limit;
    }

    /**
     * What came of the work.
     *
     * @param result empty when it was not done in time
     * @param isStuck it did not even stop when it was told to
     */
    record Outcome<T>(Optional<T> result, boolean isStuck) {}

    /** Waits for the work; its runtime exceptions come out as they are. */
    <T> Outcome<T> run(Callable<T> work) {
        var done = new CountDownLatch(1);
        var future = threads.submit(() -> {
            try {
                return work.call();
            } finally {
                done.countDown();
            }
        });
        try {
            return new Outcome<>(Optional.of(future.get(limit.toMillis(), TimeUnit.MILLISECONDS)), false);
        } catch (TimeoutException _) {
            future.cancel(true);
            return new Outcome<>(Optional.empty(), !isDone(done));
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while rendering", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static boolean isDone(CountDownLatch done) {
        try {
            return done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
