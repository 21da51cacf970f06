package kadens.enrollment;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import kadens.language.Sentence;
import kadens.plan.NotBefore;
import kadens.prospect.Prospect;
import kadens.prospect.Whereabouts;

/** Days of peace for a prospect between the last mail of one cadence and the first of another. */
final class Touches {

    private Touches() {}

    /** What keeps the first mail of an enrollment back; empty where no other enrollment has written to the prospect. */
    static List<NotBefore> before(Facts facts, Enrollment enrollment, Calendars calendars, Prospect prospect) {
        var days = calendars.organization().touchDays();
        var zone = calendars.zone(Whereabouts.of(prospect)).zone();
        return days == 0
                ? List.of()
                : facts.lastElsewhere(enrollment).map(last -> after(last, days, zone)).stream()
                        .toList();
    }

    /** So many days after a mail, at the same time of day in the zone. */
    static NotBefore after(Instant last, int days, ZoneId zone) {
        var mail = last.atZone(zone);
        return new NotBefore(mail.plusDays(days).toInstant(), Sentence.of("plan.touch", days, mail));
    }
}
