package kadens;

import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.REP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import kadens.enrollment.StopReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that keep their UIDNEXT to themselves, that do not say what their folders are for, or that show a mail twice. */
class MailFoldersTest {

    private static final String PER = "per@fjord.example";

    private SalesDesk desk;
    private ImapLine line;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        line = ImapLine.of(desk);
        desk.enroll(PER);
        desk.run();
        desk.clock.pass(Duration.ofHours(1));
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        desk.close();
    }

    @Test
    void an_answer_that_is_moved_while_folders_are_read_is_found_without_uidnext() throws Exception {
        line.edits(said -> said.startsWith("* OK [UIDNEXT") ? "" : said.replaceAll("UIDNEXT \\d+", ""));
        desk.run();
        answerLiesIn("Junk");
        line.before("EXAMINE \"?Junk", () -> {
            desk.post.move(REP, "<yes@fjord.example>", "Junk", "INBOX");
            return true;
        });
        desk.run();

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void without_uidnext_what_has_been_read_is_not_read_again() {
        line.edits(said -> said.startsWith("* OK [UIDNEXT") ? "" : said.replaceAll("UIDNEXT \\d+", ""));
        line.forget();
        desk.run();

        assertThat(line.said())
                .filteredOn(said -> said.matches("EXAMINE.*(INBOX|Junk).*"))
                .hasSize(4);
    }

    @Test
    void a_mail_with_several_gmail_labels_is_stored_once() throws Exception {
        desk.post.open(REP, "Alle");
        desk.post.open(REP, "Kunder");
        answerLiesIn("INBOX");
        answerLiesIn("Alle");
        answerLiesIn("Kunder");
        line.edits(said -> said.matches("(?s)\\* LIST .*\\bAlle\\b.*") ? said.replace("LIST (", "LIST (\\All ") : said);
        line.forget();
        desk.run();

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(desk.count("select count(*) from inbound where message_id = 'yes@fjord.example'"))
                .isEqualTo(1);
        assertThat(desk.mailsIn(REP, "Alle")).hasSize(1);
        assertThat(line.said())
                .filteredOn(said -> said.startsWith("EXAMINE"))
                .anyMatch(said -> said.contains("Alle"))
                .noneMatch(said -> said.contains("Kunder"));
    }

    @Test
    void an_answer_that_gmail_archived_before_it_was_read_is_found_in_all_mail() throws Exception {
        line.edits(said -> said.matches("(?s)\\* LIST .*\\bAlle\\b.*") ? said.replace("LIST (", "LIST (\\All ") : said);
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrivesIn("Alle");
        desk.run();

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
    }

    @Test
    void without_special_use_every_folder_but_the_reps_own_is_read() throws Exception {
        desk.answer(PER, "Yes.").to(desk.received(PER).getFirst()).arrivesIn("Kunder");
        desk.post.open(REP, "Kladder");
        line.forget();
        desk.run();

        assertThat(desk.enrollment(PER)).isStopped(StopReason.REPLIED);
        assertThat(line.said()).noneMatch(said -> said.matches("EXAMINE.*Kladder.*"));
    }

    /** One and the same mail, however often. */
    private void answerLiesIn(String folder) throws Exception {
        var mail =
                "From: %s\r\nSubject: Re: Routes\r\nMessage-ID: <yes@fjord.example>\r\nIn-Reply-To: %s\r\n\r\nYes.\r\n"
                        .formatted(PER, desk.received(PER).getFirst().getMessageID());
        desk.post.file(mail.getBytes(StandardCharsets.US_ASCII), REP, folder, false);
    }
}
