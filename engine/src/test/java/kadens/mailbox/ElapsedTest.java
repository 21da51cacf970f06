package kadens.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ElapsedTest {

    private final AtomicReference<Instant> wall = new AtomicReference<>(Instant.parse("2027-05-13T08:00:00Z"));
    private final Elapsed elapsed = new Elapsed(wall::get);

    @Test
    void a_suspended_machine_grows_older() {
        var before = elapsed.getAsLong();
        wall.updateAndGet(now -> now.plus(Duration.ofHours(8)));

        assertThat(elapsed.getAsLong() - before)
                .isGreaterThanOrEqualTo(Duration.ofHours(8).toNanos());
    }

    @Test
    void a_clock_set_back_makes_nothing_younger() {
        var before = elapsed.getAsLong();
        wall.updateAndGet(now -> now.minus(Duration.ofHours(8)));

        assertThat(elapsed.getAsLong()).isGreaterThanOrEqualTo(before);
    }
}
