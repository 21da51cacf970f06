package kadens.inbox;

import static kadens.inbox.Mails.judge;
import static kadens.inbox.Mails.replyWith;
import static kadens.inbox.Mails.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import kadens.inbox.Verdict.Complaint;
import kadens.inbox.Verdict.Receipt;
import kadens.inbox.Verdict.Reply;
import kadens.inbox.Verdict.Unsubscribe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsAndRequestsTest {

    @ParameterizedTest
    @CsvSource({
        "abuse, complaint",
        "fraud, complaint",
        "other, complaint",
        "opt-out, unsubscribe",
        "auth-failure, receipt",
        "not-spam, receipt"
    })
    void an_abuse_report_is_what_its_type_says(String type, String word) {
        assertThat(verdict("""
                From: feedback@provider.test
                Subject: FW: A question
                Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

                --b1
                Content-Type: text/plain

                This is an email abuse report.
                --b1
                Content-Type: message/feedback-report

                Feedback-Type: %s
                User-Agent: Provider/1.0
                Version: 1
                --b1
                Content-Type: message/rfc822

                From: rep@selger.test
                Message-ID: <step-1@selger.test>

                Hello
                --b1--
                """.formatted(type)).word()).isEqualTo(word);
    }

    @Test
    void a_read_receipt_is_a_receipt() {
        assertThat(verdict("""
                From: kari@kunde.test
                Subject: Read: A question
                Auto-Submitted: auto-replied
                Content-Type: multipart/report; report-type=disposition-notification; boundary="b1"

                --b1
                Content-Type: text/plain

                Your message was read.
                --b1
                Content-Type: message/disposition-notification

                Final-Recipient: rfc822; kari@kunde.test
                Original-Message-ID: <step-1@selger.test>
                Disposition: manual-action/MDN-sent-manually; displayed
                --b1--
                """)).isEqualTo(new Receipt());
    }

    @Test
    void a_calendar_answer_is_a_persons() {
        Judgement judgement = judge(Mails.mail("""
                From: Kari Nordmann <kari@kunde.test>
                Subject: Accepted: Call on Thursday
                Content-Type: text/calendar; method=REPLY; charset=utf-8

                BEGIN:VCALENDAR
                METHOD:REPLY
                END:VCALENDAR
                """));
        assertThat(judgement.verdict()).isInstanceOf(Reply.class);
        assertThat(judgement.evidence()).first().asString().contains("METHOD:REPLY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unsubscribe",
                "STOP",
                "Please remove me from your list.",
                "Take me off this list, I no longer work here.",
                "Could you take us off the distribution list please?",
                "Bitte keine weiteren Mails mehr.",
                "Do not contact me again!",
                "Hei,\n\nVennligst meld meg av.\n\nKari",
                "Slett meg fra listen.",
                "Ta bort mig från listan, tack.",
                "Bitte nehmen Sie mich aus dem Verteiler.",
                "Abmelden",
                "Merci de me désabonner de votre liste.",
                "Por favor, deme de baja.",
                "Non desidero ricevere altre email.",
                "Graag mij uitschrijven.",
                "Proszę o usunięcie mojego adresu."
            })
    void people_ask_in_their_own_words(String words) {
        assertThat(judge(replyWith(words)).verdict()).isEqualTo(new Unsubscribe());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Not now, thanks.",
                "How do your own customers unsubscribe?",
                "We could not stop laughing. Send me the price list.",
                "Thursday is fine.\n\nTo unsubscribe from our newsletter, click here: https://kunde.test/u",
                "Fine.\n\nIf you do not wish to receive our newsletter, tell us.",
                "We want to stop sending invoices by post, can you help?",
                "No quiero esperar más para recibir la oferta.",
                "Wir haben keine Mails mehr von Ihnen bekommen, bitte senden Sie das Angebot erneut.",
                "Please delete my old address, use kari@new.example instead.",
                "Can you take me through your list of customers?"
            })
    void other_words_are_no_request(String words) {
        assertThat(judge(replyWith(words)).verdict()).isInstanceOf(Reply.class);
    }

    @Test
    void a_quoted_footer_is_not_the_senders_request() {
        assertThat(judge(replyWith("""
                Sounds good, call me.

                Den man. 1. juni 2026 kl. 09:00 skrev Rep <rep@selger.test>:
                > Do you want to talk?
                > --
                > Not relevant? Reply "unsubscribe" or please remove me and I will.
                """)).verdict()).isInstanceOf(Reply.class);
    }

    @Test
    void a_mail_programs_unsubscribe_counts_although_it_is_automatic() {
        assertThat(verdict("""
                From: kari@kunde.test
                Subject: unsubscribe
                Auto-Submitted: auto-replied

                """)).isEqualTo(new Unsubscribe());
    }

    @Test
    void every_verdict_has_its_word() {
        assertThat(new Complaint().word()).isEqualTo("complaint");
        assertThat(new Receipt().word()).isEqualTo("receipt");
        assertThat(new Reply(Reply.Intent.UNCLEAR).word()).isEqualTo("reply");
        assertThat(new Unsubscribe().word()).isEqualTo("unsubscribe");
    }
}
