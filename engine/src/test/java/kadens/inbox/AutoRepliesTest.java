package kadens.inbox;

import static kadens.inbox.Mails.judge;
import static kadens.inbox.Mails.mail;
import static kadens.inbox.Mails.replyWith;
import static kadens.inbox.Mails.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import kadens.inbox.Verdict.AutoReply;
import kadens.inbox.Verdict.AutoReply.Kind;
import kadens.inbox.Verdict.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoRepliesTest {

    private static String with(String header, String body) {
        return """
                From: Kari Nordmann <kari@kunde.test>
                Subject: Re: A question
                In-Reply-To: <step-1@selger.test>
                %s
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                %s
                """.formatted(header, body);
    }

    private static String titled(String subject, String body) {
        return """
                From: Kari Nordmann <kari@kunde.test>
                Subject: %s
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                %s
                """.formatted(subject, body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: Auto-Generated; owner=x",
                "Auto-Submitted: auto-replied (vacation)",
                "Auto-Submitted: auto-notified",
                "X-Autoreply: yes",
                "Precedence: auto_reply",
                "X-Auto-Response-Suppress: All\nX-MS-Exchange-Inbox-Rules-Loop: kari@kunde.test"
            })
    void headers_that_only_machines_set(String header) {
        assertThat(verdict(with(header, "I am away."))).isInstanceOf(AutoReply.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no",
                "Auto-Submitted: no (a person)",
                "Precedence: bulk",
                "Precedence: list",
                "Precedence: junk",
                "X-Auto-Response-Suppress: All",
                "X-Auto-Response-Suppress: OOF, AutoReply",
                "X-Autoreply: no",
                "List-Id: <team.kunde.test>"
            })
    void headers_that_people_send_too(String header) {
        assertThat(verdict(with(header, "Yes, Thursday suits me."))).isInstanceOf(Reply.class);
    }

    @Test
    void the_evidence_names_the_header() {
        assertThat(judge(mail(with("Auto-Submitted: auto-replied", "I am away until 12 June 2026.")))
                        .evidence())
                .extracting(Sign::toString)
                .startsWith("Auto-Submitted: auto-replied")
                .contains("away until 2026-06-12");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Automatic reply: A question         | I am out of the office until 12 June.                      | 2026-06-12
            Automatisk svar: Et spørsmål        | Jeg er ute av kontoret til og med 12. juni.                | 2026-06-12
            Automatiskt svar: En fråga          | Jag har semester till och med den 12 juni.                 | 2026-06-12
            Automatisk svar: Et spørgsmål       | Jeg holder ferie og er tilbage den 15. juni 2026.          | 2026-06-15
            Automatische Antwort: Eine Frage    | Ich bin bis zum 12.06.2026 nicht im Büro.                  | 2026-06-12
            Réponse automatique : Une question  | Je suis absente du bureau jusqu'au 12 juin inclus.         | 2026-06-12
            Respuesta automática: Una pregunta  | Estaré de vacaciones hasta el 12 de junio.                 | 2026-06-12
            Risposta automatica: Una domanda    | Sono in ferie fino al 12 giugno.                           | 2026-06-12
            Automatisch antwoord: Een vraag     | Ik ben afwezig tot en met 12 juni.                         | 2026-06-12
            Automaattinen vastaus: Kysymys      | Olen lomalla 12.6.2026 saakka.                             | 2026-06-12
            Automatyczna odpowiedź: Pytanie     | Jestem na urlopie do 12 czerwca.                           | 2026-06-12
            Resposta automática: Uma pergunta   | Estou ausente até 12 de junho.                             | 2026-06-12
            """)
    void out_of_office_in_twelve_languages(String subject, String body, LocalDate until) {
        assertThat(verdict(titled(subject, body))).isEqualTo(new AutoReply(Kind.OUT_OF_OFFICE, until));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[EXTERNAL] Automatic reply: A question",
                "=?UTF-8?B?QXV0b21hdGlzayBzdmFyOiBFdCBzcMO4cnNtw6Vs?=",
                "Out of Office: A question",
                "Fravær",
                "Kari Nordmann is out of the office",
                "自动回复: A question"
            })
    void subjects_that_responders_set(String subject) {
        assertThat(verdict(titled(subject, "I am out of the office."))).isInstanceOf(AutoReply.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Re: Holidays and out of office hours",
                "Fravær i juni, kan vi ta det i juli?",
                "Re: Automatic reply: A question",
                "Automation of your depots",
                "Vacation rentals for your team"
            })
    void subjects_that_people_write_too(String subject) {
        assertThat(verdict(titled(subject, "Yes, that would suit us. Call me.")))
                .isInstanceOf(Reply.class);
    }

    @Test
    void an_absence_without_any_machine_header_shows_by_two_signs_in_the_text() {
        assertThat(judge(replyWith("""
                Thank you for your email. I am out of the office with limited access to email.
                I will be back on 15 June. For urgent matters, contact ola@kunde.test.
                """)).verdict())
                .isEqualTo(new AutoReply(Kind.OUT_OF_OFFICE, LocalDate.of(2026, 6, 15)));
    }

    @Test
    void a_set_phrase_and_a_date_are_enough() {
        assertThat(judge(replyWith("I am out of the office until 12 June.")).verdict())
                .isEqualTo(new AutoReply(Kind.OUT_OF_OFFICE, LocalDate.of(2026, 6, 12)));
    }

    @Test
    void a_person_who_mentions_a_holiday_is_a_person() {
        assertThat(judge(replyWith("I'm on vacation until 12 June, let's talk after that. What does it cost?"))
                        .verdict())
                .isInstanceOf(Reply.class);
    }

    @Test
    void an_absence_in_what_a_person_quotes_does_not_count() {
        assertThat(judge(replyWith("""
                Back now. Call me tomorrow.

                On Mon, 25 May 2026 at 09:00, Rep <rep@selger.test> wrote:
                > I am out of the office, thank you for your email.
                > This is an automatic reply.
                """)).verdict()).isInstanceOf(Reply.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Kari Nordmann is no longer with the company. Please contact Ola.",
                "Kari jobber ikke lenger hos oss. Ta kontakt med Ola.",
                "Kari arbetar inte längre hos oss.",
                "Frau Nordmann ist nicht mehr in unserem Unternehmen.",
                "Kari Nordmann ne travaille plus chez nous.",
                "This mailbox is no longer monitored."
            })
    void a_departure_is_not_an_absence(String body) {
        assertThat(verdict(with("Auto-Submitted: auto-replied", body)))
                .isEqualTo(new AutoReply(Kind.LEFT_COMPANY, null));
    }

    @Test
    void a_departure_shows_without_any_machine_header() {
        assertThat(judge(replyWith("Kari is no longer with Kunde. Please contact Ola at ola@kunde.test."))
                        .verdict())
                .isEqualTo(new AutoReply(Kind.LEFT_COMPANY, null, new Successor(null, "ola@kunde.test")));
    }

    @Test
    void a_ticket_system_acknowledges() {
        assertThat(verdict("""
                From: Kundeservice <no-reply@kunde.test>
                Subject: [#4711] A question

                Vi har mottatt din henvendelse og svarer deg så snart vi kan.
                """)).isEqualTo(new AutoReply(Kind.ACKNOWLEDGEMENT, null));
    }

    @Test
    void a_challenge_is_not_a_reply() {
        assertThat(judge(replyWith("""
                Your message is being held. Please confirm that you are human:
                https://filter.kunde.test/confirm?id=1
                """)).verdict()).isEqualTo(new AutoReply(Kind.CHALLENGE, null));
    }

    @Test
    void a_return_date_in_the_past_is_not_believed() {
        assertThat(verdict(titled("Automatic reply: A question", "I am out of the office until 12 May 2026.")))
                .isEqualTo(new AutoReply(Kind.OUT_OF_OFFICE, null));
    }

    @Test
    void the_word_is_auto_reply() {
        assertThat(new AutoReply(Kind.CHALLENGE, null).word()).isEqualTo("auto-reply");
    }
}
