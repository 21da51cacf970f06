package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import kadens.cadence.Cadence;
import kadens.enrollment.State;
import kadens.enrollment.StepValues;
import kadens.outbox.TestMail;
import kadens.prospect.Prospects;
import kadens.team.People;
import kadens.template.Rendering;
import kadens.template.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A test of a step that our own people get, and what comes back because of it. */
class TestMailTest {

    private static final String PER = "per@fjord.example";
    private static final String NILS = "nils@rute.example";
    private static final String WORDS =
            "when a job runs late, the rest of the day has to be planned again, often by phone";
    private static final String SAYS = "Looks good.\n\n> Hello Per, " + WORDS + ".\n";

    private final SalesDesk desk = new SalesDesk();

    @BeforeEach
    void writes() {
        desk.write(
                "cadences/three/intro.ftlh",
                "Subject: Routes for ${account.name}\n\n<p>Hello ${prospect.firstName}, " + WORDS + ".</p>\n");
    }

    @AfterEach
    void closeUp() throws IOException {
        desk.close();
    }

    @Test
    void a_test_is_the_senders_own_mail_with_a_mark_and_is_stored_nowhere() throws Exception {
        desk.enroll(PER);
        desk.run();
        var test = test(NILS);

        assertThat(test.getHeader("X-Kadens-Test")).containsExactly("yes");
        assertThat(test.getSubject()).isEqualTo("Routes for fjord.example");
        assertThat(test.getFrom()[0]).hasToString("Kari Solheim <" + SalesDesk.REP + ">");
        assertThat(test.getAllRecipients()[0].toString()).contains(NILS);
        assertThat(desk.messages(PER)).hasSize(1);
        assertThat(desk.received(PER)).hasSize(1);
    }

    @Test
    void what_our_own_people_answer_to_a_test_is_about_no_prospect() throws Exception {
        desk.enroll(PER);
        desk.run();
        var test = test(NILS);
        desk.answer("Nils <nils@private.example>", SAYS).to(test).arrives();
        desk.run();
        assertThat(desk.enrollment(PER).state()).isEqualTo(State.ACTIVE);

        desk.answer("Nils <nils@private.example>", SAYS)
                .with("Subject", "Re: " + test.getSubject())
                .arrives();
        desk.run();
        assertThat(desk.enrollment(PER).state()).as("the same without a mark").isEqualTo(State.HELD);
    }

    @Test
    void the_answer_of_a_prospect_to_a_test_that_was_passed_on_to_them_counts() throws Exception {
        desk.enroll(PER);
        desk.run();
        desk.answer(PER, "Thank you, call me.").to(test(NILS)).arrives();
        desk.run();

        assertThat(desk.enrollment(PER).state()).isEqualTo(State.STOPPED);
    }

    @Test
    void a_test_that_comes_into_the_mailbox_it_left_from_is_our_own() throws Exception {
        desk.enroll(PER);
        desk.run();
        test(SalesDesk.REP);
        desk.run();

        assertThat(desk.enrollment(PER).state()).isEqualTo(State.ACTIVE);
        assertThat(desk.count("select count(*) from inbound")).isZero();
    }

    private MimeMessage test(String to) throws MessagingException {
        if (!desk.post.knows(to)) {
            desk.opensMailbox(to);
        }
        var mailbox = desk.mailbox();
        var cadence = (Cadence) desk.engine().cadences().find("three");
        var values = desk.ask(session -> {
            var prospect = Prospects.byEmail(session, PER).orElseThrow();
            return desk.engine()
                    .values()
                    .of(
                            prospect,
                            Prospects.accountOf(session, prospect),
                            People.get(session, mailbox.ownerId()),
                            mailbox,
                            StepValues.TRIAL);
        });
        var trouble = TestMail.send(
                desk.engine().mailboxes().smtp(mailbox),
                mailbox,
                rendered(cadence, values),
                "Routes for fjord.example",
                values,
                to,
                desk.clock.instant());
        assertThat(trouble).isEmpty();
        return desk.received(to).getLast();
    }

    private Rendering.Rendered rendered(Cadence cadence, Values values) {
        return (Rendering.Rendered) desk.engine().templates().render(cadence, cadence.first(), values);
    }
}
