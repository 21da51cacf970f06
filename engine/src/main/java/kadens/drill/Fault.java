package kadens.drill;

import java.time.Duration;
import java.util.List;

/** What the scripted SMTP server does at a phase instead of going on. */
enum Fault {
    NONE,
    /** Cuts the connection. */
    DROP,
    /** Says nothing until the client gives up. */
    HANG,
    /** Takes its time, and goes on. */
    SLOW,
    /** Says something that is no reply. */
    GARBAGE,
    /** Refuses for now: RFC 5321, 4.2.1. */
    LATER,
    /** Refuses us, and not the mail: RFC 5321, 3.8. */
    NOT_YOU;

    /** Longer than any client waits for a reply. */
    static final Duration HANG_MAX = Duration.ofSeconds(50);

    static final Duration SLOWNESS = Duration.ofSeconds(2);

    /** What can go wrong at a phase. A server that has taken a mail does not refuse it. */
    static List<Fault> at(Phase phase) {
        return switch (phase) {
            case BODY -> List.of(DROP, HANG, SLOW);
            case TAKEN -> List.of(DROP, HANG, SLOW, GARBAGE);
            case ANSWERED -> List.of(DROP, SLOW);
            default -> List.of(DROP, HANG, SLOW, GARBAGE, LATER, NOT_YOU);
        };
    }
}
