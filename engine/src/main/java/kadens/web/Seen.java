package kadens.web;

import io.javalin.http.Context;
import java.util.List;
import kadens.team.Sight;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is asked for against what whoever asks may see. What they may not see is not there, as far as they are told.
 *
 * <p>A prospect is seen by whoever sees its owner's, and so is all that was written to it and came from it; what went
 * through a mailbox is seen by whoever sees that mailbox's owner's, too.
 */
public final class Seen {

    private Seen() {}

    /** @throws Failure 404 */
    public static void prospect(StatelessSession session, Context context, long id) {
        either(session, context, "SELECT owner_id FROM prospect WHERE id = :id", id);
    }

    /** @throws Failure 404 */
    public static void mailbox(StatelessSession session, Context context, long id) {
        either(session, context, "SELECT owner_id FROM mailbox WHERE id = :id", id);
    }

    /** @throws Failure 404 */
    public static void enrollment(StatelessSession session, Context context, long id) {
        either(session, context, """
                SELECT p.owner_id FROM enrollment e JOIN prospect p ON p.id = e.prospect_id WHERE e.id = :id
                UNION ALL SELECT m.owner_id FROM enrollment e JOIN mailbox m ON m.id = e.mailbox_id WHERE e.id = :id
                """, id);
    }

    /** @throws Failure 404 */
    public static void message(StatelessSession session, Context context, long id) {
        either(session, context, """
                SELECT p.owner_id FROM message g JOIN enrollment e ON e.id = g.enrollment_id
                JOIN prospect p ON p.id = e.prospect_id WHERE g.id = :id
                UNION ALL SELECT m.owner_id FROM message g JOIN mailbox m ON m.id = g.mailbox_id WHERE g.id = :id
                """, id);
    }

    /** @throws Failure 404 */
    public static void inbound(StatelessSession session, Context context, long id) {
        either(session, context, """
                SELECT p.owner_id FROM inbound i JOIN enrollment e ON e.id = i.enrollment_id
                JOIN prospect p ON p.id = e.prospect_id WHERE i.id = :id
                UNION ALL SELECT m.owner_id FROM inbound i JOIN mailbox m ON m.id = i.mailbox_id WHERE i.id = :id
                """, id);
    }

    /** What the one who asks sees. */
    public static Sight by(StatelessSession session, Context context) {
        return Me.of(context).sight(session);
    }

    private static void either(StatelessSession session, Context context, String owners, long id) {
        var sight = by(session, context);
        List<@Nullable Object> of = session.createNativeQuery(owners, Object.class)
                .setParameter("id", id)
                .getResultList();
        if (of.stream().noneMatch(owner -> sight.includes(owner == null ? null : ((Number) owner).longValue()))) {
            throw Failure.notFound();
        }
    }
}
