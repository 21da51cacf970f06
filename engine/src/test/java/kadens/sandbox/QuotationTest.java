package kadens.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class QuotationTest {
    private static final Locale NORWEGIAN = Locale.of("nb", "NO");
    private static final Letter ORIGINAL = new Letter(
            1,
            "kari@rute.example",
            "Kari Solheim",
            "ola@fjellheis.example",
            "When a job runs late",
            Instant.parse("2026-08-03T07:12:00Z"),
            "<1@rute.example>",
            null,
            List.of(),
            "<html><body><p>Hi &amp; hello</p></body></html>",
            "Hi & hello\n\nKari",
            null,
            false);

    @Test
    void plain_text_and_web_mail_mark_each_line() {
        for (MailProgram program : List.of(MailProgram.PLAIN, MailProgram.WEB)) {
            assertThat(by(program, Locale.UK, ORIGINAL).text("No.")).isEqualTo("""
                            No.

                            On Mon, 3 Aug 2026 at 09:12, Kari Solheim <kari@rute.example> wrote:

                            > Hi & hello
                            >
                            > Kari""");
            assertThat(by(program, NORWEGIAN, ORIGINAL).text("Nei."))
                    .startsWith("Nei.\n\nDen 3. aug. 2026 kl. 09:12 skrev Kari Solheim <kari@rute.example>:\n\n> Hi");
        }
    }

    @Test
    void web_mail_breaks_a_lengthyattribution() {
        Letter lengthy = new Letter(
                1,
                "kari.solheim.sales@rute.example",
                "Kari Marie Solheim-Andersen",
                ORIGINAL.to(),
                "x",
                ORIGINAL.at(),
                null,
                null,
                List.of(),
                null,
                "Hi",
                null,
                false);
        assertThat(by(MailProgram.WEB, Locale.UK, lengthy).text("No.")).contains("@rute.example>\nwrote:\n");
        assertThat(by(MailProgram.PLAIN, Locale.UK, lengthy).text("No.")).contains("@rute.example> wrote:\n");
    }

    @Test
    void office_mail_puts_the_headers_above_and_marks_nothing() {
        assertThat(by(MailProgram.OFFICE, Locale.UK, ORIGINAL).text("No.")).isEqualTo("""
                        No.

                        ________________________________
                        From: Kari Solheim <kari@rute.example>
                        Sent: Monday, 3 August 2026 09:12
                        To: ola@fjellheis.example
                        Subject: When a job runs late

                        Hi & hello

                        Kari""");
        assertThat(by(MailProgram.OFFICE, NORWEGIAN, ORIGINAL).text("Nei."))
                .contains("Fra: Kari Solheim <kari@rute.example>\nSendt: mandag 3. august 2026 09:12\nTil: ola");
    }

    @Test
    void html_keeps_the_letters_markup_and_escapes_what_was_typed() {
        for (MailProgram program : MailProgram.values()) {
            assertThat(by(program, Locale.UK, ORIGINAL).html("<script>"))
                    .contains("&lt;script&gt;", "<p>Hi &amp; hello</p>")
                    .doesNotContain("<script>", "<body>");
        }
    }

    private static Quotation by(MailProgram program, Locale locale, Letter original) {
        return new Quotation(
                new Correspondent("ola@fjellheis.example", "Ola", locale, ZoneId.of("Europe/Oslo"), program), original);
    }
}
