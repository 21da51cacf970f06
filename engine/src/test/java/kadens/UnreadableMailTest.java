package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.REP;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import kadens.enrollment.StopReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mail that is too large or too strange holds the enrollment it belongs to, and stops nothing else. */
class UnreadableMailTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final int LARGE = 6 * 1024 * 1024;

    private SalesDesk desk;
    private ImapLine line;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        line = ImapLine.of(desk);
        desk.enroll(PER, OLA);
        desk.run();
        desk.clock.pass(Duration.ofHours(1));
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        desk.close();
    }

    @Test
    void a_mail_that_the_server_will_not_give_holds_its_enrollment_and_the_next_is_read() throws Exception {
        line.answers("FETCH (1|1:2) \\((UID )?BODY.PEEK\\[\\]", "%s NO Message is damaged");
        bothAnswer();
        desk.run();

        assertThat(desk.enrollment(PER)).isHeld("could not be read");
        assertThat(verdictOf(PER)).isEqualTo("unreadable");
        assertThat(desk.enrollment(OLA)).isStopped(StopReason.REPLIED);
        assertThat(desk.mailbox().trouble()).isNull();
    }

    @Test
    void a_mail_of_which_there_is_only_an_envelope_is_matched_by_it() throws Exception {
        line.answers("FETCH 1 \\(BODY.PEEK", "%s NO Message is damaged");
        desk.answer("assistant@elsewhere.example", "Yes.")
                .to(desk.received(PER).getFirst())
                .arrives();
        desk.run();

        assertThat(desk.enrollment(PER)).isHeld("could not be read");
    }

    @Test
    void a_mail_of_which_there_is_nothing_is_recorded_and_stops_nothing() throws Exception {
        line.answers("FETCH (1|1:2) \\((UID )?(BODY|ENVELOPE)", "%s NO Message is damaged");
        bothAnswer();
        desk.run();

        assertThat(desk.count("select count(*) from inbound where verdict = 'unreadable' and enrollment_id is null"))
                .isEqualTo(1);
        assertThat(desk.enrollment(OLA)).isStopped(StopReason.REPLIED);
    }

    @Test
    void a_fault_that_passes_makes_no_mail_unreadable() throws Exception {
        line.before("FETCH (1|1:2) \\((UID )?BODY.PEEK\\[\\]", () -> {
            line.hangsUp();
            return true;
        });
        bothAnswer();
        desk.run();
        assertThat(desk.mailbox().trouble()).isNotNull();
        assertThat(desk.enrollment(PER)).isActive();

        desk.run();
        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.enrollment(OLA)).isStopped(StopReason.REPLIED);
    }

    @Test
    void a_mail_with_too_many_parts_that_say_nothing_holds_its_enrollment() throws Exception {
        var parts = "--b\r\nContent-Type: image/gif\r\n\r\nR0lGODlh\r\n".repeat(200);
        arrives("multipart/mixed; boundary=b", parts + "--b\r\nContent-Type: text/plain\r\n\r\nYes.\r\n--b--\r\n");
        desk.run();

        assertThat(desk.enrollment(PER)).isHeld("could not be read");
    }

    @Test
    void an_answer_with_a_large_attachment_is_judged_by_its_words() throws Exception {
        arrives(
                "multipart/mixed; boundary=b",
                "--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n"
                        + "--c\r\nContent-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                        + "Please unsubscribe me, p=C3=A5 forh=C3=A5nd takk.\r\n--c--\r\n"
                        + "--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9w\r\n".repeat(LARGE / 58)
                        + "--b--\r\n");
        line.forget();
        desk.run();

        assertThat(desk.enrollment(PER)).isStopped(StopReason.UNSUBSCRIBED);
        String words = desk.ask(session -> session.createNativeQuery("select new_text from inbound", String.class)
                .getSingleResult());
        assertThat(words).contains("på forhånd takk");
        assertThat(line.bytes()).isLessThan(100_000);
    }

    @Test
    void a_large_bounce_is_judged_by_its_report() throws Exception {
        arrives(
                "multipart/report; report-type=delivery-status; boundary=b",
                "--b\r\nContent-Type: text/plain\r\n\r\nNot delivered.\r\n"
                        + "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
                        + "Reporting-MTA: dns; mx.fjord.example\r\n\r\n"
                        + "Final-Recipient: rfc822; " + PER + "\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
                        + "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: Returned\r\n\r\n"
                        + "All of it.\r\n".repeat(LARGE / 12)
                        + "--b--\r\n");
        desk.run();

        assertThat(desk.enrollment(PER)).isStopped(StopReason.BOUNCED);
    }

    @Test
    void a_large_mail_without_words_holds_its_enrollment() throws Exception {
        arrives("application/pdf", "Not a word.\r\n".repeat(LARGE / 13));
        desk.run();

        assertThat(desk.enrollment(PER)).isHeld("could not be read");
    }

    private void bothAnswer() throws MessagingException {
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrives();
        desk.answer(OLA, "Yes.").to(desk.received(OLA).getFirst()).arrives();
    }

    private void arrives(String type, String body) throws MessagingException {
        var header = """
                From: Per <%s>
                To: %s
                Subject: Re: Routes
                Message-ID: <answer@fjord.example>
                In-Reply-To: %s
                MIME-Version: 1.0
                Content-Type: %s

                """.formatted(PER, REP, desk.received(PER).getFirst().getMessageID(), type);
        desk.post.file((header.replace("\n", "\r\n") + body).getBytes(StandardCharsets.US_ASCII), REP, "INBOX", false);
    }

    private String verdictOf(String email) {
        var id = desk.enrollment(email).id();
        return desk.ask(session -> session.createNativeQuery(
                        "select verdict from inbound where enrollment_id = :id", String.class)
                .setParameter("id", id)
                .getSingleResult());
    }
}
