package kadens.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import kadens.language.Sentence;
import kadens.language.SentenceJson;
import org.junit.jupiter.api.Test;

class PlannerTest {

    /** 13 May 2027, 10:12 in Oslo. Monday 17 May is Norway's national day, and Whit Monday. */
    private static final Instant THURSDAY = Instant.parse("2027-05-13T08:12:00Z");

    private final Planner exact = new Planner(Duration.ZERO);
    private final Planner jittered = new Planner(Duration.ofMinutes(15));

    @Test
    void three_business_days_go_round_the_norwegian_national_day() {
        var step = aStep("3 business days")
                .since(new Since.StepBefore("Who plans the day", THURSDAY))
                .in("NO");
        var plan = plan(jittered, step.seeded(3), THURSDAY);

        assertThat(plan.at()).isEqualTo("2027-05-19T08:16:00Z");
        assertThat(told(plan, "en"))
                .containsExactly(
                        "3 business days after step 'Who plans the day' on Thu 13 May 2027 10:12 (Oslo)",
                        "Mon 17 May 2027 is a public holiday in Norway",
                        "that makes Wed 19 May 2027 10:12 (Oslo)",
                        "inside the window Mon–Fri 09:00–17:00",
                        "times are judged in Europe/Oslo, the prospect's time zone",
                        "4 minutes of jitter");
        assertThat(told(plan, "nb"))
                .containsExactly(
                        "3 virkedager etter steget «Who plans the day» tor. 13. mai 2027 10:12 (Oslo)",
                        "man. 17. mai 2027 er offentlig fridag i Norge",
                        "det blir ons. 19. mai 2027 10:12 (Oslo)",
                        "innenfor vinduet man–fre 09:00–17:00",
                        "tidene gjelder i Europe/Oslo, kontaktens tidssone",
                        "4 minutters tilfeldig forskyvning");
        assertThat(SentenceJson.readList(SentenceJson.write(plan.reasons()))).isEqualTo(plan.reasons());
    }

    @Test
    void a_window_does_not_open_on_a_day_off() {
        var plan = plan(exact, aStep("2 days").in("NO"), THURSDAY);

        assertThat(plan.at()).isEqualTo("2027-05-18T07:00:00Z");
        assertThat(told(plan, "en"))
                .containsExactly(
                        "2 days after enrolling on Thu 13 May 2027 10:12 (Oslo)",
                        "that makes Sat 15 May 2027 10:12 (Oslo)",
                        "Mon 17 May 2027 is a public holiday in Norway",
                        "moved to Tue 18 May 2027 09:00 (Oslo): sends only Mon–Fri 09:00–17:00",
                        "times are judged in Europe/Oslo, the prospect's time zone");
    }

    @Test
    void nothing_leaves_while_the_sender_is_away_whatever_the_window() {
        var away = new Absences.Range(LocalDate.of(2027, 5, 12), LocalDate.of(2027, 5, 17));
        var more = new Absences.Range(LocalDate.of(2027, 5, 18), LocalDate.of(2027, 5, 20));
        var office = plan(exact, aStep("1 hour").away(away, more), THURSDAY);
        var always = plan(exact, aStep("1 hour").away(away, more).sentIn("always"), THURSDAY);

        assertThat(office.at()).isEqualTo("2027-05-21T07:00:00Z");
        assertThat(always.at()).isEqualTo("2027-05-20T22:00:00Z");
        assertThat(told(always, "en"))
                .containsExactly(
                        "1 hour after enrolling on Thu 13 May 2027 10:12 (Oslo)",
                        "that makes Thu 13 May 2027 11:12 (Oslo)",
                        "the sender is away until Thu 20 May 2027",
                        "moved to Fri 21 May 2027 00:00 (Oslo)");
        assertThat(told(office, "nb")).contains("avsenderen er borte til og med tor. 20. mai 2027");
    }

