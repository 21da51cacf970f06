package kadens.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Replies as servers give them, and what they mean. */
class ReplyTableTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        RCPT     | 550 5.1.1 The email account that you tried to reach does not exist. - gsmtp                | BAD_ADDRESS
        RCPT     | 550 5.1.1 <per@fjord.example>: Recipient address rejected: User unknown                    | BAD_ADDRESS
        DOT      | 550 5.1.1 <per@fjord.example>: User unknown                                                | BAD_ADDRESS
        RCPT     | 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup      | BAD_ADDRESS
        RCPT     | 556 5.1.10 Recipient address has null MX                                                   | BAD_ADDRESS
        RCPT     | 550 No such user here                                                                      | BAD_ADDRESS
        RCPT     | 550 <per@fjord.example>: Recipient address rejected: User unknown                          | BAD_ADDRESS
        RCPT     | 550 Requested action not taken: mailbox unavailable                                        | REFUSED
        RCPT     | 550 5.5.0 Requested action not taken: mailbox unavailable                                  | REFUSED
        RCPT     | 550 5.4.1 Recipient address rejected: Access denied                                        | REFUSED
        RCPT     | 550 5.2.1 The email account that you tried to reach is disabled                            | REFUSED
        RCPT     | 550 5.1.0 Address rejected                                                                 | REFUSED
        RCPT     | 450 4.1.1 <per@fjord.example>: unverified address                                          | LATER
        RCPT     | 450 4.7.1 <per@fjord.example>: Recipient address rejected: Greylisted                      | LATER
        RCPT     | 450 4.2.1 The user you are trying to contact is receiving mail too quickly.                | LATER
        RCPT     | 452 4.2.2 The email account that you tried to reach is over quota.                         | LATER
        RCPT     | 552 5.2.2 Mailbox full                                                                     | LATER
        RCPT     | 552 Mailbox full                                                                           | LATER
        RCPT     | 550 5.2.121 Recipient's per hour message receive limit from specific sender exceeded       | LATER
        DOT      | 451 4.3.0 Mail server temporarily rejected message.                                        | LATER
        DOT      | 421 4.7.0 Try again later, closing connection.                                             | LATER
        DOT      | 550 5.7.1 This message violates example.com email policy. - gcdp - gsmtp                   | REFUSED
        DOT      | 550 5.7.26 This mail has been blocked because the sender is unauthenticated                | REFUSED
        DOT      | 552 5.3.4 Message size exceeds fixed limit                                                 | REFUSED
        DOT      | 554 Transaction failed                                                                     | REFUSED
        MAIL     | 552 5.3.4 Message size exceeds fixed limit                                                 | REFUSED
        RCPT     | 550 5.7.1 Delivery not authorized                                                          | REFUSED
        RCPT     | 554 5.7.1 <per@fjord.example>: Relay access denied                                         | NOT_WELCOME
        RCPT     | 554 5.7.1 <per@fjord.example>: Recipient address rejected: Relay access denied             | NOT_WELCOME
        RCPT     | 550 5.7.1 per@fjord.example... Relaying denied. IP name lookup failed [172.30.1.108]       | NOT_WELCOME
        RCPT     | 550 5.7.1 Unable to relay                                                                  | NOT_WELCOME
        RCPT     | 550 5.1.0 <kari@rute.example>: Sender address rejected: User unknown in virtual mailbox table | NOT_WELCOME
        RCPT     | 550 <kari@rute.example>: Sender address rejected: User unknown in virtual mailbox table    | NOT_WELCOME
        RCPT     | 553 5.7.1 <kari@rute.example>: Sender address rejected: not owned by user kari             | NOT_WELCOME
        RCPT     | 554 5.7.1 <unknown[10.0.0.1]>: Client host rejected: Access denied                         | NOT_WELCOME
        RCPT     | 554 5.7.1 Service unavailable; Client host [127.0.0.2] blocked using dnsbl.example         | NOT_WELCOME
        RCPT     | 450 4.7.1 Client host rejected: cannot find your hostname, [10.0.0.1]                      | DOWN
        RCPT     | 530 5.7.0 Authentication required                                                          | NOT_WELCOME
        MAIL     | 530 5.7.57 Client not authenticated to send mail. [AM6PR0732BE0065]                        | NOT_WELCOME
        MAIL     | 553 5.1.8 <kari@rute.example>... Domain of sender address does not exist                   | NOT_WELCOME
        MAIL     | 501 5.1.7 Bad sender address syntax                                                        | NOT_WELCOME
        DOT      | 550 5.1.8 Access denied, bad outbound sender                                               | NOT_WELCOME
        DOT      | 550 5.7.60 SMTP; Client does not have permissions to send as this sender                   | NOT_WELCOME
        DOT      | 554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied;   | NOT_WELCOME
        DOT      | 554 5.2.252 SendAsDenied; kari@rute.example not allowed to send as nils@rute.example       | NOT_WELCOME
        DOT      | 550 5.7.705 Access denied, tenant has exceeded threshold                                   | NOT_WELCOME
        DOT      | 550 5.4.5 Daily user sending limit exceeded. For more information on Gmail                 | LIMIT
        DATA     | 550-5.4.5 Daily user sending limit exceeded.                                               | LIMIT
        DOT      | 550 5.1.90 Your message can't be sent because you've reached your daily limit              | LIMIT
        DOT      | 550 5.7.233 Your message can't be sent because your tenant exceeded its daily limit        | LIMIT
        DOT      | 554 5.2.0 The message can't be submitted because the sender's submission quota was exceeded | LIMIT
        DOT      | 454 Throttling failure: Daily message quota exceeded.                                      | LIMIT
        DOT      | 451 4.7.500 Access denied, please try again later                                          | LIMIT
        AUTH     | 535 5.7.8 Username and Password not accepted. - gsmtp                                      | NOT_WELCOME
        AUTH     | 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled              | NOT_WELCOME
        AUTH     | 550 5.7.30 Basic authentication is not supported for Client Submission                     | NOT_WELCOME
        AUTH     | 534 5.7.14 Please log in with your web browser and then try again                          | NOT_WELCOME
        AUTH     | 432 4.7.12 A password transition is needed                                                 | NOT_WELCOME
        AUTH     | 334 eyJzdGF0dXMiOiI0MDAifQ==                                                               | NOT_WELCOME
        AUTH     | 454 4.7.0 Too many login attempts, please try again later. - gsmtp                         | DOWN
        STARTTLS | 454 TLS not available due to temporary reason                                              | DOWN
        STARTTLS | 501 Syntax error (no parameters allowed)                                                   | NOT_WELCOME
        EHLO     | 550 5.7.506 Access Denied, Bad HELO                                                        | NOT_WELCOME
        GREETING | 554 No SMTP service here                                                                   | NOT_WELCOME
        GREETING | 421 4.4.5 Server busy, try again later.                                                    | DOWN
        MAIL     | 432 4.3.2 Concurrent connections limit exceeded                                            | DOWN
        MAIL     | 452 4.3.1 Insufficient system storage                                                      | DOWN
        MAIL     | 421 4.7.0 Too many mails in this session                                                   | DOWN
        RCPT     | 421 4.3.2 System shutting down                                                             | DOWN
        RCPT     | 503 5.5.1 Bad sequence of commands                                                         | DOWN
        DOT      | 250 2.0.0 OK 1731 - gsmtp                                                                  | ACCEPTED
        DOT      | 251 2.0.0 Queued                                                                           | ACCEPTED
        """)
    void a_reply_means(Phase phase, String text, Verdict verdict) {
        var reply = SmtpReply.of(Integer.parseInt(text.substring(0, 3)), text);

        assertThat(ReplyTable.row(phase, reply))
                .extracting(ReplyTable.Row::verdict)
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void no_answer_is_uncertain_after_the_dot_and_nowhere_else(Phase phase) {
        var verdict = phase == Phase.DOT ? Verdict.UNKNOWN : Verdict.DOWN;

        assertThat(ReplyTable.judge(phase, SmtpReply.NONE)).isEqualTo(verdict);
        assertThat(ReplyTable.judge(phase, SmtpReply.of(-1, "!@#$"))).isEqualTo(verdict);
    }
}
