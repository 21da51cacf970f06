package kadens.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.LongStream;
import kadens.language.Sentence;
import kadens.language.SentenceJson;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final Instant THURSDAY = Instant.parse("2027-05-13T08:12:00Z");
    private static final TimeZoneChoice OSLO =
            TimeZoneChoice.of(ZoneId.of("Europe/Oslo"), ZoneId.of("America/New_York"), ZoneId.of("UTC"));
    private static final Window OFFICE = Window.parse("mon-fri 09:00-17:00");

    private final Planner exact = new Planner(Duration.ZERO);
    private final Planner jittered = new Planner(Duration.ofMinutes(15));

    @Test
    void a_plan_tells_the_time_and_the_reasons_in_order() {
        var plan = (Plan) exact.plan(step("2 days", new Since.StepBefore("Who plans the day", THURSDAY)), THURSDAY);

        assertThat(plan.at()).isEqualTo("2027-05-17T07:00:00Z");
        assertThat(plan.reasons())
                .extracting(Sentence::toString)
                .containsExactly(
                        "2 days after step 'Who plans the day' on Thu 13 May 2027 10:12 (Oslo)",
                        "moved to Mon 17 May 2027 09:00 (Oslo): sends only Mon–Fri 09:00–17:00",
                        "times are judged in Europe/Oslo, the prospect's time zone");
        assertThat(SentenceJson.readList(SentenceJson.write(plan.reasons()))).isEqualTo(plan.reasons());
    }

    @Test
    void the_reasons_are_told_in_norwegian_too() {
        var plan = (Plan) exact.plan(step("3 business days", new Since.Enrolling(THURSDAY)), THURSDAY);

        assertThat(plan.reasons().getFirst().in(Locale.of("nb"))).startsWith("3 virkedager etter innmeldingen");
    }

    @Test
    void an_overdue_step_is_planned_anew_from_now() {
        var now = THURSDAY.plus(Duration.ofDays(10));
        var plan = (Plan) exact.plan(step("2 days", new Since.Enrolling(THURSDAY)), now);

        assertThat(plan.at()).isEqualTo("2027-05-24T07:00:00Z");
        assertThat(plan.reasons())
                .extracting(Sentence::key)
                .containsExactly("plan.after-enrolling", "plan.overdue", "plan.window", "plan.zone.prospect");
    }

    @Test
    void a_step_right_after_enrolling_is_not_called_overdue() {
        var plan = (Plan) exact.plan(step("0 days", new Since.Enrolling(THURSDAY)), THURSDAY.plusSeconds(3));

        assertThat(plan.at()).isEqualTo(THURSDAY.plusSeconds(3));
        assertThat(plan.reasons()).extracting(Sentence::key).containsExactly("plan.at-once", "plan.zone.prospect");
    }

    @Test
    void delays_of_seconds_stay_exact_despite_jitter() {
        var step = step("b", "2 seconds", new Since.Enrolling(THURSDAY), Window.ALWAYS, 7);

        assertThat(jittered.plan(step, THURSDAY).at()).isEqualTo(THURSDAY.plusSeconds(2));
        assertThat(jittered.plan(step, THURSDAY).reasons()).hasSize(1);
        assertThat(jittered.plan(step("59 minutes", new Since.Enrolling(THURSDAY)), THURSDAY)
                        .at())
                .isEqualTo(THURSDAY.plus(Duration.ofMinutes(59)));
    }

    @Test
    void jitter_spreads_enrollments_and_is_told() {
        var times = LongStream.range(0, 200)
                .mapToObj(seed -> step("b", "1 day", new Since.Enrolling(THURSDAY), OFFICE, seed))
                .map(step -> jittered.plan(step, THURSDAY))
                .toList();

        assertThat(times.stream().map(Plan::at).distinct()).hasSize(16);
        assertThat(times.getFirst().reasons().getLast().key()).isEqualTo("plan.jitter");
    }

    @Test
    void whether_a_step_may_go_now_is_judged_in_the_zone() {
        assertThat(Planner.maySendNow(OFFICE, ZoneId.of("Europe/Oslo"), THURSDAY))
                .isTrue();
        assertThat(Planner.maySendNow(OFFICE, ZoneId.of("America/New_York"), THURSDAY))
                .isFalse();
        assertThat(Planner.maySendNow(Window.ALWAYS, ZoneId.of("America/New_York"), THURSDAY))
                .isTrue();
    }

    @Test
    void the_nearest_known_time_zone_is_chosen() {
        var utc = ZoneId.of("UTC");

        assertThat(OSLO.source()).isEqualTo(TimeZoneChoice.Source.PROSPECT);
        assertThat(TimeZoneChoice.of(null, utc, ZoneId.of("Asia/Tokyo")).source())
                .isEqualTo(TimeZoneChoice.Source.MAILBOX);
        assertThat(TimeZoneChoice.of(null, null, utc).sentence())
                .hasToString("times are judged in UTC, the default time zone");
    }

    @Test
    void jitter_of_more_than_a_day_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Planner(Duration.ofHours(25)));
    }

    private static NextStep step(String delay, Since since) {
        return step("follow-up", delay, since, OFFICE, 7);
    }
}
