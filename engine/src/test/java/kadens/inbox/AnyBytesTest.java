package kadens.inbox;

import static kadens.inbox.Mails.judge;
import static kadens.inbox.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the network delivers is parsed and judged without an exception. */
class AnyBytesTest {

    @Property(tries = 300)
    void any_bytes_are_judged(@ForAll byte[] bytes) {
        assertThat(judge(mail(bytes)).evidence()).isNotEmpty();
    }

    @Property(tries = 500)
    void any_broken_mail_is_judged(@ForAll("brokenMails") String raw) {
        assertThat(judge(mail(raw.getBytes(StandardCharsets.ISO_8859_1))).evidence())
                .isNotEmpty();
    }

    /** Random pieces of real structure in random order: boundaries, types, encodings, ids, all cut off anywhere. */
    @Provide
    Arbitrary<String> brokenMails() {
        Arbitrary<String> piece = Arbitraries.of(
                "From: ",
                "From: <>\r\n",
                "Subject: =?utf-8?B?w",
                "?=\r\n",
                "=?x?Q?=E",
                "\r\n",
                "\r\n\r\n",
                "\n",
                "\r",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n",
                "--b\r\n",
                "--b--\r\n",
                "Content-Type: multipart/mixed\r\n",
                "Content-Type: ;;;\r\n",
                "Content-Type: text/html; charset=\"\r\n",
                "Content-Type: message/delivery-status\r\n",
                "Content-Type: message/rfc822\r\n",
                "Content-Type: text/calendar\r\n",
                "Content-Transfer-Encoding: base64\r\n",
                "Content-Transfer-Encoding: quoted-printable\r\n",
                "Content-Disposition: attachment; filename*0*=x''%\r\n",
                "Message-ID: <",
                "References: <a@b",
                "Date: 99 Foo\r\n",
                "Final-Recipient: ;",
                "Status: 5.",
                "Action\r\n",
                " ",
                "=",
                "=3",
                "<blockquote>",
                "<",
                "> ",
                "-- \r\n",
                "12.06.",
                "On 1, x@y wrote:\r\n",
                "until 31 June ",
                "MAILER-DAEMON",
                "user unknown",
                "\u00e5\u00ff\u0000");
        return piece.list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }
}
