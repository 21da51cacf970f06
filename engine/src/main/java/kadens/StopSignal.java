package kadens;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** SIGTERM and Ctrl-C: wakes whoever waits, and keeps the process alive until everything is closed. */
final class StopSignal implements AutoCloseable {

    private static final int CLOSING_SECONDS_MAX = 120;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    }

    /** Waits until the process is asked to end. */
    void await() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void stop() {
        if (closed.getCount() == 0) {
            return; // It ended by itself, and has an exit code of its own.
        }
        asked.countDown();
        try {
            if (closed.await(CLOSING_SECONDS_MAX, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(0); // asked to end, and ended: not a failure
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
