package kadens.outbox;

import kadens.language.Sentence;
import kadens.mailbox.SendTrouble;

/** What came of handing one message to the SMTP server. */
sealed interface SendOutcome {

    /** The server took it over. */
    record Accepted(String answer) implements SendOutcome {}

    /** There is no such recipient; nobody should be written to there again. */
    record AddressRefused(String answer) implements SendOutcome {}

    /** The server will not take this mail, for a reason other than the address. */
    record PolicyRefused(String answer) implements SendOutcome {}

    /** Not now; the same message may be tried again later. */
    record Deferred(String answer) implements SendOutcome {}

    /**
     * The trouble is ours or the server's: the message was not tried, and the mailbox sends nothing more for now.
     *
     * @param mayBeTheMail whether the server had already taken the sender: where it does so each time, it is this mail that
     *     it can't bear
     */
    record MailboxTrouble(SendTrouble kind, Sentence why, boolean mayBeTheMail) implements SendOutcome {}

    /** The mailbox may have been taken over by another node: the message was not handed over. */
    record Abandoned() implements SendOutcome {}

    /** The whole message was handed over and no answer came: it may have been accepted. */
    record Uncertain(String what) implements SendOutcome {}

    /** Whether the next mail may go out: it must not come to the same end. */
    default boolean mayGoOn() {
        return !(this instanceof MailboxTrouble || this instanceof Abandoned || this instanceof Uncertain);
    }

    /** Whether the server certainly does not have the message. */
    default boolean isUnsent() {
        return !(this instanceof Accepted || this instanceof Uncertain);
    }
}
