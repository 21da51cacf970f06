package kadens.plan;

import java.time.Instant;

/** Where an enrollment has got to in a rehearsal. */
final class Traveller {

    final Journey journey;
    Instant dueAt;
    Instant dueSince;
    private int leg;
    private boolean written;
    private NextStep step;

    Traveller(Journey journey) {
        this.journey = journey;
        this.written = journey.written();
        this.step = journey.legs().getFirst().step();
        var due = journey.due();
        this.dueAt = due == null ? journey.startsAt() : due.at();
        this.dueSince = due == null ? journey.startsAt() : due.since();
    }

    /** The step to come, counted from when the one before was done. */
    NextStep step() {
        return step;
    }

    Lane lane() {
        return journey.legs().get(leg).byHand() ? Lane.BY_HAND : written ? Lane.FOLLOW_UP : Lane.OPENER;
    }

    Waiting waiting() {
        return new Waiting(journey.id(), lane(), journey.cadence(), dueSince);
    }

    /** The step is done; answers whether another comes. */
    boolean goesOn(Instant now) {
        var before = journey.legs().get(leg);
        written |= !before.byHand();
        leg++;
        if (leg == journey.legs().size()) {
            return false;
        }
        step = journey.legs().get(leg).step().since(new Since.StepBefore(before.title(), now));
        return true;
    }
}
