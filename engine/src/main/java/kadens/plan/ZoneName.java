package kadens.plan;

import java.time.DateTimeException;
import java.time.ZoneId;
import kadens.language.Sentence;

/** Reads the names of time zones. */
public final class ZoneName {

    private ZoneName() {}

    /** @throws Misread when there is no zone of this name */
    public static ZoneId read(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            throw new Misread(Sentence.of("plan.zone.unknown", name), Sentence.of("plan.zone.mend"));
        }
    }
}
