package kadens;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** SIGTERM and Ctrl-C while a command is at work: interrupts it, and waits until it has cleared up. */
final class Interruption implements AutoCloseable {

    private static final int CLEARING_SECONDS_MAX = 60;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch cleared = new CountDownLatch(1);

    Interruption() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "interrupt"));
    }

    @Override
    public void close() {
        cleared.countDown();
    }

    private void interrupt() {
        if (cleared.getCount() == 0) {
            return; // It ended by itself.
        }
        worker.interrupt();
        try {
            cleared.await(CLEARING_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
