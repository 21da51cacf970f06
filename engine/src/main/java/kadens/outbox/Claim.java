package kadens.outbox;

import kadens.enrollment.OutgoingMessage;
import kadens.language.Sentence;

/** What came of judging one due enrollment. */
sealed interface Claim {

    /**
     * A message is stored as claimed and is to be sent.
     *
     * @param enrollmentVersion of the enrollment as it was judged: when it has another, somebody changed it since
     */
    record Taken(OutgoingMessage message, String stepTitle, int enrollmentVersion) implements Claim {}

    /** The enrollment was dealt with without sending; there may be more. */
    record Settled() implements Claim {}

    /** Somebody else is at it; the next run looks at it again. */
    record Busy() implements Claim {}

    /** Nothing more leaves this mailbox in this run, for the reason given. */
    record Nothing(Sentence why) implements Claim {}
}
