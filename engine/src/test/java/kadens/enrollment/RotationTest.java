package kadens.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RotationTest {

    @Property(tries = 300)
    void after_any_number_of_picks_each_mailbox_has_its_share_of_the_caps_within_one(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 200) Integer> caps,
            @ForAll @IntRange(min = 1, max = 400) int picks) {
        var rotation = over(caps, caps.stream().map(_ -> 0L).toList());
        var sum = caps.stream().mapToInt(Integer::intValue).sum();
        var taken = new HashMap<Long, Integer>();
        for (int pick = 1; pick <= picks; pick++) {
            taken.merge(rotation.next(), 1, Integer::sum);
            rotation.took();
            for (int i = 0; i < caps.size(); i++) {
                var share = (double) pick * caps.get(i) / sum;
                assertThat(taken.getOrDefault((long) i, 0).doubleValue()).isCloseTo(share, within(1.0));
            }
        }
    }

    @Property(tries = 300)
    void a_mailbox_above_its_share_gets_nothing_until_the_others_have_caught_up(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 100) Integer> caps,
            @ForAll @IntRange(min = 1, max = 50) int head) {
        var loads = new ArrayList<>(caps.stream().map(_ -> 0L).toList());
        loads.set(0, (long) head);
        var rotation = over(caps, loads);
        var sum = caps.stream().mapToInt(Integer::intValue).sum();
        for (long total = head + 1; head * (long) sum >= total * caps.getFirst(); total++) {
            assertThat(rotation.next()).isNotZero();
            rotation.took();
        }
        assertThat(picks(rotation, 2 * sum)).containsKey(0L);
    }

    @Test
    void the_one_named_first_goes_first_where_two_are_alike() {
        var rotation = over(List.of(40, 40, 40), List.of(2L, 2L, 2L));

        assertThat(IntStream.range(0, 6)
                        .mapToLong(_ -> {
                            var next = rotation.next();
                            rotation.took();
                            return next;
                        })
                        .toArray())
                .containsExactly(0, 1, 2, 0, 1, 2);
    }

    @Test
    void who_was_not_given_anything_is_still_the_next() {
        var rotation = over(List.of(10, 20), List.of(0L, 0L));

        assertThat(rotation.next()).isEqualTo(1).isEqualTo(rotation.next());
    }

    private static Map<Long, Integer> picks(Rotation rotation, int count) {
        var taken = new HashMap<Long, Integer>();
        for (int i = 0; i < count; i++) {
            taken.merge(rotation.next(), 1, Integer::sum);
            rotation.took();
        }
        return taken;
    }

    private static Rotation over(List<Integer> caps, List<Long> loads) {
        return new Rotation(IntStream.range(0, caps.size())
                .mapToObj(i -> new Rotation.Load(i, caps.get(i), loads.get(i)))
                .toList());
    }
}
