package kadens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kadens.drill.CrashPlan;
import kadens.drill.CrashReport;
import kadens.drill.Onlooker;
import kadens.drill.RacePlan;
import kadens.drill.RaceReport;
import kadens.drill.Tally;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a drill found decides its exit code. */
class DrillExitTest {

    private final StringWriter out = new StringWriter();

    @Test
    void nothing_doubled_lost_or_late_exits_with_0() {
        assertThat(crash(new Tally(300, 299, 0, 0, 1, 4, 0, 1))).isEqualTo(Commands.OK);
        assertThat(out.toString().lines().toList().getLast())
                .startsWith(
                        "{\"due\":300,\"sent\":299,\"doubled\":0,\"lost\":0,\"uncertain\":1,\"settled\":4,\"late\":0,\"seed\":1");
        assertThat(race(new Tally(300, 300, 0, 0, 0, 0, 0, 1))).isEqualTo(Commands.OK);
    }

    @Test
    void anything_doubled_lost_or_late_exits_with_1() {
        assertThat(crash(new Tally(300, 300, 1, 0, 0, 0, 0, 1))).isEqualTo(Commands.WRONG);
        assertThat(crash(new Tally(300, 299, 0, 1, 0, 0, 0, 1))).isEqualTo(Commands.WRONG);
        assertThat(race(new Tally(300, 300, 0, 0, 0, 0, 1, 1))).isEqualTo(Commands.WRONG);
    }

    private int crash(Tally tally) {
        return run(tally, "drill", "crash", "--json");
    }

    private int race(Tally tally) {
        return run(tally, "drill", "reply-race", "--json");
    }

    private int run(Tally tally, String... typed) {
        return Commands.run(typed, new Finding(tally), new PrintWriter(out, true), new PrintWriter(out, true));
    }

    /** Drills that are over at once, with this result. */
    private record Finding(Tally tally) implements Launcher {

        @Override
        public CrashReport drillCrash(CrashPlan plan, Onlooker onlooker) {
            var course = new CrashReport.Course(plan.kills(), plan.kills(), 0, 0, 0, 1);
            return new CrashReport(tally, List.of(), List.of(), List.of(), List.of(), List.of(), course);
        }

        @Override
        public RaceReport drillReplyRace(RacePlan plan, Onlooker onlooker) {
            return new RaceReport(tally, List.of(), List.of(), List.of(), 0, 0, Map.of(), 1, 1);
        }

        @Override
        public Opened open() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path templates() {
            throw new UnsupportedOperationException();
        }

        @Override
        public LocalDate today() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void serve(@Nullable Integer port, PrintWriter out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sandbox(int speed, @Nullable Integer port, PrintWriter out) {
            throw new UnsupportedOperationException();
        }
    }
}
