package kadens.mailbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Nanoseconds that go on while the machine is suspended, which {@link System#nanoTime} does not count on Linux, and that
 * never go back. A wall clock set forward counts as time gone by: that ends a lease too early, and never too late.
 */
public final class Elapsed implements LongSupplier {

    private final InstantSource wall;
    private long nanosThen = System.nanoTime();
    private long millisThen;
    private long total;

    /** @param wall the machine's own clock */
    public Elapsed(InstantSource wall) {
        this.wall = wall;
        this.millisThen = wall.millis();
    }

    @Override
    public synchronized long getAsLong() {
        var nanos = System.nanoTime();
        var millis = wall.millis();
        total += Math.max(
                nanos - nanosThen, Duration.ofMillis(millis - millisThen).toNanos());
        nanosThen = nanos;
        millisThen = millis;
        return total;
    }
}
