package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import kadens.cadence.Loaded;
import kadens.enrollment.StopReason;
import kadens.inbox.Correction;
import kadens.inbox.Corrections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an answer means for the others of the same company is said by their own cadence. */
class ColleagueRepliesTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjord.example";
    private static final String IDA = "ida@fjord.example";
    private static final String ALF = "alf@fjord.example";
    private static final String ELSE = "else@fjell.example";

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        cadence("stops", "colleagueReplies: stop\n");
        cadence("holds", "colleagueReplies: hold\n");
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void each_of_the_company_follows_their_own_cadence() throws Exception {
        answered("Yes, call me.");

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.enrollment(OLA)).isStopped(StopReason.ACCOUNT_REPLIED);
        assertThat(desk.enrollment(IDA)).isHeld(PER);
        assertThat(desk.enrollment(ALF)).isActive();
        assertThat(desk.enrollment(ELSE)).isActive();
    }

    @Test
    void a_wish_for_no_more_mail_ends_only_their_own() throws Exception {
        answered("Please remove me from your list.");

        assertThat(desk.enrollment(PER)).isStopped(StopReason.UNSUBSCRIBED);
        assertThat(desk.enrollment(OLA)).isActive();
        assertThat(desk.enrollment(IDA)).isActive();
    }

    @Test
    void a_correction_lets_the_colleagues_go_on_too() throws Exception {
        answered("Yes, call me.");
        desk.ask(session -> new Corrections(desk.engine().enrollments(), desk.clock)
                .correct(
                        session,
                        session.createSelectionQuery("select max(id) from Inbound", Long.class)
                                .getSingleResult(),
                        Correction.of("automatic", null, null, null)));

        assertThat(desk.enrollment(PER)).isActive();
        assertThat(desk.enrollment(OLA)).isActive();
        assertThat(desk.enrollment(IDA)).isActive();
    }

    @Test
    void another_word_is_refused_with_its_place() {
        cadence("wrong", "colleagueReplies: maybe\n");
        var loaded = desk.engine().cadences().find("wrong");

        assertThat(((Loaded.Broken) loaded).problems())
                .singleElement()
                .asString()
                .contains("cadence.yaml:3:", "maybe", "ignore, hold, stop");
    }

    private void answered(String text) throws Exception {
        desk.enroll(PER, ALF, ELSE);
        desk.enrollIn("stops", OLA);
        desk.enrollIn("holds", IDA);
        desk.run();
        desk.answer(PER, text).to(desk.received(PER).getFirst()).arrives();
        desk.run();
    }

    private void cadence(String name, String more) {
        desk.write("cadences/" + name + "/cadence.yaml", "title: Some\nwindow: always\n" + more + """
                steps:
                  - key: intro
                    type: email
                    delay: 0 seconds
                  - key: second
                    type: email
                    delay: 3 days
                """);
        desk.write("cadences/" + name + "/intro.ftlh", "Subject: Hello\n\n<p>Hello</p>\n");
        desk.write("cadences/" + name + "/second.ftlh", "\n<p>Hello again</p>\n");
    }
}
