package kadens.mailbox;

import java.time.Duration;

/** What keeps a mailbox from sending, and how long it rests from trying: each time twice as long, up to a limit. */
public enum SendTrouble {
    /** The server does not let us in or does not let us send: asked too often, it locks the account. */
    NOT_WELCOME(Duration.ofMinutes(15), Duration.ofHours(4)),
    /** The account has sent all that it may; providers count over 24 hours, and let go bit by bit. */
    LIMIT(Duration.ofHours(1), Duration.ofHours(4)),
    /** The server can't be reached or does not work. */
    DOWN(Duration.ofMinutes(2), Duration.ofMinutes(30));

    private final Duration first;
    private final Duration max;

    SendTrouble(Duration first, Duration max) {
        this.first = first;
        this.max = max;
    }

    /** How long to rest now after a rest of this length; zero where there was none. */
    Duration rest(Duration last) {
        var doubled = last.multipliedBy(2);
        var atLeast = doubled.compareTo(first) < 0 ? first : doubled;
        return atLeast.compareTo(max) > 0 ? max : atLeast;
    }
}
