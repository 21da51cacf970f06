package kadens.inbox;

import java.util.concurrent.Semaphore;

/**
 * Bounds the bytes of incoming mail that all runs of this node together hold in memory, however many read at once. A mail
 * takes several times its bytes while it is judged.
 */
final class Room {

    private static final int KILOBYTES = 32 * 1024;

    private final Semaphore free = new Semaphore(KILOBYTES, true);

    /** Waits until there is room for so many bytes. Nobody may take more before they are given back. */
    Taken take(long bytes) {
        var kilobytes = (int) Math.min(KILOBYTES, bytes / 1024 + 1);
        free.acquireUninterruptibly(kilobytes);
        return () -> free.release(kilobytes);
    }

    /** Given back by closing. */
    interface Taken extends AutoCloseable {
        @Override
        void close();
    }
}
