package kadens.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved, and is never moved back. */
public final class HandClock implements InstantSource {

    private Instant now;

    public HandClock(Instant now) {
        this.now = now;
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }
}
