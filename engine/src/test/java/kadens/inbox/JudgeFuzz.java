package kadens.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;

/** What must hold for any bytes at all: a judgement with evidence, soon. Called by Jazzer and by our own mutations. */
public final class JudgeFuzz {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 18);
    static final Duration SLOW = Duration.ofSeconds(1);

    private JudgeFuzz() {}

    /** The name is Jazzer's; a slow input is a find by its own -timeout. */
    public static void fuzzerTestOneInput(byte[] raw) {
        assertThat(Classification.of(raw, DAY).evidence()).isNotEmpty();
    }
}
