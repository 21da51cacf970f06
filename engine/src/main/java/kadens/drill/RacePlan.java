package kadens.drill;

/** How large a reply race is; the same numbers give the same histories. */
public record RacePlan(int histories, int mailboxes, long seed) {

    /** So many people of a mailbox have their follow-up in one run. */
    private static final int HISTORIES_A_RUN = 40;

    int rounds() {
        return Math.ceilDiv(histories, mailboxes * HISTORIES_A_RUN);
    }

    /** The first history of a round. */
    int from(int round) {
        return Math.min(histories, round * mailboxes * HISTORIES_A_RUN);
    }

    History history(int number) {
        return History.of(number, seed);
    }

    Weather weather(int mailbox, int round) {
        return Weather.of(mailbox, round, seed);
    }
}
