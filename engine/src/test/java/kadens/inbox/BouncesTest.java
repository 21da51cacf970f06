package kadens.inbox;

import static kadens.inbox.Mails.judge;
import static kadens.inbox.Mails.mail;
import static kadens.inbox.Mails.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import kadens.inbox.Verdict.Bounce;
import kadens.inbox.Verdict.Bounce.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BouncesTest {

    /** A report as RFC 3464 wants it; the returned headers carry our Message-ID. */
    private static String report(String action, String status, String diagnostic) {
        return """
                Return-Path: <>
                From: Mail Delivery System <MAILER-DAEMON@mx.kunde.test>
                To: rep@selger.test
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                In-Reply-To: <step-1@selger.test>
                References: <step-1@selger.test>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: text/plain

                Your message could not be delivered.

                --b1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.kunde.test

                Final-Recipient: rfc822; Kari@kunde.test
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; %s

                --b1
                Content-Type: text/rfc822-headers

                From: rep@selger.test
                To: kari@kunde.test
                Message-ID: <step-1@selger.test>
                Subject: A question

                --b1--
                """.formatted(action, status, diagnostic);
    }

    private static String plain(String from, String subject, String body) {
        return """
                Return-Path: <>
                From: %s
                To: rep@selger.test
                Subject: %s
                Content-Type: text/plain; charset=utf-8

                %s
                """.formatted(from, subject, body);
    }

    private static Outcome outcome(String raw) {
        assertThat(verdict(raw)).isInstanceOf(Bounce.class);
        return ((Bounce) verdict(raw)).outcome();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.1.1   | 550 5.1.1 <kari@kunde.test>: user unknown                              | BAD_ADDRESS
            5.1.10  | 550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found                   | BAD_ADDRESS
            5.0.0   | 550 No such user here                                                  | BAD_ADDRESS
            4.1.1   | 450 4.1.1 <kari@kunde.test>: Recipient address rejected: user unknown  | BAD_ADDRESS
            5.7.1   | 550 5.7.1 no such user                                                 | BAD_ADDRESS
            5.1.2   | 550 5.1.2 Host unknown (Domain name not found)                         | BAD_ADDRESS
            5.4.1   | 550 5.4.1 Recipient address rejected: Access denied.                   | BAD_ADDRESS
            5.2.2   | 552 5.2.2 Mailbox full                                                 | TRANSIENT
            5.1.1   | 550 5.1.1 Recipient address rejected: mailbox is full                  | TRANSIENT
            4.4.7   | 421 4.4.7 Message delivery time expired                                | TRANSIENT
            4.4.1   | connect to mx.kunde.test[192.0.2.1]:25: Connection timed out           | TRANSIENT
            4.2.0   | 450 4.2.0 Greylisted, see https://policy.test                          | TRANSIENT
            5.7.1   | 554 5.7.1 Message blocked due to spam content                          | REFUSED
            5.7.26  | 550 5.7.26 This mail is unauthenticated                                | REFUSED
            5.7.515 | 550 5.7.515 Access denied, sending domain does not pass DMARC          | REFUSED
            5.1.1   | 550 5.7.1 IP address blacklisted by recipient                          | REFUSED
            5.1.8   | 550 5.1.8 Sender address rejected: Domain not found                    | REFUSED
            5.2.1   | 550 5.2.1 The account is disabled                                      | REFUSED
            5.3.4   | 552 5.3.4 Message size exceeds fixed limit                             | REFUSED
            """)
    void what_the_other_server_said_decides_the_outcome(String status, String diagnostic, Outcome expected) {
        assertThat(outcome(report("failed", status, diagnostic))).isEqualTo(expected);
    }

    @Test
    void a_bounce_with_references_and_auto_submitted_is_a_bounce() {
        Judgement judgement = judge(mail(report("failed", "5.1.1", "550 5.1.1 user unknown")));
        assertThat(judgement.verdict()).isEqualTo(new Bounce(Outcome.BAD_ADDRESS, "5.1.1", "kari@kunde.test"));
        assertThat(judgement.verdict().word()).isEqualTo("bounce");
        assertThat(judgement.evidence()).first().hasToString("DSN status 5.1.1 for kari@kunde.test");
    }

    @Test
    void a_delay_never_condemns_even_where_the_words_would() {
        assertThat(outcome(report("delayed", "4.1.1", "450 4.1.1 user unknown, will retry")))
                .isEqualTo(Outcome.TRANSIENT);
    }

    @Test
    void a_delivered_report_is_a_receipt() {
        assertThat(verdict(report("delivered", "2.1.5", "250 2.1.5 OK"))).isEqualTo(new Verdict.Receipt());
    }

    @Test
    void action_failure_and_text_behind_the_status_are_understood() {
        assertThat(outcome(report("failure", "5.1.1 (bad destination mailbox address)", "")))
                .isEqualTo(Outcome.BAD_ADDRESS);
    }

    @Test
    void an_empty_delivery_status_leaves_the_decision_to_the_text() {
        String raw = report("x", "x", "x")
                .replaceAll("(?s)Reporting-MTA.*?x\n\n--b1", "\n--b1")
                .replace("could not be delivered.", "could not be delivered to kari@kunde.test: user unknown.");
        assertThat(verdict(raw)).isEqualTo(new Bounce(Outcome.BAD_ADDRESS, null, "kari@kunde.test"));
    }

    @Test
    void an_exim_bounce_has_no_report_but_a_header_and_the_mail_itself() {
        String raw = """
                Return-Path: <>
                From: Mail Delivery System <Mailer-Daemon@host.test>
                To: rep@selger.test
                Subject: Mail delivery failed: returning message to sender
                X-Failed-Recipients: kari@kunde.test
                Auto-Submitted: auto-replied

                A message that you sent could not be delivered to one or more of its
                recipients. This is a permanent error. The following address(es) failed:

                  kari@kunde.test
                    host mx.kunde.test [192.0.2.1]
                    SMTP error from remote mail server after RCPT TO:<kari@kunde.test>:
                    550 Unknown recipient

                ------ This is a copy of the message, including all the headers. ------

                Return-path: <rep@selger.test>
                Message-ID: <step-2@selger.test>
                Subject: Did the mailbox full of offers scare you?

                Hello
                """;
        assertThat(verdict(raw)).isEqualTo(new Bounce(Outcome.BAD_ADDRESS, null, "kari@kunde.test"));
        assertThat(mail(raw).returnedIds()).containsExactly("step-2@selger.test");
        assertThat(mail(raw).failedRecipients()).containsExactly("kari@kunde.test");
    }

    @Test
    void a_qmail_bounce_is_plain_text_from_the_daemon() {
        String raw = plain("MAILER-DAEMON@qmail.test", "failure notice", """
                Hi. This is the qmail-send program at qmail.test.
                I'm afraid I wasn't able to deliver your message to the following addresses.
                This is a permanent error; I've given up. Sorry it didn't work out.

                <kari@kunde.test>:
                192.0.2.7 does not like recipient.
                Remote host said: 550 5.7.1 Blocked by our policy
                Giving up on 192.0.2.7.

                --- Below this line is a copy of the message.

                Return-Path: <rep@selger.test>
                Message-Id:
                 <step-3@selger.test>
                """);
        assertThat(verdict(raw)).isEqualTo(new Bounce(Outcome.REFUSED, "5.7.1", "kari@kunde.test"));
        assertThat(mail(raw).returnedIds()).containsExactly("step-3@selger.test");
    }

    @Test
    void a_delay_notice_in_plain_text_is_transient() {
        assertThat(outcome(plain(
                        "Mail Delivery System <Mailer-Daemon@host.test>",
                        "Warning: message 1abc delayed 24 hours",
                        """
                The message has not yet been delivered to: kari@kunde.test
                Delivery attempts will continue to be made for some time.""")))
                .isEqualTo(Outcome.TRANSIENT);
    }

    @Test
    void a_german_bounce_of_an_unknown_recipient() {
        assertThat(outcome(plain("postmaster@kunde.test", "Unzustellbar: Eine Frage", """
                Ihre Nachricht konnte nicht zugestellt werden.
                kari@kunde.test: Empfänger unbekannt""")))
                .isEqualTo(Outcome.BAD_ADDRESS);
    }

    @Test
    void a_norwegian_bounce_of_a_full_mailbox() {
        assertThat(outcome(plain("postmaster@kunde.test", "Kan ikke leveres: Et spørsmål", """
                Meldingen kunne ikke leveres til kari@kunde.test. Innboksen er full.""")))
                .isEqualTo(Outcome.TRANSIENT);
    }

    @Test
    void a_sender_without_address_can_still_be_the_mail_system() {
        assertThat(verdict(plain("MAILER-DAEMON <>", "Mail delivery failed", "<kari@kunde.test>: user unknown")))
                .isInstanceOf(Bounce.class);
    }

    @Test
    void a_bounce_without_a_reason_asks_for_a_person() {
        assertThat(outcome(plain("MAILER-DAEMON@host.test", "Returned mail", "Your message was not delivered.")))
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    void a_refusal_in_the_form_of_a_read_receipt_is_a_bounce() {
        assertThat(verdict("""
                From: Mail Delivery Subsystem <postmaster@kunde.test>
                Subject: Automatically rejected mail
                Auto-Submitted: auto-replied (rejected)
                Content-Type: multipart/report; report-type=disposition-notification; boundary="b1"

                --b1
                Content-Type: text/plain

                Your message to <kari@kunde.test> was automatically rejected: Quota exceeded
                --b1
                Content-Type: message/disposition-notification

                Final-Recipient: rfc822; kari@kunde.test
                Disposition: automatic-action/MDN-sent-automatically; deleted
                --b1--
                """)).isInstanceOf(Bounce.class);
    }

    @Test
    void a_person_who_asks_about_a_bounce_is_a_person() {
        assertThat(verdict("""
                From: Kari Nordmann <kari@kunde.test>
                Subject: Re: Undeliverable: A question
                In-Reply-To: <step-1@selger.test>

                Hi, your mail to Ola bounced with "550 5.1.1 user unknown", his address is ola@kunde.test.
                """)).isInstanceOf(Verdict.Reply.class);
    }

    @Test
    void a_person_called_postmaster_can_still_answer() {
        assertThat(verdict("""
                From: Postmaster <postmaster@kunde.test>
                Subject: Re: A question about your depots
                In-Reply-To: <step-1@selger.test>

                Sure, call me on Thursday.
                """)).isInstanceOf(Verdict.Reply.class);
    }

    @Test
    void a_person_who_attaches_our_mail_is_a_person() {
        String raw = """
                From: Kari Nordmann <kari@kunde.test>
                Subject: Fwd: A question
                Content-Type: multipart/mixed; boundary="b1"

                --b1
                Content-Type: text/plain

                Ola, can you take this one?
                --b1
                Content-Type: message/rfc822

                From: rep@selger.test
                Message-ID: <step-1@selger.test>
                Subject: A question

                Could not be delivered? Read on.
                --b1--
                """;
        assertThat(verdict(raw)).isInstanceOf(Verdict.Reply.class);
        assertThat(mail(raw).returnedIds()).containsExactly("step-1@selger.test");
    }

    @Test
    void a_haulier_who_writes_about_a_late_delivery_is_a_person() {
        assertThat(verdict("""
                From: Kari Nordmann <kari@kunde.test>
                Subject: Delivery delayed

                Your parcel could not be delivered today, it is delayed. Write to ola@kunde.test.
                """)).isInstanceOf(Verdict.Reply.class);
    }

    @Test
    void a_reply_that_somebody_forwards_is_a_reply() {
        assertThat(verdict("""
                From: Ola Nordmann <ola@kunde.test>
                Subject: Fwd: Re: A question
                Content-Type: text/plain

                ---------- Forwarded message ---------
                From: Kari Nordmann <kari@kunde.test>
                Date: Mon, 1 Jun 2026 at 09:00
                Subject: Re: A question
                To: Ola

                Yes, call me.
                """)).isInstanceOf(Verdict.Reply.class);
    }

    @Test
    void a_japanese_bounce_has_no_blanks_between_its_words() {
        assertThat(outcome(plain("MAILER-DAEMON@kunde.test", "=?UTF-8?B?6YWN5L+h5LiN6IO9?=", """
                このメールは送信できませんでした。 <kari@kunde.test> 宛先のメールボックスが一杯です。""")))
                .isEqualTo(Outcome.TRANSIENT);
    }
}
