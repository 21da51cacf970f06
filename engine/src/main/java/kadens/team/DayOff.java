package kadens.team;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** A day on which the whole organization is closed, beside the public holidays. */
@Entity
public class DayOff {

    @Id
    LocalDate day = LocalDate.EPOCH;

    String name = "";

    DayOff() {}

    /** The organization's days off with their names. */
    public static Map<LocalDate, String> all(StatelessSession session) {
        return session.createSelectionQuery("from DayOff", DayOff.class)
                .getResultStream()
                .collect(Collectors.toUnmodifiableMap(dayOff -> dayOff.day, dayOff -> dayOff.name));
    }
}
