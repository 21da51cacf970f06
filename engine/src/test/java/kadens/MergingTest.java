package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import kadens.enrollment.Duplicates;
import kadens.enrollment.Duplicates.Likeness;
import kadens.enrollment.Merging;
import kadens.enrollment.Merging.Outcome;
import kadens.enrollment.Owners;
import kadens.enrollment.State;
import kadens.enrollment.StopReason;
import kadens.prospect.ProspectAddresses;
import kadens.prospect.Prospects;
import kadens.prospect.Suppressions;
import kadens.team.Sight;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MergingTest {

    private static final String PER = "per@fjord.example";
    private static final String ALSO_PER = "per.lie@fjord.example";

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void what_was_written_to_either_is_the_kept_ones_and_both_addresses_are_known() {
        desk.enroll(PER);
        desk.run();
        desk.stopByHand(PER);
        desk.enroll(ALSO_PER);
        desk.run();

        assertThat(merge(ALSO_PER, PER, Set.of("first_name"))).isInstanceOf(Outcome.Merged.class);

        assertThat(isThere(PER)).isFalse();
        assertThat(desk.count("select count(distinct prospect_id) from enrollment")).isEqualTo(1);
        assertThat(desk.count("select count(*) from enrollment")).isEqualTo(2);
        assertThat(othersOf(ALSO_PER)).containsExactly(PER);
        assertThat(desk.count("select count(*) from message")).isEqualTo(2);
    }

    @Test
    void the_address_that_is_kept_may_be_the_others() {
        desk.enroll(PER);
        desk.sql("insert into prospect (id, email, fields, created_at, changed_at)"
                + " values (9999, 'p@ny.example', '{}', utc_timestamp(), utc_timestamp())");

        merge(PER, "p@ny.example", Set.of("email"));

        assertThat(othersOf("p@ny.example")).containsExactly(PER);
        assertThat(desk.enrollment("p@ny.example").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void two_who_are_both_on_their_way_stay_two() {
        desk.enroll(PER);
        desk.enroll(ALSO_PER);

        assertThat(merge(PER, ALSO_PER, Set.of())).isInstanceOf(Outcome.BothOngoing.class);
        assertThat(isThere(ALSO_PER)).isTrue();

        desk.stopByHand(ALSO_PER);
        assertThat(merge(PER, ALSO_PER, Set.of())).isInstanceOf(Outcome.Merged.class);
        assertThat(desk.count("select count(distinct prospect_id) from enrollment")).isEqualTo(1);
        assertThat(desk.count("select count(*) from enrollment where state = 'active'"))
                .isEqualTo(1);
    }

    @Test
    void whoever_asked_for_peace_at_one_address_has_it_at_the_other() {
        desk.enroll(PER);
        desk.enroll(ALSO_PER);
        desk.stopByHand(ALSO_PER);
        desk.ask(session -> {
            Suppressions.add(session, ALSO_PER, "unsubscribed", SalesDesk.MORNING);
            return true;
        });

        merge(PER, ALSO_PER, Set.of());

        assertThat(desk.suppresses(PER)).isTrue();
        assertThat(desk.suppresses(ALSO_PER)).isTrue();
        assertThat(desk.count("select count(*) from enrollment where state = 'active'"))
                .isZero();
        assertThat(desk.count("select count(*) from enrollment where stop_reason = 'suppressed'"))
                .isEqualTo(1);
    }

    @Test
    void mail_that_came_back_from_one_address_closes_the_other_to_nobody() {
        desk.enroll(PER);
        desk.enroll(ALSO_PER);
        desk.stopByHand(ALSO_PER);
        desk.ask(session -> {
            Suppressions.add(session, ALSO_PER, "bounced", SalesDesk.MORNING);
            return true;
        });

        merge(PER, ALSO_PER, Set.of());

        assertThat(desk.suppresses(PER)).isFalse();
        assertThat(desk.suppresses(ALSO_PER)).isTrue();
        assertThat(desk.enrollment(PER).stopReason()).isNotEqualTo(StopReason.SUPPRESSED);
    }

    @Test
    void likely_duplicates_are_found_by_name_phone_and_learned_address_and_only_among_those_one_sees() {
        desk.sql("insert into account (id, name, fields, created_at) values (501, 'Fjord', '{}', utc_timestamp())");
        desk.sql("insert into prospect (id, account_id, email, first_name, last_name, phone, fields, created_at,"
                + " changed_at) values"
                + " (901, 501, 'a@x.example', 'Eva', 'Moe', '+47 912 34 567', '{}', utc_timestamp(), utc_timestamp()),"
                + " (902, 501, 'b@x.example', 'eva', 'MOE', null, '{}', utc_timestamp(), utc_timestamp()),"
                + " (903, null, 'c@x.example', 'Eva', 'Moe', '91234567', '{}', utc_timestamp(), utc_timestamp()),"
                + " (904, null, 'd@x.example', 'Nils', 'By', '123', '{}', utc_timestamp(), utc_timestamp()),"
                + " (905, null, 'e@x.example', 'Nils', 'Ås', '123', '{}', utc_timestamp(), utc_timestamp())");
        desk.sql("insert into prospect_address (address, prospect_id, learned_from, at)"
                + " values ('d@x.example', 905, 'reference', utc_timestamp())");
        var all = Owners.all(Sight.ALL);

        assertThat(find(Likeness.NAME, all)).containsExactly(new Duplicates.Pair(901, 902));
        assertThat(find(Likeness.PHONE, all)).containsExactly(new Duplicates.Pair(901, 903));
        assertThat(find(Likeness.ADDRESS, all)).containsExactly(new Duplicates.Pair(905, 904));
        desk.sql("update prospect set owner_id = (select min(id) from person) where id = 902");
        assertThat(find(Likeness.NAME, Owners.nobody())).isEmpty();
    }

    private List<Duplicates.Pair> find(Likeness likeness, Owners seen) {
        return desk.ask(session -> Duplicates.find(session, likeness, seen, null, 10))
                .pairs();
    }

    private boolean isThere(String email) {
        return desk.ask(session -> Prospects.byEmail(session, email)).isPresent();
    }

    private List<String> othersOf(String email) {
        return desk.ask(session -> ProspectAddresses.of(
                session, Prospects.byEmail(session, email).orElseThrow().id()));
    }

    private Outcome merge(String kept, String other, Set<String> taken) {
        return desk.ask(session -> new Merging(desk.engine().enrollments(), desk.clock)
                .merge(
                        session,
                        Prospects.byEmail(session, kept).orElseThrow().id(),
                        Prospects.byEmail(session, other).orElseThrow().id(),
                        taken));
    }
}
