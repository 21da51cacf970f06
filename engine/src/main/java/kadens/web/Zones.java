package kadens.web;

import java.time.ZoneId;
import java.time.ZoneOffset;
import kadens.mailbox.Mailbox;
import kadens.prospect.Prospect;
import kadens.run.Engine;
import org.jspecify.annotations.Nullable;

/** Whose clock a time is shown by. */
public final class Zones {

    private Zones() {}

    /** The zone in which the planner judges this prospect's times. */
    public static ZoneId of(Engine engine, Prospect prospect, @Nullable Mailbox mailbox) {
        if (mailbox != null) {
            return engine.nextSteps().zone(prospect, mailbox);
        }
        var own = prospect.timeZone();
        return own == null ? ZoneOffset.UTC : own;
    }
}
