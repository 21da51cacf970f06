package kadens.outbox;

import kadens.enrollment.OutgoingMessage;
import kadens.language.Sentence;

/** What came of looking for the next thing to send. */
sealed interface Claim {

    /** A message is stored as being sent and now must be. */
    record Taken(OutgoingMessage message, String stepTitle) implements Claim {}

    /** An enrollment was dealt with without sending; there may be more. */
    record Settled() implements Claim {}

    /** Nothing more leaves this mailbox in this run, for the reason given where there is one. */
    record Nothing(Sentence why) implements Claim {}
}
