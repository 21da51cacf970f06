package kadens.inbox;

import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** The incoming mail that was stored, for people to read. */
public final class InboundMails {

    private InboundMails() {}

    public static Optional<Inbound> byId(StatelessSession session, long id) {
        return new InboundRows_(session).byId(id);
    }

    /** Those with these ids, in no order. */
    public static List<Inbound> amongst(StatelessSession session, List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : session.createSelectionQuery("from Inbound where id in :ids", Inbound.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }
}
