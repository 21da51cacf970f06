package kadens.drill;

import java.util.SplittableRandom;

/**
 * What is wrong with a mailbox's IMAP server in the run in which follow-ups are due.
 *
 * @param runs for so many runs
 * @param command the connection is cut at this command, counted from 1
 */
record Weather(Kind kind, int runs, int command) {

    enum Kind {
        FINE,
        /** Every connection is closed at once. */
        DOWN,
        /** The connection is cut in the middle of a reading. */
        CUT,
        /** A folder was made anew: other UIDVALIDITY, other UIDs, the same mails. */
        RENUMBERED,
        /** So much time passes after the reading that it is worth nothing. */
        STALE
    }

    private static final int COMMANDS_MAX = 16;

    static Weather of(int mailbox, int round, long seed) {
        var random = new SplittableRandom(1_000_003 * seed + 1_009 * mailbox + round);
        random.nextInt();
        var kind = Kind.values()[random.nextInt(Kind.values().length)];
        return new Weather(kind, 1 + random.nextInt(3), 2 + random.nextInt(COMMANDS_MAX));
    }
}
