package kadens.inbox;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kadens.mailbox.Mailbox;

/** What our mails leave in the mails that follow from them, and nothing else has. */
final class Traces {

    private static final String LINK_BEGINS = "/u/";

    /** An unsubscribe link; its token is unique to an enrollment and can't be guessed. */
    private static final Pattern LINK = Pattern.compile(LINK_BEGINS + "([A-Za-z0-9_-]{32})(?![A-Za-z0-9_-])");

    private static final int LINKS_MAX = 20;

    /** Where a mail names the address that it was sent to, besides what its sender wrote. */
    private static final List<String> RECIPIENT_HEADERS =
            List.of("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to");

    private Traces() {}

    /**
     * Ids that a machine names anywhere in its text, for few bounces give them a field; of what a person sent, those in the
     * part that is quoted.
     */
    static List<String> idsIn(IncomingMail mail, Verdict verdict) {
        return MessageIds.anywhereIn(isByPerson(verdict) ? mail.quotedText() : mail.text());
    }

    /** Or may be by one: what can't be read may be anybody's. */
    static boolean isByPerson(Verdict verdict) {
        return verdict instanceof Verdict.Reply
                || verdict instanceof Verdict.Unsubscribe
                || verdict instanceof Verdict.Unreadable;
    }

    /** The tokens of the plus addresses (RFC 5233) of this mailbox that the mail came to. */
    static Set<String> replyTokens(IncomingMail mail, Mailbox mailbox) {
        var address = Pattern.compile(
                Pattern.quote(mailbox.replyAddress("")).replace("@", "\\E([a-z0-9]{6,16})@\\Q"),
                Pattern.CASE_INSENSITIVE);
        var tokens = new LinkedHashSet<String>();
        RECIPIENT_HEADERS.stream()
                .flatMap(name -> mail.headers().getOrDefault(name, List.of()).stream())
                .flatMap(value -> address.matcher(value).results())
                .limit(LINKS_MAX)
                .forEach(found -> tokens.add(found.group(1).toLowerCase(Locale.ROOT)));
        return tokens;
    }

    /** The tokens of unsubscribe links in a text or in HTML. */
    static Stream<String> linkTokensIn(String text) {
        return text.contains(LINK_BEGINS)
                ? LINK.matcher(text).results().map(found -> found.group(1)).limit(LINKS_MAX)
                : Stream.empty();
    }
}
