package kadens.prospect;

/** What the check of one cell came to. */
sealed interface Checked {

    /** The value as it is kept. */
    record Good(String value) implements Checked {}

    /** Why the value can't be taken, and how to mend it. */
    record Bad(String reason) implements Checked {}

    static Checked good(String value) {
        return new Good(value);
    }

    static Checked bad(String reason) {
        return new Bad(reason);
    }
}
