package kadens.inbox;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the bytes of incoming mail that all runs of this node together hold in memory, however many read at once. A mail
 * takes several times its bytes while it is judged.
 */
final class Room {

    private static final int KILOBYTES = 32 * 1024;

    /** A server that gives its mail out drop by drop keeps its share; the others try again with their next run. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);

    private final Semaphore free = new Semaphore(KILOBYTES, true);

    /** Waits until there is room for so many bytes. Nobody may take more before they are given back. */
    Taken take(long bytes) throws MessagingException {
        var kilobytes = (int) Math.min(KILOBYTES, bytes / 1024 + 1);
        if (!waits(kilobytes)) {
            throw new MessagingException("other mailboxes take up all the room for incoming mail");
        }
        return () -> free.release(kilobytes);
    }

    private boolean waits(int kilobytes) {
        try {
            return free.tryAcquire(kilobytes, WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Given back by closing. */
    interface Taken extends AutoCloseable {
        @Override
        void close();
    }
}
