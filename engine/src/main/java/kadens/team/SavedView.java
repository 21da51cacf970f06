package kadens.team;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.util.List;
import org.hibernate.StatelessSession;

/** A search among prospects that somebody has given a name, to find it again. */
@Entity
public final class SavedView {

    /** How many somebody may have. */
    public static final int VIEWS_MAX = 50;

    public static final int NAME_CHARS_MAX = 60;
    public static final int QUERY_CHARS_MAX = 2000;

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "saved_view_seq", allocationSize = 10)
    long id;

    long personId;
    String name = "";
    String query = "";

    SavedView() {}

    /** Somebody's, by name. */
    public static List<SavedView> of(StatelessSession session, long personId) {
        return session.createSelectionQuery("from SavedView where personId = :person order by name", SavedView.class)
                .setParameter("person", personId)
                .setMaxResults(VIEWS_MAX)
                .getResultList();
    }

    /** Keeps a search; the one that had the name before is replaced. Answers false where there are too many. */
    public static boolean save(StatelessSession session, long personId, String name, String query) {
        var known = of(session, personId);
        var same =
                known.stream().filter(view -> view.name.equalsIgnoreCase(name)).findFirst();
        if (same.isPresent()) {
            same.get().query = query;
            session.update(same.get());
            return true;
        }
        if (known.size() >= VIEWS_MAX) {
            return false;
        }
        var view = new SavedView();
        view.personId = personId;
        view.name = name;
        view.query = query;
        session.insert(view);
        return true;
    }

    /** Forgets one; that of somebody else is left alone. Answers whether there was one. */
    public static boolean forget(StatelessSession session, long personId, long id) {
        return session.createMutationQuery("delete from SavedView where id = :id and personId = :person")
                        .setParameter("id", id)
                        .setParameter("person", personId)
                        .executeUpdate()
                > 0;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** Of the address, without the question mark. */
    public String query() {
        return query;
    }
}
