package kadens.inbox;

/**
 * A text in which many phrases are looked for.
 *
 * @param normal as {@link Phrases#normal} makes it, once for all of them
 */
record Searched(String text, String normal) {

    Searched(String text) {
        this(text, Phrases.normal(text));
    }
}
