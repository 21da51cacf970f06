package kadens.template;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs work on a thread of its own, and stops waiting for it after a while.
 *
 * <p>What counts is the processor's time: on a busy machine good work may wait for its turn.
 */
final class TimeLimit {

    private static final Duration GRACE = Duration.ofMillis(100);

    /** So many times the limit may pass on the clock. */
    private static final int WAITS_MAX = 10;

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

    /** The thread that does the work, and the time it had used before. */
    private record Worker(long threadId, long nanosBefore) {

        static Worker current() {
            return new Worker(
                    Thread.currentThread().threadId(),
                    nanos(Thread.currentThread().threadId()));
        }

        Duration used() {
            return Duration.ofNanos(nanos(threadId) - nanosBefore);
        }

        private static long nanos(long threadId) {
            return ManagementFactory.getThreadMXBean().getThreadCpuTime(threadId);
        }
    }

    /** Waits for the work; its runtime exceptions come out as they are. */
    <T> Outcome<T> run(Callable<T> work) {
        var worker = new CompletableFuture<Worker>();
        var done = new CountDownLatch(1);
        var future = threads.submit(() -> {
            try {
                worker.complete(Worker.current());
                return work.call();
            } finally {
                done.countDown();
            }
        });
        try {
            var result = result(future, worker);
            if (result.isEmpty()) {
                future.cancel(true);
            }
            return new Outcome<>(result, result.isEmpty() && !isDone(done));
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

    private <T> Optional<T> result(Future<T> future, CompletableFuture<Worker> worker)
            throws InterruptedException, ExecutionException {
        var wait = limit;
        for (int i = 0; i < WAITS_MAX && wait.isPositive(); i++) {
            try {
                return Optional.of(future.get(wait.toMillis() + 1, TimeUnit.MILLISECONDS));
            } catch (TimeoutException _) {
                wait = worker.isDone() ? limit.minus(worker.join().used()) : limit;
            }
        }
        return Optional.empty();
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
