package kadens.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a forecast starts from.
 *
 * @param interval between two runs of a mailbox; a step leaves with the first run after it is due and may leave
 * @param companyCap mails to one company in any 24 hours; null: no cap
 * @param domainCap mails to one recipient domain in any 24 hours; null: no cap
 * @param toCompany when the mails of the last 24 hours left, in order, by company
 * @param toDomain the same by recipient domain
 */
public record Outset(
        Instant now,
        Duration interval,
        List<Sender> senders,
        List<Journey> journeys,
        @Nullable Integer companyCap,
        @Nullable Integer domainCap,
        Map<Long, List<Instant>> toCompany,
        Map<String, List<Instant>> toDomain) {

    public Outset {
        senders = List.copyOf(senders);
        journeys = List.copyOf(journeys);
    }

    /** Without caps for recipients. */
    public static Outset of(Instant now, Duration interval, List<Sender> senders, List<Journey> journeys) {
        return new Outset(now, interval, senders, journeys, null, null, Map.of(), Map.of());
    }
}
