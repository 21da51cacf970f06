package kadens.outbox;

import kadens.enrollment.OutgoingMessage;
import kadens.language.Sentence;

/** What came of judging one due enrollment. */
sealed interface Claim {

    /** The message is to be sent; a new one is still to be stored. */
    record Taken(OutgoingMessage message, String stepTitle) implements Claim {}

    /** The enrollment was dealt with without sending; there may be more. */
    record Settled() implements Claim {}

    /** Somebody else is at it; the next run looks at it again. */
    record Busy() implements Claim {}

    /** Nothing more leaves this mailbox in this run, for the reason given. */
    record Nothing(Sentence why) implements Claim {}
}
