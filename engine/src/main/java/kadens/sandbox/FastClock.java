package kadens.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** A clock that starts where it is told to and then runs a whole number of times faster than real time, never back. */
public final class FastClock implements InstantSource {
    private final Instant start;
    private final int speed;
    private final LongSupplier nanoTime;
    private final long startNanos;

    /** Runs {@code speed} times as fast as real time; 1 is real time. */
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
        this.startNanos = nanoTime.getAsLong();
    }

    /** How many times faster than real time this clock runs. */
    public int speed() {
        return speed;
    }

    @Override
    public Instant instant() {
        // As a Duration, because nanoseconds times speed would leave a long within days at a high speed.
        Duration real = Duration.ofNanos(nanoTime.getAsLong() - startNanos);
        return start.plus(real.multipliedBy(speed));
    }
}
