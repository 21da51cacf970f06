package kadens.cli;

/** A number with its noun, as English has them. */
final class Plural {

    private Plural() {}

    static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
