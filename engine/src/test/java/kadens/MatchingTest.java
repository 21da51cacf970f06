package kadens;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.FAST;
import static kadens.SalesDesk.REP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import kadens.cadence.Cadence;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.StopReason;
import kadens.prospect.Prospects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which enrollment a mail is about, by what is certain: ids of ours, other ids of the same mails, links and tokens. */
class MatchingTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final String ELSEWHERE = "me@home.example";
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
    }

    @Test
    void an_answer_names_the_id_that_the_server_told_when_it_took_the_mail() throws Exception {
        try (var smtp = new FaultySmtp().answersDot("250 2.0.0 OK <abc.123@eurprd01.prod.outlook.com> [Hostname=X]")) {
            desk.mailbox(FAST, smtp);
            desk.enroll(PER);
            desk.run();
        }
        assertThat(matchedBy("<abc.123@eurprd01.prod.outlook.com>")).isEqualTo("thread");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void an_id_that_a_server_tells_for_every_mail_names_none() throws Exception {
        try (var smtp = new FaultySmtp().answersDot("250 OK <queue@relay.example>")) {
            desk.mailbox(FAST, smtp);
            desk.enroll(PER, OLA);
            desk.run();
        }
        assertThat(matchedBy("<queue@relay.example>")).isEqualTo("none");
        assertThat(desk.enrollment(PER)).isActive();
        assertThat(desk.enrollment(OLA)).isActive();
    }

    @Test
    void an_answer_names_the_id_that_the_servers_copy_in_sent_has() throws Exception {
        desk.sql("update mailbox set files_sent = true");
        desk.enroll(PER, OLA);
        desk.run();
        fileUnder("rewritten-1@relay.example", PER, "Sent");
        fileUnder("rewritten-2@relay.example", OLA, "Sent");
        desk.runAfter(A_MINUTE);
        desk.run();

        assertThat(desk.mailsIn(REP, "Sent")).hasSize(2);
        assertThat(matchedBy("<rewritten-1@relay.example>")).isEqualTo("thread");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.enrollment(OLA)).isActive();
    }

    @Test
    void a_server_that_keeps_our_ids_is_not_looked_into_for_every_mail() throws Exception {
        desk.sql("update mailbox set files_sent = true");
        desk.enroll(PER);
        desk.run();
        desk.files(desk.messages(PER).getFirst(), "Sent");
        desk.runAfter(A_MINUTE);
        assertThat(desk.mailbox().learnsIds()).isFalse();
        desk.enroll(OLA);
        desk.run();

        assertThat(desk.count("select count(*) from sent_copy")).isZero();
    }

    @Test
    void an_uncertain_mail_is_settled_by_a_copy_under_another_id() throws Exception {
        try (var smtp = new FaultySmtp().answersDot(FaultySmtp.HANGS_UP)) {
            desk.mailbox(FAST, smtp);
            desk.enroll(PER);
            desk.run();
        }
        fileUnder("rewritten@relay.example", PER, "Sent");
        desk.runAfter(A_MINUTE);

        assertThat(desk.messages(PER).getFirst().delivery()).isEqualTo(OutgoingMessage.Delivery.SENT);
        assertThat(matchedBy("<rewritten@relay.example>")).isEqualTo("thread");
    }

    @Test
    void our_own_copy_under_a_rewritten_id_stops_nothing_even_with_another_sender() throws Exception {
        try (var smtp = new FaultySmtp().answersDot("250 2.0.0 OK <rewritten@relay.example> [Hostname=X]")) {
            desk.mailbox(FAST, smtp);
            desk.enroll(PER);
            desk.run();
        }
        var ours = desk.messages(PER).getFirst();
        var copy = new String(ours.raw(), US_ASCII)
                .replace(ours.messageId(), "rewritten@relay.example")
                .replace("From: Kari Solheim <" + REP, "From: Per <" + PER);
        desk.files(copy.getBytes(US_ASCII), "Archive");
        desk.run();

        assertThat(copy).contains("From: Per");
        assertThat(desk.enrollment(PER)).isActive();
        assertThat(desk.count("select count(*) from inbound")).isZero();
    }

    @Test
    void a_bounce_is_known_by_an_id_anywhere_in_its_words() throws Exception {
        written(PER, OLA);
        desk.answer("mailer-daemon@relay.example", """
                        Your message could not be delivered: user unknown (5.1.1).
                        It was the message %s, which you sent today.
                        """.formatted(
                                desk.messages(OLA).getFirst().messageId()))
                .with("Subject", "Undelivered Mail Returned to Sender")
                .arrives();
        desk.run();

        assertThat(lastMatchedBy()).isEqualTo("text");
        assertThat(desk.enrollment(OLA)).isStopped(StopReason.BOUNCED);
        assertThat(desk.enrollment(PER)).isActive();
    }

    @Test
    void a_person_is_matched_by_an_id_in_what_they_quote_and_not_in_what_they_write() throws Exception {
        written(PER, OLA);
        var id = desk.messages(PER).getFirst().messageId();
        stranger("What is " + id + "?");
        assertThat(lastMatchedBy()).isEqualTo("none");

        stranger("Yes, call me.\n\n> Message " + id + "\n> Hello Per");
        assertThat(lastMatchedBy()).isEqualTo("text");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.enrollment(OLA)).isActive();
    }

    @Test
    void whoever_quotes_the_unsubscribe_link_answers_its_prospect() throws Exception {
        written(PER, OLA);
        stranger("I take over from Per.\n\n> Hello Per\n> http://localhost:8080/u/"
                + desk.enrollment(PER).unsubscribeToken());

        assertThat(lastMatchedBy()).isEqualTo("link");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.enrollment(OLA)).isActive();
    }

    @Test
    void a_prospect_who_answers_what_was_written_to_another_is_who_answered() throws Exception {
        written(PER, OLA);
        desk.answer(
                        OLA,
                        "Per sent me this, and no.\n\n> Hello Per\n> http://localhost:8080/u/"
                                + desk.enrollment(PER).unsubscribeToken())
                .with("Subject", "Your mail")
                .arrives();
        desk.run();

        assertThat(lastMatchedBy()).isEqualTo("sender");
        assertThat(desk.enrollment(OLA)).isStopped(StopReason.REPLIED);
        assertThat(desk.enrollment(PER)).isHeld("ola@fjell.example, another prospect, wrote");
    }

    @Test
    void a_complaint_that_hides_its_recipient_is_known_by_the_link_in_the_mail_that_it_returns() throws Exception {
        written(PER);
        var raw = """
                From: feedback@provider.example
                To: %s
                Subject: complaint
                Date: Thu, 13 May 2027 08:00:00 +0000
                Message-ID: <arf@provider.example>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary=b

                --b
                Content-Type: text/plain

                This is an abuse report.
                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                Version: 1
                --b
                Content-Type: text/rfc822-headers

                Subject: Routes
                List-Unsubscribe: <http://localhost:8080/u/%s>
                --b--
                """.formatted(REP, desk.enrollment(PER).unsubscribeToken());
        desk.files(raw.replace("\n", "\r\n").getBytes(US_ASCII), "INBOX");
        desk.run();

        assertThat(lastMatchedBy()).isEqualTo("link");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.COMPLAINED);
    }

    @Test
    void a_prospect_who_answered_from_elsewhere_is_known_by_that_address_afterwards() throws Exception {
        written(PER);
        desk.answer(ELSEWHERE, "It is me.").to(desk.received(PER).getFirst()).arrives();
        desk.run();
        desk.ask(session -> desk.engine()
                .enrolling()
                .enroll(
                        session,
                        Prospects.byEmail(session, PER).orElseThrow(),
                        (Cadence) desk.engine().cadences().find("three"),
                        desk.mailbox(),
                        true));
        desk.run();
        stranger("Something else came to my mind.");

        assertThat(lastMatchedBy()).isEqualTo("address");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.kadens("explain", PER).out())
                .contains("also writes from " + ELSEWHERE, "it comes from another address of the prospect");
    }

    @Test
    void neither_machines_nor_our_own_people_nor_other_prospects_are_the_prospects_address() throws Exception {
        written(PER, OLA);
        var ours = desk.received(PER).getFirst();
        desk.answer("autoreply@home.example", "I am out of the office until 1 June.")
                .to(ours)
                .with("Auto-Submitted", "auto-replied")
                .arrives();
        desk.answer("boss@rute.example", "Did he answer?").to(ours).arrives();
        desk.answer(OLA, "Per asked me to answer.").to(ours).arrives();
        desk.run();

        assertThat(desk.count("select count(*) from inbound where matched_by = 'thread'"))
                .isEqualTo(1);
        assertThat(desk.enrollment(OLA)).isStopped(StopReason.REPLIED);
        assertThat(desk.enrollment(PER)).isHeld("another prospect");
        assertThat(desk.count("select count(*) from prospect_address")).isZero();
    }

    @Test
    void what_our_own_people_say_of_a_mail_holds_until_a_person_has_judged() throws Exception {
        written(PER, OLA);
        desk.answer("boss@rute.example", "Please take him off the list.")
                .to(desk.received(PER).getFirst())
                .arrives();
        desk.run();

        assertThat(desk.enrollment(PER)).isHeld("of our own company");
        assertThat(desk.suppresses(PER)).isFalse();
        assertThat(desk.enrollment(OLA)).isActive();
    }

    @Test
    void an_answer_to_the_address_with_the_token_is_known_by_it() throws Exception {
        desk.sql("update mailbox set plus_address = true, plus_arrives = true");
        written(PER, OLA);
        var replyTo = desk.received(PER).getFirst().getReplyTo()[0].toString();
        assertThat(replyTo).matches("Kari Solheim <kari\\+k[a-z0-9]+@rute.example>");
        desk.answer(ELSEWHERE, "Call me.")
                .with("Subject", "Hello")
                .with("To", replyTo)
                .arrives();
        desk.run();

        assertThat(lastMatchedBy()).isEqualTo("token");
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.enrollment(OLA)).isActive();
    }

    @Test
    void answers_are_not_asked_to_an_address_that_nobody_has_tried_or_that_takes_no_mail() throws Exception {
        desk.sql("update mailbox set plus_address = true");
        assertThat(desk.kadens("mailbox", "test", REP).out()).contains("FAIL  plus-address");
        written(PER);

        assertThat(desk.received(PER).getFirst().getHeader("Reply-To")).isNull();
    }

    @Test
    void a_test_finds_out_that_mail_to_an_address_with_a_token_arrives() {
        desk.sql("update mailbox set plus_address = true");
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp);
            deliver(smtp);
            assertThat(desk.kadens("mailbox", "test", REP).out()).contains("ok    plus-address");
        }
        assertThat(desk.mailbox().usesPlusAddress()).isTrue();
    }

    /** All that it takes comes into the rep's inbox. */
    private void deliver(FaultySmtp smtp) {
        smtp.meanwhile(() -> {
            desk.files(smtp.taken().getLast().getBytes(US_ASCII), "INBOX");
            deliver(smtp);
        });
    }

    private void written(String... emails) {
        desk.enroll(emails);
        desk.run();
    }

    /** A mail from an address that nobody knows, in no thread. */
    private void stranger(String text) throws Exception {
        desk.answer(ELSEWHERE, text).with("Subject", "Your mail").arrives();
        desk.run();
    }

    /** The server files our mail under an id of its own. */
    private void fileUnder(String id, String recipient, String folder) {
        var ours = desk.messages(recipient).getFirst();
        var copy = new String(ours.raw(), US_ASCII).replace(ours.messageId(), id);
        desk.files(copy.getBytes(US_ASCII), folder);
    }

    /** How a mail from a stranger, in answer to this id, is matched. */
    private String matchedBy(String inReplyTo) throws Exception {
        desk.answer(ELSEWHERE, "Yes, call me.").with("In-Reply-To", inReplyTo).arrives();
        desk.run();
        return lastMatchedBy();
    }

    private String lastMatchedBy() {
        return desk.ask(session -> session.createNativeQuery(
                        "select coalesce(matched_by, 'none') from inbound order by id desc limit 1", String.class)
                .getSingleResult());
    }
}
