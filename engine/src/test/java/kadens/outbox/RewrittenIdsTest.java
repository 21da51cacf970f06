package kadens.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RewrittenIdsTest {

    private static final String SES = "email-smtp.eu-west-1.amazonaws.com";
    private static final Set<String> ADDRESSES = Set.of("per@fjord.example", "kari@rute.example");

    @Test
    void exchange_tells_the_id_in_angle_brackets() {
        assertThat(RewrittenIds.in(
                        "250 2.0.0 OK <AM0PR01@AM0PR01.eurprd01.prod.exchangelabs.com> [Hostname=AM0PR01]",
                        "smtp.office365.com",
                        ADDRESSES))
                .containsExactly("AM0PR01@AM0PR01.eurprd01.prod.exchangelabs.com");
    }

    @Test
    void amazon_tells_the_part_before_the_at() {
        var id = "0102018f3c5a7b11-1b2c3d4e-0a1b-4c5d-8e9f-0123456789ab-000000";
        assertThat(RewrittenIds.in("250 Ok " + id, SES, ADDRESSES))
                .containsExactly(id + "@email.amazonses.com", id + "@eu-west-1.amazonses.com");
        assertThat(RewrittenIds.in("250 Ok " + id, "smtp.rute.example", ADDRESSES))
                .isEmpty();
    }

    @Test
    void addresses_and_queue_numbers_are_no_ids() {
        assertThat(RewrittenIds.in("250 2.0.0 Ok: queued as 4F2B1", "smtp.rute.example", ADDRESSES))
                .isEmpty();
        assertThat(RewrittenIds.in("250 Mail for <per@fjord.example> accepted", "smtp.rute.example", ADDRESSES))
                .isEmpty();
        assertThat(RewrittenIds.in("250 2.0.0 OK  1699 a5-20020a05600c - gsmtp", "smtp.gmail.com", ADDRESSES))
                .isEmpty();
    }
}
