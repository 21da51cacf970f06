package kadens.prospect;

import kadens.language.Sentence;

/** What the check of one cell came to. */
sealed interface Checked {

    /** The value as it is kept. */
    record Good(String value) implements Checked {}

    /** Why the value can't be taken, and how to mend it. */
    record Bad(Sentence why) implements Checked {}

    static Checked good(String value) {
        return new Good(value);
    }

    /** @param what the end of the key of the sentence that says why */
    static Checked bad(String what, Object... values) {
        return new Bad(Sentence.of("row." + what, values));
    }
}
