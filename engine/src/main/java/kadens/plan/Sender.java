package kadens.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox as a forecast sees it.
 *
 * @param sends whether it sends at all: one that is disconnected, or whose owner has left, does not
 * @param sent when the mails of the last 24 hours left, in order
 * @param openers when those among them left that were the first of their enrollment, in order
 * @param openerAt when an opener of each cadence last left
 */
public record Sender(
        long id,
        boolean sends,
        Limits limits,
        @Nullable Instant firstSentAt,
        @Nullable Instant nextSendAt,
        List<Instant> sent,
        List<Instant> openers,
        Map<String, Instant> openerAt) {

    public Sender {
        sent = List.copyOf(sent);
        openers = List.copyOf(openers);
        openerAt = Map.copyOf(openerAt);
    }

    /** One from which nothing has left so far. */
    public static Sender fresh(long id, Limits limits) {
        return new Sender(id, true, limits, null, null, List.of(), List.of(), Map.of());
    }
}
