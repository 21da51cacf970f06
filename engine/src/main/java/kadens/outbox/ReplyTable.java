package kadens.outbox;

import static kadens.outbox.Phase.AUTH;
import static kadens.outbox.Phase.BODY;
import static kadens.outbox.Phase.CONNECT;
import static kadens.outbox.Phase.DOT;
import static kadens.outbox.Phase.MAIL;
import static kadens.outbox.Phase.RCPT;
import static kadens.outbox.Verdict.ACCEPTED;
import static kadens.outbox.Verdict.BAD_ADDRESS;
import static kadens.outbox.Verdict.DOWN;
import static kadens.outbox.Verdict.LATER;
import static kadens.outbox.Verdict.LIMIT;
import static kadens.outbox.Verdict.NOT_WELCOME;
import static kadens.outbox.Verdict.REFUSED;
import static kadens.outbox.Verdict.UNKNOWN;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an answer means in the phase in which it came: the first row that fits counts, so the special stand before the
 * general.
 *
 * <p>A row that pauses the mailbox must be about us alone, for every mail waits behind it; what the recipient's side may
 * have said holds that mail. An address is given up only on a code or words that leave no doubt.
 */
final class ReplyTable {

    private static final Set<Phase> ANY = EnumSet.allOf(Phase.class);
    private static final Set<Phase> BEFORE_DOT = EnumSet.range(CONNECT, BODY);
    private static final Set<Phase> BEFORE_RCPT = EnumSet.range(CONNECT, MAIL);
    private static final Set<Phase> FROM_MAIL = EnumSet.range(MAIL, DOT);
    private static final Set<Phase> FROM_RCPT = EnumSet.range(RCPT, DOT);
    private static final Set<Phase> THE_DOT = EnumSet.of(DOT);

    private static final String GOOGLE = "support.google.com/a/answer/3726730 (Gmail SMTP errors and codes)";
    private static final String MICROSOFT =
            "learn.microsoft.com, Email non-delivery reports and SMTP errors in Exchange Online";
    private static final String POSTFIX =
            "Postfix, smtpd_delay_reject: what it holds against the client or the sender it" + " says to RCPT";

