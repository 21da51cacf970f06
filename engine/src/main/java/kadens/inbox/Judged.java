package kadens.inbox;

import java.util.List;

/** A mail that was read, and what it says; whom it is about is another question. */
final class Judged {

    private final Fetched fetched;
    private final Judgement judgement;
    private final List<String> idsInText;

    Judged(Fetched fetched, Judge judge) {
        this.fetched = fetched;
        this.judgement = fetched.judgedBy(judge);
        this.idsInText = Traces.idsIn(fetched.mail(), judgement.verdict());
    }

    Fetched fetched() {
        return fetched;
    }

    IncomingMail mail() {
        return fetched.mail();
    }

    Judgement judgement() {
        return judgement;
    }

    Verdict verdict() {
        return judgement.verdict();
    }

    /** As {@link Traces#idsIn} finds them. */
    List<String> idsInText() {
        return idsInText;
    }
}
