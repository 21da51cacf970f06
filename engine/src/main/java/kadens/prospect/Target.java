package kadens.prospect;

/** Where the values of a column go. */
sealed interface Target {

    /** A value that every prospect can have. */
    record Standard(Field field) implements Target {}

    /** A custom field of the prospect, {@code prospect.fields.<name>} in templates. */
    record Custom(String name) implements Target {}

    /** A custom field of the account, {@code account.fields.<name>} in templates. */
    record AccountCustom(String name) implements Target {}

    /** Left out because the user said so. */
    record LeftOut() implements Target {}

    /** A column whose header is empty: a value in it can't be placed. */
    record Nameless() implements Target {}
}
