package kadens.inbox;

import org.jspecify.annotations.Nullable;

/**
 * A mail that was read, and what it says; whom it is about is another question. It is judged when somebody asks, for most
 * mail of a mailbox is about nobody here, and nobody asks what that says.
 */
final class Judged {

    private final Fetched fetched;
    private final Judge judge;
    private @Nullable Judgement judgement;

    Judged(Fetched fetched, Judge judge) {
        this.fetched = fetched;
        this.judge = judge;
    }

    Fetched fetched() {
        return fetched;
    }

    IncomingMail mail() {
        return fetched.mail();
    }

    Judgement judgement() {
        var known = judgement;
        if (known == null) {
            known = fetched.judgedBy(judge);
            judgement = known;
        }
        return known;
    }

    Verdict verdict() {
        return judgement().verdict();
    }
}
