package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.MORNING;
import static kadens.SalesDesk.REP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import kadens.cli.Commands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows, days off and absences, as people set them and as somebody may have spoiled them in the database. */
class CalendarRulesTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final Duration FOUR_DAYS = Duration.ofDays(4);

    /** The day after {@link SalesDesk#MORNING}, a Friday. */
    private static final Instant FRIDAY = MORNING.plus(Duration.ofDays(1));

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        desk.write("cadences/plain/cadence.yaml", """
                title: Plain
                steps:
                  - key: intro
                    type: email
                    delay: 1 hour
                  - key: second
                    type: email
                    delay: 1 day
                """);
        desk.write("cadences/plain/intro.ftlh", "Subject: Hello\n\n<p>Hello ${prospect.firstName}</p>\n");
        desk.write("cadences/plain/second.ftlh", "\n<p>Again, ${prospect.firstName}</p>\n");
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
    }

    @Test
    void where_nobody_names_a_window_the_mailboxs_holds_else_the_organizations() {
        done("organization", "set", "--window", "fri 13:00-14:00");
        desk.enrollIn("plain", PER);
        assertThat(desk.enrollment(PER)).hasPlan("sends only Fri 13:00–14:00");

        desk.sql("update mailbox set send_window = 'mon 10:00-11:00'");
        desk.enrollIn("plain", OLA);
        assertThat(desk.enrollment(OLA)).hasPlan("sends only Mon 10:00–11:00");
    }

    @Test
    void another_window_moves_what_waits_and_says_how_many() {
        desk.enrollIn("plain", PER, OLA);
        desk.enroll("liv@dal.example");

        assertThat(done("organization", "set", "--window", "fri 13:00-14:00")).contains("2 steps got another time");
        assertThat(desk.enrollment(PER)).hasPlan("sends only Fri 13:00–14:00");
        assertThat(done("organization", "set", "--window", "default")).contains("2 steps got another time");
        assertThat(done("organization", "set", "--window", "default")).contains("No step got another time");
    }

    @Test
    void what_is_due_is_left_to_the_sender_which_judges_by_the_new_window() {
        desk.enrollIn("plain", PER);
        desk.clock.pass(Duration.ofHours(2));
        assertThat(done("organization", "set", "--window", "fri 13:00-14:00")).contains("No step got another time");
        desk.run();
        assertThat(desk.received(PER)).isEmpty();
        assertThat(desk.enrollment(PER)).hasPlan("sends only Fri 13:00–14:00");
    }

    @Test
    void what_the_server_put_off_keeps_the_time_it_has_from_there() {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(SalesDesk.FAST, smtp.answersDot("451 4.7.1 later"));
            desk.enrollIn("plain", PER);
            desk.runAfter(Duration.ofHours(1).plusMinutes(30));
            var before = Objects.requireNonNull(desk.enrollment(PER).dueAt());
            assertThat(desk.messages(PER)).hasSize(1);

            assertThat(done("organization", "set", "--window", "fri 13:00-14:00"))
                    .contains("No step got another time");
            assertThat(desk.enrollment(PER)).isDueAt(before);
        }
    }

    @Test
    void another_window_of_one_mailbox_moves_only_what_is_its_own() {
        desk.otherMailbox("nils@rute.example", SalesDesk.FAST);
        desk.enrollIn("plain", PER, OLA);
        desk.kadens("hand-over", REP, "nils@rute.example");
        desk.enrollIn("plain", "liv@dal.example");

        assertThat(done(
                        "mailbox",
                        "add",
                        REP,
                        "--name",
                        "Kari",
                        "--smtp",
                        "smtp://127.0.0.1:1",
                        "--imap",
                        "imap://127.0.0.1:1",
                        "--window",
                        "fri 13:00-14:00",
                        "--per-minute",
                        "3",
                        "--new-per-day",
                        "20",
                        "--time-zone",
                        "Europe/Oslo",
                        "--replace",
                        "--no-check"))
                .contains("1 step got another time");
        assertThat(desk.kadens("mailbox", "list").out()).contains("3 a minute, 20 new a day, fri 13:00-14:00");
        assertThat(desk.kadens("mailbox", "list", "--json").out())
                .contains("\"perMinute\":3", "\"newPerDay\":20", "\"window\":\"fri 13:00-14:00\"");
    }

    @Test
    void a_day_off_moves_what_waits_for_it_and_giving_it_up_moves_it_back() {
        desk.enroll(PER);
        desk.run(); // the second step is due on Sunday, the window is 'always'
        desk.enrollIn("plain", OLA);
        desk.runAfter(Duration.ofMinutes(90)); // the second step is due on Friday

        assertThat(done("day-off", "add", "2027-05-14", "Bridge day")).contains("2027-05-14 is off", "1 step got");
        assertThat(desk.enrollment(OLA)).hasPlan("Bridge day");
        assertThat(desk.kadens("day-off", "list").out()).isEqualToIgnoringNewLines("2027-05-14  Bridge day");
        desk.clock.moveTo(FRIDAY.plus(Duration.ofHours(3)));
        desk.run();
        assertThat(desk.received(OLA)).hasSize(1);

        assertThat(done("day-off", "remove", "2027-05-14")).contains("1 step got another time");
        assertThat(desk.kadens("day-off", "remove", "2027-05-14").err()).contains("no day off", "day-off list");
    }

    @Test
    void nothing_leaves_while_the_owner_is_away_whatever_the_window() {
        desk.enroll(PER);
        assertThat(done("person", "away", REP, "2027-05-13", "2027-05-16"))
                .contains("away from 2027-05-13 to 2027-05-16");
        desk.run();
        desk.runAfter(Duration.ofDays(2));
        assertThat(desk.received(PER)).isEmpty();
        assertThat(desk.kadens("mailbox", "list").out()).contains("its owner is away from 2027-05-13 to 2027-05-16");

        assertThat(done("person", "here", REP)).contains("is here");
        desk.runAfter(Duration.ofMinutes(1));
        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void absences_that_meet_become_one() {
        done("person", "away", REP, "2027-07-05", "2027-07-16");
        done("person", "away", REP, "2027-07-17", "2027-07-23");
        done("person", "away", REP, "2027-12-24");
        assertThat(desk.kadens("person", "list").out())
                .contains("away from 2027-07-05 to 2027-07-23, on 2027-12-24", "sends from " + REP);

        desk.clock.moveTo(Instant.parse("2027-07-10T08:00:00Z"));
        done("person", "here", REP);
        assertThat(desk.kadens("person", "list").out()).doesNotContain("away");
        assertThat(desk.count("select count(*) from absence where last_day = '2027-07-09'"))
                .isEqualTo(1);
    }

    @Test
    void the_rules_are_shown_as_they_were_set() {
        done("organization", "set", "--country", "Norway", "--company-cap", "3", "--domain-cap", "5");
        done("organization", "set", "--company-active", "2", "--again-days", "30", "--touch-days", "7");

        assertThat(desk.kadens("organization", "--json").out().strip())
                .isEqualTo("{\"country\":\"NO\",\"window\":null,\"companyCap\":3,\"domainCap\":5,\"companyActive\":2,"
                        + "\"againDays\":30,\"touchDays\":7}");
        done("organization", "set", "--country", "none", "--company-cap", "off", "--domain-cap", "off");
        assertThat(desk.kadens("organization", "show").out()).contains("none", "off", "30");
    }

    @ParameterizedTest
    @CsvSource({
        "prospect, time_zone, null",
        "mailbox, time_zone, 'Europe/Oslo'",
        "mailbox, send_window, null",
        "organization, send_window, 'always'"
    })
    void nonsense_in_the_database_holds_whom_it_concerns_and_they_go_on_when_it_is_mended(
            String table, String column, String mended) {
        desk.enrollIn("plain", PER);
        desk.sql("update " + table + " set " + column + " = 'nonsense'");
        desk.runAfter(Duration.ofHours(2));
        desk.run();
        desk.run();

        assertThat(desk.received(PER)).isEmpty();
        assertThat(desk.enrollment(PER)).isHeld("'nonsense' is not");
        assertThat(desk.timeline(PER))
                .filteredOn(line -> line.contains("nonsense"))
                .hasSize(1);
        assertThat(desk.mailbox().trouble()).isNull();
        assertThat(desk.kadens("status").out()).contains("nonsense");
        assertThat(desk.kadens("explain", PER).code()).isEqualTo(Commands.OK);
        assertThat(desk.kadens("mailbox", "list").code()).isEqualTo(Commands.OK);

        desk.sql("update " + table + " set " + column + " = " + (mended.equals("null") ? mended : "'" + mended + "'"));
        desk.run();
        desk.runAfter(Duration.ofMinutes(30));
        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void the_others_go_on() {
        desk.imports(PER, OLA);
        desk.sql("update prospect set time_zone = 'nonsense' where email = '" + PER + "'");
        desk.enrollIn("three", PER, OLA);
        desk.run();
        assertThat(desk.enrollment(PER)).isHeld("'nonsense' is not a time zone");
        assertThat(desk.received(OLA)).hasSize(1);

        desk.sql("update mailbox set send_window = 'nonsense'");
        desk.enrollIn("plain", "liv@dal.example");
        assertThat(desk.enrollment("liv@dal.example")).isHeld("'nonsense' is not a range of a window");
        desk.runAfter(FOUR_DAYS);
        assertThat(desk.received(OLA)).hasSize(2);
        assertThat(desk.mailbox().trouble()).isNull();
    }

    @Test
    void nonsense_in_the_organizations_window_does_not_keep_its_other_rules_from_being_shown() {
        desk.sql("update organization set send_window = 'nonsense'");

        assertThat(desk.kadens("organization").out()).contains("nonsense");
        var said = desk.kadens("organization", "set", "--again-days", "3");
        assertThat(said.err()).contains("'nonsense' is not a range of a window", "--window");
        assertThat(done("organization", "set", "--window", "default")).contains("Saved");
    }

    private String done(String... typed) {
        var said = desk.kadens(typed);
        assertThat(said.err()).as(List.of(typed).toString()).isEmpty();
        assertThat(said.code()).isEqualTo(Commands.OK);
        return said.out();
    }
}
