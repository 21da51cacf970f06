package kadens.sandbox;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SamplePeopleTest {
    private final List<Person> people = SamplePeople.prospects();

    @Test
    void most_are_silent_and_every_behaviour_is_there() {
        Map<Class<?>, Long> count =
                people.stream().collect(groupingBy(p -> p.behaviour().getClass(), counting()));
        assertThat(count)
                .containsEntry(Behaviour.Silent.class, 24L)
                .containsEntry(Behaviour.Answers.class, 7L)
                .containsEntry(Behaviour.OutOfOffice.class, 3L)
                .containsEntry(Behaviour.Bounces.class, 2L)
                .hasSize(Behaviour.class.getPermittedSubclasses().length);
    }

    @Test
    void nobody_has_an_address_that_could_be_somebodys() {
        assertThat(people)
                .extracting(Person::email)
                .doesNotHaveDuplicates()
                .allMatch(email -> email.endsWith(".example"));
        assertThat(SamplePeople.sellers()).extracting(Seller::address).allMatch(email -> email.endsWith(".example"));
    }

    @Test
    void they_live_on_four_continents_and_norwegians_are_written_to_in_norwegian() {
        assertThat(people.stream().map(Person::country).distinct())
                .containsExactlyInAnyOrder("NO", "SE", "DK", "DE", "GB", "IE", "FR", "US", "AU", "SG");
        assertThat(people)
                .allMatch(p -> p.language().equals("nb") == p.country().equals("NO"));
        assertThat(people.stream().map(Person::cadence).distinct())
                .containsExactlyInAnyOrder(
                        "cold-outreach", "cold-outreach-nb", "inbound-inquiry", "upsell", "reactivation");
    }

    @Test
    void some_are_only_half_known() {
        assertThat(people).anyMatch(p -> p.firstName() == null).anyMatch(p -> p.company() == null);
        assertThat(people.stream().map(Person::title)).anyMatch(Objects::isNull);
        assertThat(people.stream().filter(p -> p.firstName() == null).map(Person::name))
                .allMatch(name -> name.contains("@"));
    }

    @Test
    void the_post_office_opens_a_mailbox_for_each_of_them() {
        MovedClock clock = new MovedClock(Instant.parse("2026-08-03T07:00:00Z"));
        long started = System.nanoTime();
        try (PostOffice office = PostOffice.open(clock)) {
            SamplePeople.sellers().forEach(seller -> office.register(seller.address(), "secret"));
            try (People all = new People(office, people, clock, _ -> {})) {
                all.tick();
                assertThat(all.all()).isEqualTo(people);
                assertThat(all.person("ruth.penfold@ashdownfire.example").map(Person::lastName))
                        .contains("Okafor");
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
    }
}