    @Test
    void days_of_absence_begin_and_end_where_the_sender_is() {
        var friday = new Absences.Range(LocalDate.of(2027, 5, 14), LocalDate.of(2027, 5, 14));
        var plan = plan(
                exact, aStep("12 hours").away(friday).awayIn("America/New_York").sentIn("always"), THURSDAY);

        assertThat(plan.at()).isEqualTo("2027-05-13T20:12:00Z");
        assertThat(plan(
                                exact,
                                aStep("20 hours")
                                        .away(friday)
                                        .awayIn("America/New_York")
                                        .sentIn("always"),
                                THURSDAY)
                        .at())
                .isEqualTo("2027-05-15T04:00:00Z");
    }

    @Test
    void always_ignores_days_off_except_in_counting_business_days() {
        assertThat(plan(exact, aStep("4 days").in("NO").sentIn("always"), THURSDAY)
                        .at())
                .isEqualTo("2027-05-17T08:12:00Z");
        assertThat(plan(exact, aStep("2 business days").in("NO").sentIn("always"), THURSDAY)
                        .at())
                .isEqualTo("2027-05-18T08:12:00Z");
    }

    @Test
    void three_days_off_are_named_and_the_rest_are_counted() {
        var summer = LocalDate.of(2027, 5, 14)
                .datesUntil(LocalDate.of(2027, 5, 29))
                .collect(Collectors.toMap(date -> date, _ -> "Closed"));
        var plan = plan(exact, aStep("1 day").off(summer), THURSDAY);

        assertThat(plan.at()).isEqualTo("2027-05-31T07:00:00Z");
        assertThat(told(plan, "en"))
                .containsSequence(
                        "Fri 14 May 2027 is a day off: Closed",
                        "Mon 17 May 2027 is a day off: Closed",
                        "Tue 18 May 2027 is a day off: Closed",
                        "and 8 more days off",
                        "moved to Mon 31 May 2027 09:00 (Oslo): sends only Mon–Fri 09:00–17:00");
    }

    @Test
    void a_rule_beside_the_delay_keeps_a_step_back_and_says_why() {
        var cap = new NotBefore(THURSDAY.plus(Duration.ofHours(30)), Sentence.verbatim("the company has had its two"));
        var past = new NotBefore(THURSDAY, Sentence.verbatim("long past"));
        var step = aStep("1 hour").notBefore(past, cap);
        var plan = plan(exact, step, THURSDAY);

        assertThat(plan.at()).isEqualTo("2027-05-14T14:12:00Z");
        assertThat(told(plan, "en")).contains("the company has had its two").doesNotContain("long past");
        assertThat(Planner.closed(step.build(), THURSDAY.plusSeconds(60))).contains(cap.why());
    }

    @Test
    void an_overdue_step_goes_as_soon_as_it_may_and_without_jitter() {
        var now = THURSDAY.plus(Duration.ofDays(10));
        var plan = plan(jittered, aStep("2 days").in("NO").seeded(3), now);

        assertThat(plan.at()).isEqualTo("2027-05-24T07:00:00Z");
        assertThat(told(plan, "en"))
                .containsExactly(
                        "2 days after enrolling on Thu 13 May 2027 10:12 (Oslo)",
                        "that makes Sat 15 May 2027 10:12 (Oslo)",
                        "was due Tue 18 May 2027 09:04 (Oslo); planned anew from now",
                        "moved to Mon 24 May 2027 09:00 (Oslo): sends only Mon–Fri 09:00–17:00",
                        "times are judged in Europe/Oslo, the prospect's time zone");
    }

    @Test
    void a_plan_stays_the_same_until_its_time_has_come() {
        var step = aStep("1 day").in("NO");
        var plan = plan(jittered, step, THURSDAY);

        assertThat(plan(jittered, step, plan.at())).isEqualTo(plan);
        assertThat(plan(jittered, step, plan.at().plusSeconds(60)).at())
                .isEqualTo(plan.at().plusSeconds(60));
        assertThat(plan(jittered, step, plan.at().plusSeconds(60)).reasons())
                .extracting(Sentence::key)
                .doesNotContain("plan.overdue", "plan.jitter");
        assertThat(plan(jittered, step, plan.at().plusSeconds(61)).reasons())
                .extracting(Sentence::key)
                .contains("plan.overdue");
    }

