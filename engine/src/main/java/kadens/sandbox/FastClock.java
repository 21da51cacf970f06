package kadens.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A clock that stands until it is started, and then runs a whole number of times faster than real time, never back. */
public final class FastClock implements InstantSource {
    private final Instant start;
    private final int speed;
    private final LongSupplier nanoTime;
    private volatile @Nullable Long startNanos;

    /** Stands at this instant; once started it runs {@code speed} times as fast as real time. */
    public FastClock(Instant start, int speed) {
        this(start, speed, System::nanoTime);
    }

    FastClock(Instant start, int speed, LongSupplier nanoTime) {
        if (speed < 1) {
            throw new IllegalArgumentException("speed is " + speed + ", but time runs at least at speed 1");
        }
        this.start = start;
        this.speed = speed;
        this.nanoTime = nanoTime;
    }

    /** Begins to run. A clock that runs already goes on. */
    public synchronized void run() {
        if (startNanos == null) {
            startNanos = nanoTime.getAsLong();
        }
    }

    /** How many times faster than real time this clock runs. */
    public int speed() {
        return speed;
    }

    @Override
    public Instant instant() {
        Long began = startNanos;
        if (began == null) {
            return start;
        }
        // As a Duration, because nanoseconds times speed would leave a long within days at a high speed.
        Duration real = Duration.ofNanos(nanoTime.getAsLong() - began);
        return start.plus(real.multipliedBy(speed));
    }
}
