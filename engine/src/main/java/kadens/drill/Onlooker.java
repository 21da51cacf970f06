package kadens.drill;

/** Told how far a drill has come. */
@FunctionalInterface
public interface Onlooker {

    /** For who doesn't want to know. */
    Onlooker NONE = (_, _, _) -> {};

    /**
     * So far has it come.
     *
     * @param what is being done, such as {@code Sending}
     * @param done of so many
     */
    void at(String what, long done, long all);
}
