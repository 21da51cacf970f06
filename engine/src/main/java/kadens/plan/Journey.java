package kadens.plan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An enrollment as a forecast sees it.
 *
 * @param mailboxId the {@link Sender} that its mails leave from
 * @param companyId null where the recipient's company is not known
 * @param domain of the recipient's address
 * @param written whether the prospect was written to before
 * @param legs the steps to come, at least one
 * @param due the plan of the first leg where there is one already; null: it is planned when it starts
 * @param startsAt when the first leg is planned, where it has no plan: now, or when a pause ends
 */
public record Journey(
        long id,
        long mailboxId,
        String cadence,
        @Nullable Long companyId,
        String domain,
        boolean written,
        List<Leg> legs,
        @Nullable Due due,
        Instant startsAt) {

    public Journey {
        legs = List.copyOf(legs);
    }

    /**
     * One step to come.
     *
     * @param step as the planner takes it; from the second leg on, it is counted from when the leg before is done
     */
    public record Leg(String title, boolean byHand, NextStep step) {}

    /** When a step falls due, and when it first did. */
    public record Due(Instant at, Instant since) {}
}
