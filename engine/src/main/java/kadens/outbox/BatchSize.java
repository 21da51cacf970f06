package kadens.outbox;

import java.time.Duration;

/**
 * How many mails are claimed at once: as many as their server took in a moment (a quarter of a second) when it was last
 * asked, the first alone. With most servers that is one. So a batch costs the database less where mails leave fast, and what
 * somebody answers or a person decides is heeded within that moment.
 */
final class BatchSize {

    private static final Duration MOMENT = Duration.ofMillis(250);

    /** Each claim holds its bytes in memory, and a node has many mailboxes at work. */
    private static final int MAX = 50;

    private int size = 1;

    int next() {
        return size;
    }

    /** So many mails took so long. */
    void took(int mails, long nanos) {
        if (mails > 0) {
            var inAMoment = MOMENT.toNanos() * mails / Math.max(1, nanos);
            size = (int) Math.clamp(Math.min(inAMoment, 2L * size), 1, MAX);
        }
    }
}
