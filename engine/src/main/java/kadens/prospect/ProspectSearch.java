package kadens.prospect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Finds prospects by the beginning of their names, their address, or their company and its domain. */
public final class ProspectSearch {

    private static final int WORDS_MAX = 5;

    private ProspectSearch() {}

    /** Those that all the words fit, newest first; nobody where there are no words. */
    public static List<Prospect> find(StatelessSession session, String typed, int limit) {
        var words = List.of(typed.strip().split("[\\s,]+")).stream()
                .filter(word -> !word.isEmpty())
                .limit(WORDS_MAX)
                .toList();
        if (words.isEmpty()) {
            return List.of();
        }
        var query = session.createNativeQuery(sql(words.size()), Long.class);
        for (int i = 0; i < words.size(); i++) {
            var prefix = words.get(i).replaceAll("([\\\\%_])", "\\\\$1") + "%";
            query.setParameter("word" + i, prefix).setParameter("code" + i, prefix.toLowerCase(Locale.ROOT));
        }
        var ids = query.setParameter("limit", limit).getResultList();
        return ids.isEmpty()
                ? List.of()
                : session.createSelectionQuery("from Prospect where id in :ids order by id desc", Prospect.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** The prospect with this id, who may be gone. */
    public static Optional<Prospect> byId(StatelessSession session, long id) {
        return new ProspectRows_(session).byId(id);
    }

    /** Each branch of a derived table rides an index of its own. */
    private static String sql(int words) {
        var sql = new StringBuilder("SELECT p.id FROM prospect p WHERE 1 = 1");
        for (int i = 0; i < words; i++) {
            sql.append("""
                     AND p.id IN (SELECT id FROM (
                       SELECT id FROM prospect WHERE email LIKE :code#
                       UNION SELECT id FROM prospect WHERE first_name LIKE :word#
                       UNION SELECT id FROM prospect WHERE last_name LIKE :word#
                       UNION SELECT q.id FROM account a JOIN prospect q ON q.account_id = a.id WHERE a.name LIKE :word#
                       UNION SELECT q.id FROM account a JOIN prospect q ON q.account_id = a.id WHERE a.domain LIKE :code#
                     ) AS found#)
                    """.replace("#", String.valueOf(i)));
        }
        return sql.append(" ORDER BY p.id DESC LIMIT :limit").toString();
    }
}
