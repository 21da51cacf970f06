package kadens.team;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** A day on which the whole organization is closed, beside the public holidays. */
@Entity
public final class DayOff {

    @Id
    LocalDate day = LocalDate.EPOCH;

    String name = "";

    DayOff() {}

    /** Closes the organization on a day, or gives the day another name. */
    public static void add(StatelessSession session, LocalDate day, String name) {
        var dayOff = new DayOff();
        dayOff.day = day;
        dayOff.name = name;
        session.upsert(dayOff);
    }

    /** Opens it again on a day; answers whether it was closed. */
    public static boolean remove(StatelessSession session, LocalDate day) {
        return session.createMutationQuery("delete from DayOff where day = :day")
                        .setParameter("day", day)
                        .executeUpdate()
                > 0;
    }

    /** The organization's days off with their names. */
    public static Map<LocalDate, String> all(StatelessSession session) {
        return session.createSelectionQuery("from DayOff", DayOff.class)
                .getResultStream()
                .collect(Collectors.toUnmodifiableMap(dayOff -> dayOff.day, dayOff -> dayOff.name));
    }
}
