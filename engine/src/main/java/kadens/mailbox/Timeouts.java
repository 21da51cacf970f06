package kadens.mailbox;

import java.time.Duration;

/**
 * How long a mail server is waited for, so that a hanging one holds up only its own mailbox.
 *
 * @param connect until the connection stands
 * @param answer until the answer to a command is there as a whole
 * @param finalDot until the answer to the end of a mail is there
 * @param filing until a server that files what it sends has put a copy of a mail that arrived into Sent
 */
public record Timeouts(Duration connect, Duration answer, Duration finalDot, Duration filing) {

    /**
     * Shorter than the minutes of RFC 5321, 4.5.3.2, which are meant for relays: nothing is lost by asking again later.
     * The final dot is another matter (4.5.3.2.6): giving up early there makes a mail uncertain that had arrived.
     */
    public static final Timeouts USUAL =
            new Timeouts(Duration.ofSeconds(15), Duration.ofSeconds(45), Duration.ofMinutes(5), Duration.ofSeconds(5));
}
