package kadens.team;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** People who sell together: what a rep of it has, its managers see, too. */
@Entity
public final class Team {

    public static final int NAME_CHARS_MAX = 100;

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

    public static Optional<Team> find(StatelessSession session, long id) {
        return Optional.ofNullable(session.get(Team.class, id));
    }

    public static Optional<Team> byName(StatelessSession session, String name) {
        return session.createSelectionQuery("from Team where name = :name", Team.class)
                .setParameter("name", name)
                .uniqueResultOptional();
    }

    /** Calls it otherwise; the name is nobody else's. */
    public void rename(StatelessSession session, String to) {
        name = to;
        session.update(this);
    }

    /** Removes it where nobody is in it, those who have left included. Answers whether it was. */
    public boolean removeEmpty(StatelessSession session) {
        return session.createMutationQuery("delete from Team t where t.id = :id"
                                + " and not exists (select 1 from Person p where p.teamId = t.id)")
                        .setParameter("id", id)
                        .executeUpdate()
                == 1;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }
}
