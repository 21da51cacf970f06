package kadens.team;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.StatelessSession;

/** Days on which a person is away, so that nothing leaves their mailboxes. */
@Entity
public class Absence {

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
