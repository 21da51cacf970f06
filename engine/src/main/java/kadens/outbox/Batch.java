package kadens.outbox;

import java.util.List;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Messages claimed together, in the order in which they go out: that of their rows' ids, the first of them begun.
 *
 * @param ending why nothing leaves this mailbox in this run after them; null where there may be more
 */
record Batch(List<Claim.Taken> messages, @Nullable Sentence ending) {

    /** Nothing leaves now, and there may be more. */
    static final Batch NOTHING_YET = new Batch(List.of(), null);

    static Batch nothing(Sentence why) {
        return new Batch(List.of(), why);
    }
}
