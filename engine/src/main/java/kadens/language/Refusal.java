package kadens.language;

/**
 * Something a person asked for cannot be done, said in one line: what was wrong, where, and how to mend it.
 *
 * <p>Shown as it is, without a stack trace; commands exit with 1.
 */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A refusal in plain words. */
    public Refusal(String words) {
        super(words);
    }

    /** A refusal whose technical cause belongs in the log. */
    public Refusal(String words, Throwable cause) {
        super(words, cause);
    }

    /** The words for the person. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
