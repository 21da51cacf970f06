package kadens;

import static kadens.SalesDesk.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Opening a desk migrates an empty database and has Hibernate check the mapping against it. */
class MappingTest {

    private static final TimeZone MACHINE = TimeZone.getDefault();

    @AfterEach
    void restoreTheMachinesZone() {
        TimeZone.setDefault(MACHINE);
    }

    @Test
    void an_empty_database_is_migrated_and_fits_the_mapping() throws IOException {
        try (var desk = new SalesDesk()) {
            assertThat(desk.count("select count(*) from flyway_schema_history where success"))
                    .isPositive();
        }
    }

    @Test
    void times_are_kept_in_utc_whatever_zone_the_machine_is_in() throws IOException {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        try (var desk = new SalesDesk()) {
            desk.enroll("per@fjord.example");
            desk.run();

            assertThat(desk.count("select count(*) from enrollment where enrolled_at = '2027-05-13 08:00:00'"))
                    .isEqualTo(1);
            assertThat(desk.count("select count(*) from mailbox where last_sent_at = '2027-05-13 08:00:00'"))
                    .isEqualTo(1);

            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            desk.restart();
            assertThat(desk.enrollment("per@fjord.example").enrolledAt()).isEqualTo(MORNING);
            assertThat(desk.mailbox().inboxReadAt()).isEqualTo(MORNING);
        }
    }
}
