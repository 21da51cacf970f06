package kadens;

import static kadens.SalesDesk.REP;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kadens.inbox.StopDrill;
import kadens.language.Sentence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The drill that proves a mailbox: what comes back to it would stop an enrollment. */
class StopDrillTest {

    private static final String PARTNER = "kari.privat@elsewhere.example";

    private SalesDesk desk;
    private final Map<String, Boolean> heard = new LinkedHashMap<>();
    private String says = "";

    @BeforeEach
    void open() {
        desk = new SalesDesk();
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
    }

    @Test
    void each_trial_mail_is_read_judged_matched_and_would_have_its_effect() {
        var said = desk.kadens("mailbox", "test", REP, "--full");

        assertThat(said.code()).as(said.out()).isZero();
        assertThat(said.out())
                .containsPattern("ok    answer: read in INBOX, judged 'reply' .*thread: .* would be stopped: ")
                .containsPattern("ok    alias-answer: read in INBOX, judged 'reply' .* would be stopped: ")
                .containsPattern("ok    out-of-office: .*'auto-reply, out-of-office' .* would be paused: ")
                .containsPattern("ok    bounce: read in INBOX, judged 'bounce, bad-address' .* would be stopped: ")
                .contains("ok    clear: the trial mails are taken out of " + REP + " again");
    }

    @Test
    void where_the_server_takes_no_mail_by_imap_a_partner_is_asked_for() {
        try (var line = ImapLine.of(desk)) {
            line.answers("^APPEND ", "%s NO [CANNOT] Not into this folder");

            assertThat(drill().byItself("probe@rute.example", this::hear)).isFalse();
        }
        assertThat(heard).containsExactly(Map.entry("put", false));
        assertThat(says)
                .contains("The server takes no mail into the inbox by IMAP")
                .contains("Give --partner an address");
    }

    @Test
    void nothing_of_it_is_kept() throws Exception {
        desk.answer("friend@elsewhere.example", "See you tonight").arrives();

        assertThat(drill().byItself("probe@rute.example", this::hear)).isTrue();
        assertThat(desk.count("select count(*) from prospect")).isZero();
        assertThat(desk.count("select count(*) from enrollment")).isZero();
        assertThat(desk.count("select count(*) from message")).isZero();
        assertThat(desk.count("select count(*) from inbound")).isZero();
        assertThat(desk.suppresses("alex.trial@stop-drill.invalid")).isFalse();
        assertThat(desk.mailsIn(REP, "INBOX"))
                .extracting(StopDrillTest::subject)
                .containsExactly("Re: Routes");
    }

    @Test
    void it_tells_also_while_runs_read_the_same_mailbox() throws Exception {
        desk.run();
        var inRun = new HelpfulPartner() {
            @Override
            public void act(Sentence what) {
                super.act(what);
                desk.run(); // reads what came in, and finds that it belongs to nobody
            }
        };

        assertThat(drill(inRun)).containsValues(true).doesNotContainValue(false);
        assertThat(desk.count("select count(*) from inbound where verdict = 'unrelated'"))
                .isPositive();
    }

    @Test
    void a_partner_answers_in_earnest() throws Exception {
        var partner = new HelpfulPartner();
        var heard = drill(partner);

        assertThat(heard)
                .containsExactly(
                        Map.entry("answer", true),
                        Map.entry("alias-answer", true),
                        Map.entry("out-of-office", true),
                        Map.entry("bounce", true));
        assertThat(partner.told).hasSize(4).first().asString().contains("Answer the mail that now comes to " + PARTNER);
        assertThat(desk.count("select count(*) from enrollment")).isZero();
    }

    @Test
    void what_is_not_understood_fails_the_drill() throws Exception {
        var silent = new HelpfulPartner() {
            @Override
            void answer(String from, String text, String messageId) throws MessagingException {
                desk.answer(from, text).with("Auto-Submitted", "auto-generated").arrives();
            }
        };

        assertThat(drill(silent)).contains(Map.entry("answer", false), Map.entry("bounce", true));
    }

    @Test
    void a_partner_who_does_not_answer_is_waited_for_no_longer_than_asked() {
        desk.opensMailbox(PARTNER);
        var said = withInput("\n", "mailbox", "test", REP, "--partner", PARTNER, "--wait", "1");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("Switch on the automatic reply of " + PARTNER, "Press Enter when it is done")
                .contains("FAIL  answer: was not seen within 1 seconds");
        assertThat(desk.received(PARTNER)).hasSize(3);
    }

    @Test
    void a_partner_must_be_somebody_else() {
        desk.enroll("per@fjord.example");

        assertThat(desk.kadens("mailbox", "test", REP, "--partner", "per@fjord.example")
                        .err())
                .contains("per@fjord.example is a prospect here");
        assertThat(desk.kadens("mailbox", "test", REP, "--partner", REP).err()).contains("is the mailbox itself");
        assertThat(desk.kadens("mailbox", "test", REP, "--partner", "nobody").err())
                .contains("not an email address");
        assertThat(desk.kadens("mailbox", "test", REP, "--full", "--wait", "0").err())
                .contains("Give --wait 1 or more");
        assertThat(desk.received("per@fjord.example")).isEmpty();
    }

    private Map<String, Boolean> drill(StopDrill.Partner partner) {
        drill().withPartner(partner, Duration.ZERO, this::hear);
        return heard;
    }

    private StopDrill drill() {
        var engine = desk.engine();
        var mailbox = desk.mailbox();
        var imap = engine.mailboxes().imap(mailbox);
        return new StopDrill(mailbox, imap, engine.database(), engine.enrollments(), engine.clock());
    }

    private void hear(String step, boolean ok, Sentence what) {
        heard.put(step, ok);
        says += what + "\n";
    }

    private SalesDesk.Said withInput(String typed, String... command) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        try {
            return desk.kadens(command);
        } finally {
            System.setIn(before);
        }
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does at once what they are told. */
    private class HelpfulPartner implements StopDrill.Partner {

        final List<String> told = new ArrayList<>();
        private String lastId = "";

        @Override
        public String address() {
            return PARTNER;
        }

        @Override
        public Optional<Sentence> write(String to, String messageId) {
            lastId = messageId;
            return to.startsWith("nobody-") ? Optional.of(Sentence.verbatim("550 5.1.1 unknown")) : Optional.empty();
        }

        @Override
        public void prepare(Sentence what) {
            told.add(what.toString());
        }

        @Override
        public void act(Sentence what) {
            told.add(what.toString());
            try {
                switch (told.size()) {
                    case 1 -> answer(PARTNER, "Sounds good, call me tomorrow.", lastId);
                    case 2 -> answer("kari@third.example", "Sounds good, call me tomorrow.", lastId);
                    default ->
                        desk.answer(PARTNER, "I am out of the office until 3 December 2026.")
                                .with("Subject", "Automatic reply: Kadens tries this mailbox")
                                .with("Auto-Submitted", "auto-replied")
                                .arrives();
                }
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        void answer(String from, String text, String messageId) throws MessagingException {
            desk.answer(from, text).with("In-Reply-To", "<" + messageId + ">").arrives();
        }
    }
}
