package kadens.inbox;

import static kadens.inbox.Mails.judge;
import static kadens.inbox.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IncomingMailTest {

    @Test
    void headers_are_taken_decoded_and_without_brackets() {
        IncomingMail mail = mail("""
                From: =?ISO-8859-1?Q?K=E5re_N=F8rd?= <Kare@Kunde.TEST>
                Reply-To: Sales <SALES@kunde.test>, ola@kunde.test
                Subject: =?UTF-8?B?U3bDpXI=?= =?UTF-8?Q?_p=C3=A5?= it
                Date: Mon, 1 Jun 2026 09:30:00 +0200
                Message-ID: <abc@kunde.test>
                In-Reply-To: <one@selger.test> <two@selger.test>
                References: <zero@selger.test>,
                 <one@selger.test>

                Hello
                """);
        assertThat(mail.fromAddress()).isEqualTo("kare@kunde.test");
        assertThat(mail.fromName()).isEqualTo("Kåre Nørd");
        assertThat(mail.replyTo()).containsExactly("sales@kunde.test", "ola@kunde.test");
        assertThat(mail.subject()).isEqualTo("Svår på it");
        assertThat(mail.sentAt()).isEqualTo(Instant.parse("2026-06-01T07:30:00Z"));
        assertThat(mail.messageId()).isEqualTo("abc@kunde.test");
        assertThat(mail.inReplyTo()).containsExactly("one@selger.test", "two@selger.test");
        assertThat(mail.references()).containsExactly("zero@selger.test", "one@selger.test");
    }

    @Test
    void a_letter_cut_in_two_by_encoded_words_is_put_together() {
        assertThat(mail("Subject: =?UTF-8?Q?bl=C3?= =?UTF-8?Q?=A5b=C3=A6r?=\n\n")
                        .subject())
                .isEqualTo("blåbær");
    }

    @Test
    void a_comma_in_an_encoded_name_does_not_make_two_senders() {
        IncomingMail mail = mail("From: =?UTF-8?Q?N=C3=B8rd=2C_Kari?= <kari@kunde.test>\n\n");
        assertThat(mail.fromAddress()).isEqualTo("kari@kunde.test");
        assertThat(mail.fromName()).isEqualTo("Nørd, Kari");
    }

    @Test
    void nothing_at_all_is_still_a_mail() {
        IncomingMail mail = mail("");
        assertThat(mail.messageId()).isNull();
        assertThat(mail.sentAt()).isNull();
        assertThat(mail.fromAddress()).isEmpty();
        assertThat(mail.subject()).isEmpty();
        assertThat(mail.newText()).isEmpty();
        assertThat(mail.identity()).hasSize(64);
    }

    @Test
    void the_same_mail_in_another_folder_has_the_same_identity() {
        String raw = """
                From: kari@kunde.test
                Date: Mon, 1 Jun 2026 09:30:00 +0200
                Message-ID: <abc@kunde.test>
                Subject: A long subject that one server folds

                Hello
                """;
        String moved = "X-Folder: Archive\n" + raw.replace("that one", "that\n one");
        assertThat(mail(moved).identity()).isEqualTo(mail(raw).identity());
        assertThat(mail(raw.replace("abc@", "abd@")).identity())
                .isNotEqualTo(mail(raw).identity());
    }

    @Test
    void an_unknown_charset_and_an_unknown_encoding_do_not_lose_the_words() {
        assertThat(mail("Content-Type: text/plain; charset=x-nonsense\n\nHei på deg")
                        .text())
                .contains("Hei på deg");
        assertThat(mail("Content-Type: text/plain\nContent-Transfer-Encoding: x-what\n\nHello there")
                        .text())
                .contains("Hello there");
    }

    @Test
    void raw_western_bytes_are_read_as_such() {
        byte[] raw = "Subject: x\r\n\r\nblåbær".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(mail(raw).text()).contains("blåbær");
    }

    @Test
    void a_multipart_without_its_boundary_is_read_as_text() {
        assertThat(mail("Content-Type: multipart/alternative; boundary=\"gone\"\n\nJust words\n")
                        .text())
                .contains("Just words");
    }

    @Test
    void html_becomes_text_and_its_quotes_and_signature_are_left_out() {
        IncomingMail mail = mail("""
                Content-Type: text/html; charset=utf-8

                <html><head><style>p{color:red}</style></head><body><p>Yes,&nbsp;please.</p><div>Call me<br>tomorrow.</div>
                <div class="gmail_signature">Kari, CEO</div>
                <div class="gmail_quote"><div class="gmail_attr">On Mon, Rep wrote:</div>
                <blockquote class="gmail_quote">Please unsubscribe</blockquote></div></body></html>
                """);
        assertThat(mail.newText()).isEqualTo("Yes, please.\n\nCall me\ntomorrow.");
        assertThat(mail.quotes()).isTrue();
        assertThat(mail.text()).contains("Please unsubscribe").doesNotContain("color");
    }

    @Test
    void outlooks_quoted_mail_follows_its_header_block() {
        IncomingMail mail = mail("""
                Content-Type: text/html; charset=utf-8

                <div>Ja takk.</div><div id="appendonsend"></div><hr>
                <div id="divRplyFwdMsg"><b>Fra:</b> Rep<br><b>Sendt:</b> i dag</div><div>Meld meg av</div>
                """);
        assertThat(mail.newText()).isEqualTo("Ja takk.");
    }

    @Test
    void a_long_body_is_cut() {
        assertThat(mail("Subject: x\n\n" + "word ".repeat(500_000)).text().length())
                .isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void endless_nesting_and_long_lines_end_quickly() {
        String nested = "<div>".repeat(50_000) + "x";
        judge(mail("Content-Type: text/html\n\n" + nested));
        judge(mail("Subject: " + "Re: ".repeat(5_000) + "\n\n" + "> ".repeat(400_000)));
        judge(mail("Subject: a\n\n" + "a@".repeat(400_000)));
        judge(mail("Subject: a\n\n" + "On 1 wrote 2\n".repeat(50_000)));
    }

    @Test
    void headers_that_the_parser_stumbles_over_are_body() {
        IncomingMail mail = mail(" \n > folded\nCall me.\n");
        assertThat(mail.text()).contains("folded", "Call me.");
        assertThat(mail.headers()).isEmpty();
    }
}
