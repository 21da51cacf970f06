package kadens.inbox;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One thing a mail may be. */
interface Rule {

    /** What the mail is and why, or null where this rule has nothing to say about it. */
    @Nullable
    Judgement judge(IncomingMail mail, LocalDate receivedOn);
}
