package kadens.drill;

import org.jspecify.annotations.Nullable;

/** What happens while the SMTP server talks. Called by many conversations at once; each waits for the answer. */
interface Script {

    /**
     * A moment of a conversation.
     *
     * @param mail how many mails were begun at the server when this conversation's last one was, itself included
     * @param clientPort from where the client talks
     * @param sender the envelope's; null before it is known
     * @param recipient the envelope's; null before it is known
     */
    record Moment(
            Phase phase,
            long mail,
            int clientPort,
            @Nullable String sender,
            @Nullable String recipient) {}

    /** What the server does at this moment. */
    Fault at(Moment moment) throws InterruptedException;

    /** The server takes a mail; what is to be known of it is kept when this returns. */
    void taken(Taken mail);
}