    private static final List<Row> ROWS = List.of(
            row(THE_DOT, "2.. .*", ACCEPTED, "RFC 5321, 4.2.1: the first digit decides"),
            row(BEFORE_DOT, "421 .*", DOWN, "RFC 5321, 3.8 and 4.2.2: the server closes, whatever it was asked"),
            row(THE_DOT, "421 .*", LATER, "RFC 5321, 4.2.5: after a 4yz to the dot the mail is still ours"),

            // About us: the login
            row(ANY, "(530|534|535|538) .*", NOT_WELCOME, "RFC 4954, 6"),
            row(ANY, "432 4\\.7\\.12", NOT_WELCOME, "RFC 4954, 6: the password has to be changed"),
            row(
                    Set.of(AUTH),
                    "334 .*",
                    NOT_WELCOME,
                    "developers.google.com, XOAUTH2: a bad token is told by a challenge"),
            row(ANY, "5.. 5\\.7\\.(8|9|11)", NOT_WELCOME, "RFC 4954, 6 and RFC 5248"),
            row(ANY, "5.. 5\\.7\\.14", NOT_WELCOME, GOOGLE + ": log in by the browser first"),
            row(ANY, "5.. 5\\.7\\.(57|64)", NOT_WELCOME, MICROSOFT + ": not authenticated, relay denied"),

            // About us: limits of the account
            row(FROM_MAIL, "454 .*", LIMIT, "docs.aws.amazon.com/ses, manage-sending-quotas-errors"),
            row(FROM_MAIL, "5.. 5\\.4\\.5", LIMIT, "Gmail: daily user sending limit exceeded"),
            row(FROM_MAIL, "5.. 5\\.(1\\.90|7\\.(232|233|508))", LIMIT, MICROSOFT),
            row(FROM_MAIL, "4.. 4\\.7\\.(5..|6..|8[5-9].)", LIMIT, MICROSOFT + ": sending restricted for now"),
            said(FROM_MAIL, "5.. .*", "submission ?quota", LIMIT, MICROSOFT),

            // About us: the account or its address
            row(
                    FROM_MAIL,
                    "5.. 5\\.1\\.[78]",
                    NOT_WELCOME,
                    "RFC 3463, 3.2: the sender's address; so says " + MICROSOFT),
            row(FROM_MAIL, "5.. 5\\.7\\.(501|502|503|511|705|708|750)", NOT_WELCOME, MICROSOFT + ": banned"),
            row(FROM_MAIL, "5.. 5\\.(7\\.60|2\\.252)", NOT_WELCOME, "Exchange: no permission to send as this sender"),
            said(
                    FROM_MAIL,
                    "5.. .*",
                    "send ?as ?denied|permissions? to send as",
                    NOT_WELCOME,
                    "Exchange: SendAsDenied"),
            said(
                    FROM_RCPT,
                    "5.. .*",
                    "(sender address|client host|helo command) rejected|client host .{0,80}blocked",
                    NOT_WELCOME,
                    POSTFIX),
            said(FROM_RCPT, "4.. .*", "(sender address|client host|helo command) rejected", DOWN, POSTFIX),
            said(
                    FROM_RCPT,
                    "5.. .*",
                    "relay(ing)? (access )?(denied|prohibited|not (permitted|allowed))|unable to relay",
                    NOT_WELCOME,
                    "RFC 5321, 3.6.2: a server relays for those it knows; words of Postfix, Sendmail and Exchange"),
            row(FROM_RCPT, "503 .*", DOWN, "RFC 5321, 4.2.2: we and the server are out of step"),

            // About the size of this mail
            row(Set.of(MAIL), "552 |5.. 5\\.(3\\.4|2\\.3)", REFUSED, "RFC 1870, 6.1; RFC 3463, 3.3 and 3.4: too big"),

            // About the recipient
            row(FROM_RCPT, "5.. 5\\.1\\.(1|2|3|6)", BAD_ADDRESS, "RFC 3463, 3.2: mailbox, system, syntax, moved"),
            row(FROM_RCPT, "5.. 5\\.1\\.10", BAD_ADDRESS, "RFC 7505, 4.2: takes no mail; " + MICROSOFT + ": not found"),
            said(
                    Set.of(RCPT),
                    "55[013] ",
                    "(user|mailbox|recipient|address)[^.]{0,40}(unknown|not found|does(n't| not) exist)"
                            + "|(no such|unknown) (user|mailbox|recipient|address)",
                    BAD_ADDRESS,
                    "servers without RFC 2034; RFC 5321, 4.2.2: 550 alone may be policy, too"),
            row(FROM_RCPT, "5.. 5\\.2\\.2", LATER, "RFC 3463, 3.3: a full mailbox is emptied one day"),
            row(Set.of(RCPT), "552 ", LATER, "RFC 5321, 4.5.3.1.10: to be taken for 452"),
            row(FROM_RCPT, "5.. 5\\.2\\.12[12]", LATER, MICROSOFT + ": receives too much this hour"),

            // By the first digit alone
            row(
                    BEFORE_RCPT,
                    "4.. .*",
                    DOWN,
                    "RFC 5321, 4.2.1; RFC 3207, 4 and RFC 4954, 6 on 454: no mail was named yet"),
            row(BEFORE_RCPT, "5.. .*", NOT_WELCOME, "RFC 5321, 3.1, 4.2.1 and 4.2.4: no mail was named yet"),
            row(FROM_RCPT, "4.. .*", LATER, "RFC 5321, 4.2.1 and 4.2.5"),
            row(FROM_RCPT, "5.. .*", REFUSED, "RFC 5321, 4.2.1 and 4.2.5"),

            // No answer, or none that is one
            row(BEFORE_DOT, ".*", DOWN, "RFC 5321, 4.1.1.4: without the dot the server has to drop the mail"),
            row(THE_DOT, ".*", UNKNOWN, "RFC 5321, 4.5.3.2.6: it may have been accepted"));

    private ReplyTable() {}

    static Verdict judge(Phase phase, SmtpReply reply) {
        return row(phase, reply).verdict();
    }

    static Row row(Phase phase, SmtpReply reply) {
        return ROWS.stream().filter(row -> row.fits(phase, reply)).findFirst().orElseThrow();
    }

    /**
     * @param codes what {@link SmtpReply#codes} is
     * @param words what its text holds, in lower case
     * @param source where this is written
     */
    record Row(Set<Phase> phases, Pattern codes, Pattern words, Verdict verdict, String source) {

        private boolean fits(Phase phase, SmtpReply reply) {
            return phases.contains(phase)
                    && codes.matcher(reply.codes()).matches()
                    && words.matcher(reply.text().toLowerCase(Locale.ROOT)).find();
        }
    }

    private static Row row(Set<Phase> phases, String codes, Verdict verdict, String source) {
        return said(phases, codes, "", verdict, source);
    }

    private static Row said(Set<Phase> phases, String codes, String words, Verdict verdict, String source) {
        return new Row(phases, Pattern.compile(codes), Pattern.compile(words), verdict, source);
    }
}
