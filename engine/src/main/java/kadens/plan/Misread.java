package kadens.plan;

import kadens.language.Sentence;

/** Words that could not be read as a delay, a window or a time zone: what was wrong, and how to mend it. */
public final class Misread extends IllegalArgumentException {

    private final transient Sentence what;
    private final transient Sentence mend;

    /** Neither ends the other's sentence: the first is without a full stop, the second whole. */
    public Misread(Sentence what, Sentence mend) {
        super(what + ". " + mend);
        this.what = what;
        this.mend = mend;
    }

    /** What was wrong, without a full stop. */
    public Sentence what() {
        return what;
    }

    /** How to mend it, as a whole sentence. */
    public Sentence mend() {
        return mend;
    }

    /** Both. */
    public Sentence sentence() {
        return Sentence.of("plan.misread", what, mend);
    }
}
