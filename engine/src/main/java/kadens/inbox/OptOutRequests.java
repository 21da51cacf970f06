package kadens.inbox;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A mail whose subject is "unsubscribe" and nothing else: what a mail program sends for its reader to the address in
 * List-Unsubscribe (RFC 2369 section 3.2). It may be marked as automatic, and still carries a person's wish.
 */
final class OptOutRequests implements Rule {

    @Override
    public @Nullable Judgement judge(IncomingMail mail, LocalDate receivedOn) {
        return UnsubscribeWords.ALONE.is(mail.subject())
                ? Judgement.of(new Verdict.Unsubscribe(), Sign.of(Sign.Where.SUBJECT, mail.subject()))
                : null;
    }
}
