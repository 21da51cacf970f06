package kadens.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FastClockTest {
    private static final Instant START = Instant.parse("2026-08-03T07:00:00Z");

    private final AtomicLong nanos = new AtomicLong(-42);

    @Test
    void starts_where_it_is_told_to() {
        assertThat(new FastClock(START, 1000, nanos::get).instant()).isEqualTo(START);
    }

    @Test
    void a_second_is_as_many_seconds_as_the_speed_says() {
        FastClock clock = new FastClock(START, 600, nanos::get);
        clock.run();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(600));
    }

    @Test
    void a_sandbox_left_running_for_a_month_does_not_overflow() {
        FastClock clock = new FastClock(START, 100_000, nanos::get);
        clock.run();
        nanos.addAndGet(Duration.ofDays(30).toNanos());
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(3_000_000)));
    }

    @Test
    void it_stands_until_it_is_started() {
        FastClock clock = new FastClock(START, 600, nanos::get);
        nanos.addAndGet(1_000_000_000L);

        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void time_does_not_stand_still_or_run_back() {
        assertThatThrownBy(() -> new FastClock(START, 0, nanos::get)).isInstanceOf(IllegalArgumentException.class);
    }
}
