package kadens.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** How many mails are claimed together. */
class BatchSizeTest {

    private final BatchSize size = new BatchSize();

    @Test
    void the_first_mail_goes_alone() {
        assertThat(size.next()).isEqualTo(1);
    }

    @Test
    void a_server_that_takes_its_time_gets_one_after_the_other() {
        took(1, 300);
        assertThat(size.next()).isEqualTo(1);
    }

    @Test
    void a_fast_one_gets_twice_as_many_each_time_and_never_more_than_a_moment_full() {
        took(1, 2);
        assertThat(size.next()).isEqualTo(2);
        took(2, 4);
        assertThat(size.next()).isEqualTo(4);
        took(4, 100);
        assertThat(size.next()).isEqualTo(8);
        took(8, 200);
        assertThat(size.next()).isEqualTo(10);
    }

    @Test
    void one_that_has_become_slow_gets_them_alone_again() {
        took(1, 1);
        took(2, 2);
        took(1, 5_000);
        assertThat(size.next()).isEqualTo(1);
    }

    @Property
    void it_is_never_nothing_and_never_too_much(
            @ForAll @IntRange(max = 50) int mails, @ForAll @IntRange(max = 100_000) int millis) {
        for (int i = 0; i < 10; i++) {
            took(mails, millis);
        }
        assertThat(size.next()).isBetween(1, 50);
    }

    private void took(int mails, int millis) {
        size.took(mails, Duration.ofMillis(millis).toNanos());
    }
}
