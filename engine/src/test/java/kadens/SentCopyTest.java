package kadens;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static kadens.EnrollmentAssert.assertThat;
import static kadens.SalesDesk.FAST;
import static kadens.SalesDesk.MORNING;
import static kadens.SalesDesk.REP;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.UncertainSends;
import kadens.inbox.Probing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies in the Sent folder: there once, exact, and of no consequence for anything else. */
class SentCopyTest {

    private static final String PER = "per@fjord.example";
    private static final String OLA = "ola@fjell.example";
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
        desk.enroll(PER);
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
    }

    @Test
    void what_was_sent_lies_in_sent_as_it_was_sent_read_and_dated() throws Exception {
        desk.run();
        desk.runAfter(A_MINUTE);

        var copy = inSent().getFirst();
        assertThat(inSent()).hasSize(1);
        assertThat(bytes(copy)).isEqualTo(intro().raw());
        assertThat(copy.isSet(Flags.Flag.SEEN)).isTrue();
        assertThat(copy.getSentDate()).isEqualTo(MORNING);
        assertThat(desk.enrollment(PER)).isActive().beforeStep("second");
    }

    @Test
    void a_server_that_nobody_has_tried_gets_a_minute_to_file_its_own_copy() {
        desk.run();
        assertThat(inSent()).isEmpty();
        desk.files(intro(), "Sent");
        desk.runAfter(A_MINUTE);
        desk.runAfter(A_MINUTE);

        assertThat(inSent()).hasSize(1);
        assertThat(waiting()).isZero();
    }

    @Test
    void a_test_finds_out_that_the_server_files_none_and_copies_follow_at_once() {
        assertThat(desk.kadens("mailbox", "test", REP).out()).contains("ok    copy", "no copy into Sent; Kadens does");
        assertThat(desk.kadens("mailbox", "list", "--json").out()).contains("\"serverFilesSent\":false");
        desk.run();

        assertThat(inSent()).hasSize(1);
    }

    @Test
    void a_copy_that_the_server_files_is_found() {
        desk.run();
        desk.files(intro(), "Sent");
        var imap = desk.engine().mailboxes().imap(desk.mailbox());

        assertThat(Probing.lookInSent(imap, intro().messageId(), Duration.ZERO)).isEqualTo(new Probing.Filed("Sent"));
        assertThat(Probing.lookInSent(imap, "other@x", Duration.ZERO)).isEqualTo(new Probing.NotFiled("Sent"));
    }

    @Test
    void where_the_server_files_them_kadens_adds_none() {
        desk.sql("update mailbox set files_sent = true");
        desk.run();
        desk.runAfter(A_MINUTE);

        assertThat(inSent()).isEmpty();
    }

    @Test
    void google_and_microsoft_are_known_to_file_them() {
        assertThat(copies("smtp.gmail.com")).isFalse();
        assertThat(copies("SMTP.office365.com")).isFalse();
        assertThat(copies("smtp-relay.gmail.com")).isTrue();
        assertThat(copies("smtp.example.com")).isTrue();
    }

    @Test
    void other_servers_are_to_be_tried_anew() {
        desk.sql("update mailbox set files_sent = true");
        desk.mailbox(FAST, null);
        assertThat(desk.mailbox().filesSent()).isTrue();
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp);
        }
        assertThat(desk.mailbox().filesSent()).isNull();
    }

    @Test
    void told_never_it_adds_none_and_told_always_one() {
        desk.sql("update mailbox set sent_copy = 'never'");
        desk.run();
        desk.runAfter(A_MINUTE);
        assertThat(inSent()).isEmpty();

        desk.sql("update mailbox set sent_copy = 'always', files_sent = true");
        desk.enroll(OLA);
        desk.run();
        assertThat(inSent()).hasSize(1);
    }

    @Test
    void a_crash_after_the_copy_makes_no_second_one() {
        desk.run();
        desk.runAfter(A_MINUTE);
        desk.sql(
                "insert into sent_copy (message_id, mailbox_id, try_at) select id, mailbox_id, claimed_at from message");
        desk.restart();
        desk.run();

        assertThat(inSent()).hasSize(1);
        assertThat(waiting()).isZero();
    }

    @Test
    void a_folder_that_is_not_there_is_tried_again_and_the_sending_counts_all_the_same() {
        desk.sentFolder(false);
        desk.run();
        desk.runAfter(A_MINUTE);
        assertThat(desk.received(PER)).hasSize(1);
        assertThat(desk.enrollment(PER)).isActive().beforeStep("second");
        assertThat(desk.mailbox().trouble()).isNull();
        assertThat(waiting()).isOne();

        desk.sentFolder(true);
        desk.runAfter(A_MINUTE);
        assertThat(inSent()).hasSize(1);
    }

    @Test
    void a_copy_that_can_never_be_made_is_given_up() {
        desk.sentFolder(false);
        desk.run();
        for (int i = 0; i < 5; i++) {
            desk.runAfter(Duration.ofHours(6));
        }

        assertThat(waiting()).isZero();
    }

    @Test
    void an_uncertain_mail_gets_its_copy_when_somebody_knows_that_it_arrived() {
        try (var smtp = new FaultySmtp()) {
            desk.mailbox(FAST, smtp.answersDot(FaultySmtp.HANGS_UP));
            desk.run();
            desk.runAfter(UncertainSends.GRACE);
            desk.runAfter(A_MINUTE);
            assertThat(inSent()).isEmpty();

            desk.kadens("uncertain", "sent", PER);
            desk.runAfter(A_MINUTE);
            assertThat(inSent()).hasSize(1);
        }
    }

    @Test
    void copies_of_our_own_mails_stop_nothing_wherever_they_lie() {
        desk.run();
        for (var folder : List.of("INBOX", "Archive", "Junk", "All Mail", "Sent")) {
            desk.files(intro(), folder);
        }
        desk.runAfter(A_MINUTE);
        desk.runAfter(A_MINUTE);

        assertThat(desk.enrollment(PER)).isActive().beforeStep("second");
        assertThat(desk.count("select count(*) from inbound")).isZero();
    }

    @Test
    void copies_are_ours_by_their_id_even_where_the_server_has_changed_the_sender() {
        desk.run();
        var renamed = new String(intro().raw(), US_ASCII).replace(REP, PER);
        desk.files(renamed.getBytes(US_ASCII), "Archive");
        desk.run();

        assertThat(desk.enrollment(PER)).isActive().beforeStep("second");
    }

    private boolean copies(String smtpHost) {
        var login = "liv%40rute.example:secret@";
        var said = desk.kadens(
                "mailbox",
                "add",
                "liv@rute.example",
                "--name",
                "Liv",
                "--no-check",
                "--replace",
                "--smtp",
                "smtp://" + login + smtpHost,
                "--imap",
                "imap://" + login + "127.0.0.1");
        assertThat(said.code()).as(said.err()).isZero();
        return desk.mailbox("liv@rute.example").wantsSentCopies();
    }

    private List<MimeMessage> inSent() {
        return desk.mailsIn(REP, "Sent");
    }

    private long waiting() {
        return desk.count("select count(*) from sent_copy");
    }

    private OutgoingMessage intro() {
        return desk.messages(PER).getFirst();
    }

    private static byte[] bytes(MimeMessage mail) throws IOException, MessagingException {
        var bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        return bytes.toByteArray();
    }
}
