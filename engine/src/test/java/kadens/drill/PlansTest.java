package kadens.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The seed makes the decisions: the same ones again, and all kinds of them. */
class PlansTest {

    private final CrashPlan crash = new CrashPlan(20_000, 200, 3, 40, 7);
    private final RacePlan race = new RacePlan(10_000, 50, 7);

    @Test
    void a_seed_makes_the_same_blows_and_faults_again_and_another_makes_others() {
        var again = new CrashPlan(20_000, 200, 3, 40, 7);
        var other = new CrashPlan(20_000, 200, 3, 40, 8);

        assertThat(again.blows()).isEqualTo(crash.blows()).isNotEqualTo(other.blows());
        assertThat(again.failings()).isEqualTo(crash.failings()).isNotEqualTo(other.failings());
    }

    @Test
    void nodes_are_killed_and_frozen_at_every_phase_and_the_server_fails_in_every_way() {
        assertThat(crash.blows().stream().filter(CrashPlan.Blow::kills)).hasSize(200);
        assertThat(crash.blows()).hasSize(250);
        assertThat(crash.blows()).extracting(CrashPlan.Blow::phase).contains(Phase.values());
        assertThat(crash.failings()).extracting(CrashPlan.Failing::phase).contains(Phase.values());
        assertThat(crash.failings())
                .extracting(CrashPlan.Failing::fault)
                .containsAll(EnumSet.complementOf(EnumSet.of(Fault.NONE)));
    }

    @Test
    void blows_come_by_rising_numbers_while_mails_are_still_to_come() {
        assertThat(crash.blows())
                .extracting(CrashPlan.Blow::at)
                .isSorted()
                .allSatisfy(at -> assertThat(at).isBetween(1, 18_000));
    }

    @Test
    void no_server_refuses_what_it_has_taken() {
        assertThat(Fault.at(Phase.TAKEN)).doesNotContain(Fault.LATER, Fault.NOT_YOU);
    }

    @Test
    void a_blow_waits_for_its_phase_and_falls_once() {
        var agenda = new Agenda<>(crash.blows(), CrashPlan.Blow::at);
        var first = crash.blows().getFirst();

        assertThat(agenda.take(first.at() - 1, _ -> true)).isEmpty();
        assertThat(agenda.take(first.at(), each -> each.phase() != first.phase()))
                .isEmpty();
        assertThat(agenda.take(20_000, each -> each.equals(first))).contains(first);
        assertThat(agenda.take(20_000, each -> each.equals(first))).isEmpty();
        assertThat(agenda.open()).isEqualTo(249);
    }

    @Test
    void a_seed_makes_the_same_histories_again_of_every_kind() {
        var histories = IntStream.range(0, 10_000).mapToObj(race::history).toList();

        assertThat(IntStream.range(0, 10_000).mapToObj(race::history)).isEqualTo(histories);
        assertThat(histories).extracting(History::timing).contains(History.Timing.values());
        assertThat(histories).extracting(History::place).contains(History.Place.values());
        assertThat(histories).extracting(History::moved).contains(History.Moved.values());
        assertThat(histories).extracting(History::author).contains(History.Author.values());
        assertThat(histories).allSatisfy(each -> assertThat(each.place()).isNotEqualTo(each.target()));
        assertThat(IntStream.range(0, 50)
                        .mapToObj(mailbox -> race.weather(mailbox, 0).kind()))
                .contains(Weather.Kind.values());
    }

    @Test
    void the_rounds_are_all_histories_once() {
        var few = new RacePlan(2_050, 50, 1);

        assertThat(few.rounds()).isEqualTo(2);
        assertThat(few.from(1)).isEqualTo(2_000);
        assertThat(few.from(2)).isEqualTo(2_050);
    }
}
