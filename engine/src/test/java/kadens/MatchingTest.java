package kadens;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.FAST;
import static kadens.SalesDesk.REP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.StopReason;
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
