package kadens.plan;

import java.time.Instant;

/**
 * A step that leaves, in a forecast.
 *
 * @param journeyId the enrollment
 * @param lane {@link Lane#BY_HAND} for a call or task that falls due, which no cap counts
 */
public record Departure(Instant at, long mailboxId, long journeyId, String stepKey, Lane lane) {

    public boolean isMail() {
        return lane != Lane.BY_HAND;
    }
}