    @Test
    void a_step_right_after_enrolling_is_not_called_overdue() {
        var plan = plan(exact, aStep("0 days"), THURSDAY.plusSeconds(3));

        assertThat(plan.at()).isEqualTo(THURSDAY.plusSeconds(3));
        assertThat(told(plan, "en"))
                .containsExactly(
                        "right away after enrolling on Thu 13 May 2027 10:12 (Oslo)",
                        "inside the window Mon–Fri 09:00–17:00",
                        "times are judged in Europe/Oslo, the prospect's time zone");
    }

    @Test
    void delays_of_seconds_and_times_of_day_stay_exact_despite_jitter() {
        assertThat(plan(jittered, aStep("2 seconds"), THURSDAY).at()).isEqualTo(THURSDAY.plusSeconds(2));
        assertThat(plan(jittered, aStep("59 minutes"), THURSDAY).at()).isEqualTo(THURSDAY.plus(Duration.ofMinutes(59)));
        assertThat(plan(jittered, aStep("on tue at 09:30"), THURSDAY).at()).isEqualTo("2027-05-18T07:30:00Z");
    }

    @Test
    void a_weekday_without_a_time_goes_out_when_the_window_opens() {
        var plan = plan(exact, aStep("on tuesday"), THURSDAY);

        assertThat(plan.at()).isEqualTo("2027-05-18T07:00:00Z");
        assertThat(told(plan, "en").getFirst())
                .isEqualTo("the first Tuesday after enrolling on Thu 13 May 2027 10:12 (Oslo)");
    }

    @Test
    void jitter_spreads_enrollments_over_the_minutes() {
        var times = LongStream.range(0, 200)
                .mapToObj(seed ->
                        plan(jittered, aStep("1 day").seeded(seed), THURSDAY).at())
                .distinct();

        assertThat(times).hasSize(16).allMatch(at -> !at.isAfter(THURSDAY.plus(Duration.ofMinutes(24 * 60 + 15))));
    }

    @Test
    void jitter_does_not_lead_out_of_open_time() {
        var late = aStep("1 day").since(new Since.Enrolling(Instant.parse("2027-05-13T14:55:00Z")));
        var midnight = aStep("1 day")
                .since(new Since.Enrolling(Instant.parse("2027-05-15T21:55:00Z")))
                .sentIn("mon-sun 00:00-24:00")
                .in("NO");

        assertThat(LongStream.range(0, 100)
                        .mapToObj(seed ->
                                plan(jittered, late.seeded(seed), THURSDAY).at()))
                .allMatch(at -> at.isBefore(Instant.parse("2027-05-14T15:00:00Z")));
        // Whit Sunday is a holiday too, and Monday after it.
        assertThat(plan(jittered, midnight, THURSDAY).at()).isAfterOrEqualTo("2027-05-17T22:00:00Z");
    }

    @Test
    void a_step_that_may_never_go_says_why() {
        var gone = new Absences.Range(LocalDate.of(2027, 1, 1), LocalDate.of(2031, 12, 31));
        var never = (Planned.Never) exact.plan(aStep("1 day").away(gone).build(), THURSDAY);

        assertThat(never.why())
                .hasToString(
                        "there is no time for it in the two years from Fri 14 May 2027 10:12 (Oslo), when the window"
                                + " is Mon–Fri 09:00–17:00: the sender is away until Wed 31 Dec 2031");
    }

    @Test
    void a_step_shut_in_by_years_of_absence_goes_once_they_are_over() {
        var gone = new Absences.Range(LocalDate.of(2027, 1, 1), LocalDate.of(2031, 12, 31));
        var plan = plan(exact, aStep("1 day").away(gone), Instant.parse("2032-01-05T10:00:00Z"));

        assertThat(plan.at()).isEqualTo("2032-01-05T10:00:00Z");
    }

