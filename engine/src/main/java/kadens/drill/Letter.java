package kadens.drill;

/** A step for a person: what must come once, whatever ids it bears. */
record Letter(String recipient, String step) implements Comparable<Letter> {

    @Override
    public int compareTo(Letter other) {
        var byRecipient = recipient.compareTo(other.recipient);
        return byRecipient != 0 ? byRecipient : step.compareTo(other.step);
    }

    @Override
    public String toString() {
        return step + " to " + recipient;
    }
}
