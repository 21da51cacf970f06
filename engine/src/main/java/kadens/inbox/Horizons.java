package kadens.inbox;

import java.util.List;
import org.hibernate.StatelessSession;

/** What has been read of each mailbox. */
public final class Horizons {

    private Horizons() {}

    /** The folders of a mailbox that have been read, by name. */
    public static List<Horizon> of(StatelessSession session, long mailboxId) {
        return session.createSelectionQuery("from Horizon where mailboxId = :mailboxId order by folder", Horizon.class)
                .setParameter("mailboxId", mailboxId)
                .getResultList();
    }

    static void move(StatelessSession session, Horizon horizon) {
        session.upsert(horizon);
    }
}
