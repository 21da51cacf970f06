package kadens.prospect;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What finding a prospect's time zone costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WhereaboutsBenchmark {

    private final Prospect norwegian = prospect("NO", null);
    private final Prospect american = prospect("US", "+1 212 555 1234");
    private final Prospect unknown = prospect(null, "+47 912 34 567");

    @Benchmark
    public Whereabouts byCountry() {
        return Whereabouts.of(norwegian);
    }

    @Benchmark
    public Whereabouts byAreaCode() {
        return Whereabouts.of(american);
    }

    @Benchmark
    public Whereabouts byCountryOfPhone() {
        return Whereabouts.of(unknown);
    }

    private static Prospect prospect(@Nullable String country, @Nullable String phone) {
        var prospect = new Prospect("kari@example.com", Instant.EPOCH);
        prospect.country = country;
        prospect.phone = phone;
        return prospect;
    }
}
