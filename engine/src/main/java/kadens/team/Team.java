package kadens.team;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.util.List;
import org.hibernate.StatelessSession;

/** People who sell together: what a rep of it has, its managers see, too. */
@Entity
public class Team {

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "team_seq", allocationSize = 10)
    long id;

    String name = "";

    Team() {}

    /** A new one; the name is nobody else's. */
    public static Team add(StatelessSession session, String name) {
        var team = new Team();
        team.name = name;
        session.insert(team);
        return team;
    }

    /** All, by name. */
    public static List<Team> all(StatelessSession session) {
        return session.createSelectionQuery("from Team order by name", Team.class)
                .getResultList();
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }
}
