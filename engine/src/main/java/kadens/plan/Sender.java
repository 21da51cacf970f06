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
 * @param openerTurns which turn the last opener of each cadence had: the higher, the later
 */
public record Sender(
        long id,
        boolean sends,
        Limits limits,
        @Nullable Instant firstSentAt,
        @Nullable Instant nextSendAt,
        List<Instant> sent,
        List<Instant> openers,
        Map<String, Long> openerTurns) {

    public Sender {
        sent = List.copyOf(sent);
        openers = List.copyOf(openers);
        openerTurns = Map.copyOf(openerTurns);
    }

    /** One from which nothing has left so far. */
    public static Sender fresh(long id, Limits limits) {
        return new Sender(id, true, limits, null, null, List.of(), List.of(), Map.of());
    }
}
