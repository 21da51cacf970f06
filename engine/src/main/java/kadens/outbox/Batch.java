package kadens.outbox;

import java.time.Instant;
import java.util.List;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Messages claimed together, in the order in which they go out.
 *
 * @param at when they were judged
 * @param ending why nothing leaves this mailbox in this run after them; null where there may be more
 */
record Batch(
        List<Claim.Taken> messages, Instant at, @Nullable Sentence ending) {

    static Batch nothing(Instant at, Sentence why) {
        return new Batch(List.of(), at, why);
    }
}