    @Test
    void what_keeps_a_step_at_this_very_moment_is_told() {
        var step = aStep("1 day").in("NO");
        var away = new Absences.Range(LocalDate.of(2027, 5, 13), LocalDate.of(2027, 5, 13));

        assertThat(Planner.closed(step.build(), THURSDAY)).isEmpty();
        assertThat(closed(step, "2027-05-14T15:00:00Z"))
                .isEqualTo("its window is closed until Tue 18 May 2027 09:00 (Oslo)");
        assertThat(closed(step, "2027-05-17T10:00:00Z")).isEqualTo("Mon 17 May 2027 is a public holiday in Norway");
        assertThat(closed(step.away(away), "2027-05-13T04:00:00Z"))
                .isEqualTo("the sender is away until Thu 13 May 2027");
        assertThat(Planner.closed(
                        aStep("1 day").in("NO").sentIn("always").build(), Instant.parse("2027-05-17T02:00:00Z")))
                .isEmpty();
    }

    @Test
    void an_hour_that_does_not_exist_loses_no_step_north_or_south() {
        // 02:00–03:00 is skipped on 28 March in Oslo and on 3 October in Sydney.
        var north = aStep("1 day").since(enrolled("2027-03-27T01:30:00Z")).sentIn("mon-sun 02:00-04:00");
        var south = aStep("1 day")
                .since(enrolled("2027-10-01T16:30:00Z"))
                .zone("Australia/Sydney")
                .sentIn("mon-sun 02:00-04:00");

        assertThat(plan(exact, north, THURSDAY.minus(Duration.ofDays(90))).at()).isEqualTo("2027-03-28T01:30:00Z");
        assertThat(plan(exact, south, THURSDAY).at()).isEqualTo("2027-10-02T16:30:00Z");
    }

    @Test
    void an_hour_that_happens_twice_repeats_no_step_north_or_south() {
        // 02:00–03:00 happens twice on 31 October in Oslo and on 4 April in Sydney.
        var north = aStep("at 02:30").since(enrolled("2027-10-31T00:30:00Z")).sentIn("always");
        var south = aStep("at 02:30")
                .since(enrolled("2027-04-03T15:30:00Z"))
                .zone("Australia/Sydney")
                .sentIn("always");

        assertThat(plan(exact, north, THURSDAY).at()).isEqualTo("2027-11-01T01:30:00Z");
        assertThat(plan(exact, south, Instant.parse("2027-04-03T15:30:00Z")).at())
                .isEqualTo("2027-04-04T16:30:00Z");
    }

    @Test
    void the_nearest_known_time_zone_is_chosen() {
        var utc = ZoneId.of("UTC");

        assertThat(TimeZoneChoice.of(utc, utc, utc).source()).isEqualTo(TimeZoneChoice.Source.PROSPECT);
        assertThat(TimeZoneChoice.of(null, utc, ZoneId.of("Asia/Tokyo")).source())
                .isEqualTo(TimeZoneChoice.Source.MAILBOX);
        assertThat(TimeZoneChoice.of(null, null, utc).sentence())
                .hasToString("times are judged in UTC, the default time zone");
        assertThat(TimeZoneChoice.ofCountry(ZoneId.of("Europe/Oslo"), "NO")
                        .sentence()
                        .in(Locale.of("nb")))
                .isEqualTo("tidene gjelder i Europe/Oslo, tidssonen for Norge");
    }

    @Test
    void jitter_of_more_than_a_day_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Planner(Duration.ofHours(25)));
    }

    private static Question aStep(String delay) {
        return Question.of(delay, new Since.Enrolling(THURSDAY));
    }

    private static Since enrolled(String at) {
        return new Since.Enrolling(Instant.parse(at));
    }

    private static Plan plan(Planner planner, Question question, Instant now) {
        return (Plan) planner.plan(question.build(), now);
    }

    private static String closed(Question question, String now) {
        return Planner.closed(question.build(), Instant.parse(now))
                .orElseThrow()
                .toString();
    }

    private static List<String> told(Plan plan, String language) {
        return plan.reasons().stream()
                .map(reason -> reason.in(Locale.of(language)))
                .toList();
    }
}
