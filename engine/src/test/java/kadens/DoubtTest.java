package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail that names nothing of ours and may be an answer all the same: it holds, and never stops. */
class DoubtTest {

    private static final String PER = "per@fjord.example";
    private static final String LIV = "liv@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final String BOSS = "Boss <boss@fjord.example>";
    private static final String QUOTED =
            "\n\n> I saw that your lorries\n> leave the depot half empty on their way back from the coast every Friday.";

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        desk.write("cadences/three/intro.ftlh", """
                Subject: Empty lorries of ${account.name}

                <p>Hello ${prospect.email}, I saw that your lorries leave the depot half empty on their way back from the
                coast every Friday. Shall we look at it together, you at ${prospect.email} and I?</p>
                """);
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
    }

    @Test
    void a_colleague_with_our_subject_holds_the_one_it_was_written_to() throws Exception {
        written(PER);
        comes(BOSS, "Re: Empty lorries of fjord.example", "Who are you?");

        assertMatched("company-subject", true);
        assertThat(desk.enrollment(PER))
                .isHeld("which is the subject of our mail")
                .afterStep("intro");
    }

    @Test
    void a_colleague_who_quotes_us_holds_the_one_whose_mail_it_is() throws Exception {
        written(PER, LIV, OLA);
        comes(
                BOSS,
                "Your mail",
                "Stop this.\n\n> Hello " + LIV
                        + ", I saw that your lorries leave\n> the depot half empty on their way");

        assertMatched("company-quote", true);
        assertThat(desk.enrollment(LIV)).isHeld("quotes our mail");
        assertThat(desk.enrollment(PER)).isActive();
        assertThat(desk.enrollment(OLA)).isActive();
    }

    @Test
    void a_subject_that_two_got_holds_both() throws Exception {
        written(PER, LIV, OLA);
        comes(BOSS, "SV: Empty lorries of fjord.example", "Who are you?");

        assertThat(desk.enrollment(PER)).isHeld("boss@fjord.example");
        assertThat(desk.enrollment(LIV)).isHeld("boss@fjord.example");
        assertThat(desk.enrollment(OLA)).isActive();
    }

    @Test
    void a_colleague_in_a_subdomain_is_one() throws Exception {
        written(PER);
        comes("boss@mail.fjord.example", "Hello", "Who are you?");

        assertMatched("company", true);
        assertThat(desk.enrollment(PER)).isHeld("boss@mail.fjord.example");
    }

    @Test
    void a_newsletter_of_the_company_holds_nobody() throws Exception {
        written(PER);
        desk.answer("shop@fjord.example", "Our spring offers.")
                .with("Subject", "Offers")
                .with("List-Unsubscribe", "<https://fjord.example/out>")
                .arrives();
        desk.run();

        assertThat(desk.enrollment(PER)).isActive();
        assertMatched("none", false);
    }

    @Test
    void a_machine_of_the_company_holds_nobody() throws Exception {
        written(PER);
        desk.answer("post@fjord.example", "I am out of the office until 1 June.")
                .with("Subject", "Automatic reply: Empty lorries of fjord.example")
                .with("Auto-Submitted", "auto-replied")
                .arrives();
        desk.run();

        assertThat(desk.enrollment(PER)).isActive();
    }

    @Test
    void two_at_one_public_mail_service_are_no_colleagues() throws Exception {
        written("per@gmail.com");
        desk.sql("update account set domain = 'gmail.com'");
        comes("somebody@gmail.com", "Empty lorries of gmail.com", "Hello");

        assertThat(desk.enrollment("per@gmail.com")).isActive();
    }

    @Test
    void the_name_of_a_prospect_at_another_address_holds_every_namesake() throws Exception {
        written(PER, OLA, "per@dal.example");
        desk.sql("update prospect set first_name = 'Per Ole', last_name = 'Hansen' where email <> '" + OLA + "'");
        comes("\"Hansen, Per Ole\" <hansen77@gmail.com>", "Hello", "From my phone: call me.");

        assertMatched("name", true);
        assertThat(desk.enrollment(PER)).isHeld("has the name of the prospect");
        assertThat(desk.enrollment("per@dal.example")).isHeld("hansen77@gmail.com");
        assertThat(desk.enrollment(OLA)).isActive();
    }

    @Test
    void a_first_name_alone_is_nobodys() throws Exception {
        written(PER);
        comes("Per <hansen77@gmail.com>", "Hello", "Dinner tonight?");

        assertThat(desk.enrollment(PER)).isActive();
        assertMatched("none", false);
    }

    @Test
    void a_stranger_who_quotes_us_under_our_subject_holds_whose_mail_it_is() throws Exception {
        written(PER, OLA);
        comes("x@elsewhere.example", "Fwd: Empty lorries of fjord.example", "Is this you?" + QUOTED);

        assertMatched("quote", true);
        assertThat(desk.enrollment(PER)).isHeld("quotes our mail, but is not known here");
        assertThat(desk.enrollment(OLA)).isActive();
    }

    @Test
    void a_stranger_under_our_subject_alone_or_with_somebody_elses_words_holds_nobody() throws Exception {
        written(PER);
        comes("x@elsewhere.example", "Re: Empty lorries of fjord.example", "See you there.");
        comes(
                "y@elsewhere.example",
                "Re: Empty lorries of fjord.example",
                "Yes.\n\n> Shall we meet at the harbour on Monday, or is Tuesday better for all of you?");

        assertThat(desk.enrollment(PER)).isActive();
    }

    @Test
    void one_mail_holds_twenty_at_most() throws Exception {
        var many =
                IntStream.range(0, 25).mapToObj(i -> "p" + i + "@fjord.example").toArray(String[]::new);
        written(many);
        comes(BOSS, "Hello", "Who are you?");

        assertThat(desk.count("select count(*) from enrollment where state = 'held'"))
                .isEqualTo(20);
    }

    @Test
    void what_holds_is_told_with_its_weakness() throws Exception {
        written(PER);
        comes(BOSS, "Re: Empty lorries of fjord.example", "Who are you?");

        assertThat(desk.kadens("explain", PER).out())
                .contains("has the subject of our mail; weak, a person has to judge");
    }

    @Test
    void private_mail_costs_the_same_however_many_prospects_there_are() throws Exception {
        written(PER);
        desk.run();
        var few = rowsReadFor("Anne Larsen <anne@private.example>");
        crowd(10_000);
        var many = rowsReadFor("Anne Larsen <anne@elsewhere.example>");

        assertThat(desk.count("select count(*) from enrollment")).isEqualTo(10_001);
        assertThat(many).isLessThan(few + 500);
    }

    /** Rows that the database looked at for a mail under the subject of ours, beside what a run costs without one. */
    private long rowsReadFor(String from) throws Exception {
        var least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) { // another test's tables may be emptied beside this
            least = Math.min(least, rowsReadOnce(from));
        }
        return least;
    }

    private long rowsReadOnce(String from) throws Exception {
        desk.run();
        var before = rowsRead();
        desk.run();
        var idle = rowsRead() - before;
        comes(
                from,
                "Re: Empty lorries of fjord.example",
                "Bring cake.\n\n> What shall we bring to the party on Sunday?");
        return rowsRead() - before - 2 * idle;
    }

    private long rowsRead() {
        return desk.count("select cast(sum(variable_value) as unsigned) from information_schema.global_status"
                + " where variable_name like 'Handler_read%'");
    }

    /** Many who were written to under other subjects, at companies of their own. */
    private void crowd(int size) {
        var first = desk.enrollment(PER);
        desk.sql("insert into account (id, name, domain, fields, created_at) select 100000 + seq, 'C',"
                + " concat('c', seq, '.example'), '{}', utc_timestamp() from seq_1_to_" + size);
        desk.sql("insert into prospect (id, account_id, email, first_name, last_name, fields, created_at, changed_at)"
                + " select 100000 + seq, 100000 + seq, concat('p@c', seq, '.example'), 'Anne', concat('Crowd', seq), '{}',"
                + " utc_timestamp(), utc_timestamp() from seq_1_to_" + size);
        desk.sql("insert into enrollment (id, prospect_id, mailbox_id, cadence, state, reason, seed, unsubscribe_token,"
                + " enrolled_at, changed_at, version) select 100000 + seq, 100000 + seq, mailbox_id, cadence, 'paused',"
                + " '{\"key\":\"timeline.paused-by-hand\"}', 1, concat('token', seq), enrolled_at, changed_at, 1"
                + " from enrollment, seq_1_to_" + size + " where id = " + first.id());
        desk.sql(
                "insert into message (id, enrollment_id, step_key, mailbox_id, message_id, reference_ids, recipient, cadence,"
                        + " opener, subject, state, claimed_at, horizon_at, attempts, template_version, raw) select 100000 + seq,"
                        + " 100000 + seq, step_key, mailbox_id, concat('m', seq), '', recipient, cadence, opener,"
                        + " concat('Subject ', seq), 'sent', claimed_at, horizon_at, 1, '', '' from message, seq_1_to_"
                        + size
                        + " where enrollment_id = " + first.id());
        desk.ask(session -> session.createNativeQuery(
                        "analyze table prospect, account, enrollment, message", Object[].class)
                .getResultList());
    }

    private void written(String... emails) {
        desk.enroll(emails);
        desk.run();
    }

    private void comes(String from, String subject, String text) throws Exception {
        desk.answer(from, text).with("Subject", subject).arrives();
        desk.run();
    }

    private void assertMatched(String by, boolean weak) {
        String matched = desk.ask(session -> session.createNativeQuery(
                        "select concat(coalesce(matched_by, 'none'), ' ', doubtful) from inbound order by id desc limit 1",
                        String.class)
                .getSingleResult());
        assertThat(matched).isEqualTo(by + " " + (weak ? 1 : 0));
    }
}
