package kadens.web.prospects;

/** One of several in a list to choose from. */
record Choice(String value, String label, boolean chosen) {

    static Choice of(String value, String label, String chosen) {
        return new Choice(value, label, value.equals(chosen));
    }
}
