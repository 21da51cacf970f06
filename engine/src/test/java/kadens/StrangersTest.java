package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import kadens.enrollment.StopReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails that come together are looked up together, and each is matched as if it had come alone. */
class StrangersTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final String LIV = "liv@skog.example";
    private static final String IDA = "ida@dal.example";

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        desk.enroll(PER, OLA, LIV, IDA);
        desk.run();
        desk.sql("update prospect set first_name = 'Ida', last_name = 'Åsen' where email = '" + IDA + "'");
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
    }

    @Test
    void each_of_many_finds_whom_it_is_about() throws Exception {
        comeStrangers("before");
        desk.answer("assistant@elsewhere.example", "Yes, call me.")
                .to(desk.received(PER).getFirst())
                .arrives();
        comes("Ola <" + OLA + ">");
        comes("Boss <boss@mail.skog.example>");
        comes("\"ÅSEN, Ida\" <ida77@gmail.com>");
        comeStrangers("behind");
        desk.run();

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.enrollment(OLA)).isStopped(StopReason.REPLIED);
        assertThat(desk.enrollment(LIV)).isHeld("boss@mail.skog.example");
        assertThat(desk.enrollment(IDA)).isHeld("has the name of the prospect");
        assertThat(desk.count("select count(*) from inbound where verdict = 'unrelated'"))
                .isEqualTo(6);
    }

    @Test
    void an_address_learned_from_one_mail_is_known_for_the_next() throws Exception {
        comeStrangers("before");
        desk.answer("per@home.example", "I am away until 1 October. Who are you?")
                .to(desk.received(PER).getFirst())
                .arrives();
        comes("per@home.example");
        desk.run();

        assertThat(desk.count(
                        "select count(*) from inbound where enrollment_id is not null and matched_by = 'address'"))
                .isEqualTo(1);
    }

    @Test
    void whom_a_failed_mail_names_in_its_words_alone_is_found_among_many() throws Exception {
        comeStrangers("before");
        desk.answer(
                        "mailer-daemon@mx.elsewhere.example",
                        "Your message to " + PER + " could not be delivered: 550 5.1.1 User unknown")
                .with("Subject", "Undelivered Mail Returned to Sender")
                .arrives();
        comeStrangers("behind");
        desk.run();

        assertThat(desk.enrollment(PER)).isStopped(StopReason.BOUNCED);
    }

    @Test
    void those_who_write_from_where_anybody_can_are_nobody_here() throws Exception {
        comes("Ulla <ulla@gmail.com>");
        comes("Odd <odd@gmail.com>");
        desk.run();

        assertThat(desk.count("select count(*) from inbound where verdict = 'unrelated'"))
                .isEqualTo(2);
    }

    @Test
    void a_quote_of_ours_at_the_end_of_a_very_long_mail_is_found() throws Exception {
        var ours = desk.received(PER).getFirst();
        comeStrangers("before");
        desk.answer(
                        "someone@elsewhere.example",
                        "Have a look.\n".repeat(6_000) + "\n> It was " + ours.getMessageID() + ", was it not?\n")
                .with("Subject", "A question")
                .arrives();
        desk.run();

        assertThat(desk.count("select count(*) from inbound where enrollment_id is not null"))
                .isEqualTo(1);
    }

    private void comeStrangers(String when) throws Exception {
        for (int i = 0; i < 3; i++) {
            comes("Nobody <nobody" + i + "@" + when + ".example>");
        }
    }

    private void comes(String from) throws Exception {
        desk.answer(from, "What do you think of it?")
                .with("Subject", "A question")
                .arrives();
    }
}
