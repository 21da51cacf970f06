package kadens.team;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** Days on which a person is away, so that nothing leaves their mailboxes. */
@Entity
public final class Absence {

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "absence_seq", allocationSize = 10)
    long id;

    long personId;
    LocalDate firstDay = LocalDate.EPOCH;
    LocalDate lastDay = LocalDate.EPOCH;

    Absence() {}

    /** The absences of a person in the order of their first days. */
    public static List<Absence> of(StatelessSession session, long personId) {
        return session.createSelectionQuery("from Absence where personId = :person order by firstDay", Absence.class)
                .setParameter("person", personId)
                .getResultList();
    }

    /** Who is away on a day, and until when, by the person's id. */
    public static Map<Long, LocalDate> on(StatelessSession session, LocalDate day) {
        return session
                .createSelectionQuery("from Absence where firstDay <= :day and lastDay >= :day", Absence.class)
                .setParameter("day", day)
                .getResultList()
                .stream()
                .collect(Collectors.toUnmodifiableMap(
                        absence -> absence.personId, absence -> absence.lastDay, (one, other) -> one));
    }

    /** Away from the first day to the last, both included; one with what overlaps or adjoins it already. */
    public static Absence add(StatelessSession session, long personId, LocalDate first, LocalDate last) {
        var absence = new Absence();
        absence.personId = personId;
        absence.firstDay = first;
        absence.lastDay = last;
        for (var other : of(session, personId)) {
            if (!other.firstDay.isAfter(absence.lastDay.plusDays(1))
                    && !other.lastDay.isBefore(absence.firstDay.minusDays(1))) {
                absence.firstDay = absence.firstDay.isBefore(other.firstDay) ? absence.firstDay : other.firstDay;
                absence.lastDay = absence.lastDay.isAfter(other.lastDay) ? absence.lastDay : other.lastDay;
                session.delete(other);
            }
        }
        session.insert(absence);
        return absence;
    }

    /** Here from this day on: ends the current absence and drops those to come. Answers how many there were. */
    public static int end(StatelessSession session, long personId, LocalDate today) {
        int ended = 0;
        for (var absence : of(session, personId)) {
            if (!absence.lastDay.isBefore(today)) {
                ended++;
                if (absence.firstDay.isBefore(today)) {
                    absence.lastDay = today.minusDays(1);
                    session.update(absence);
                } else {
                    session.delete(absence);
                }
            }
        }
        return ended;
    }

    /** Takes one back: drops it where it is to come, ends it where it has begun. Answers whether there was anything to do. */
    public static boolean takeBack(StatelessSession session, long personId, long id, LocalDate today) {
        var absence = session.get(Absence.class, id);
        if (absence == null || absence.personId != personId || absence.lastDay.isBefore(today)) {
            return false;
        }
        if (absence.firstDay.isBefore(today)) {
            absence.lastDay = today.minusDays(1);
            session.update(absence);
        } else {
            session.delete(absence);
        }
        return true;
    }

    public long id() {
        return id;
    }

    public LocalDate firstDay() {
        return firstDay;
    }

    /** Still away on this day. */
    public LocalDate lastDay() {
        return lastDay;
    }
}
