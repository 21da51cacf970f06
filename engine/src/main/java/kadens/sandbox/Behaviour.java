package kadens.sandbox;

import java.time.Duration;

/** What a sample person does with the letters they get. */
public sealed interface Behaviour {

    /** When a person acts: at the nth letter they get, and this long after it came. */
    record Cue(int letter, Duration delay) {}

    /** Reads and never answers. */
    record Silent() implements Behaviour {}

    /** Answers once, as people answer. */
    record Answers(Cue cue, String text) implements Behaviour {}

    /** Has a machine answer each sender once; {@code {date}} in the text becomes the day they are back. */
    record OutOfOffice(int days, String text) implements Behaviour {}

    /** Has no mailbox: the server behind the address returns each letter for good (5.1.1). */
    record Bounces() implements Behaviour {}

    /** Has a full mailbox: the server says first that it keeps trying (4.2.2), then that it gave up (5.2.2). */
    record MailboxFull() implements Behaviour {}

    /** Asks in their own words to be left alone. */
    record AsksToBeRemoved(Cue cue, String text) implements Behaviour {}

    /** Answers from another address of theirs. */
    record AnswersFromElsewhere(Cue cue, String address, String text) implements Behaviour {}

    /** Forwards the letter to a colleague, who answers. */
    record ForwardsToColleague(Cue cue, String address, String name, String text) implements Behaviour {}

    /** Uses the unsubscribe button of their mail program. */
    record ClicksUnsubscribe(Cue cue) implements Behaviour {}

    /** Whether a letter to them stays: a dead address and a full mailbox lose it a moment after it came. */
    default boolean keepsLetters() {
        return !(this instanceof Bounces || this instanceof MailboxFull);
    }
}
