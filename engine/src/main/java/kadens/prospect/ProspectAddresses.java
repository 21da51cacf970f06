package kadens.prospect;

import java.time.Instant;
import java.util.List;
import org.hibernate.StatelessSession;

/** From where else prospects write, learned from their answers. None of these is ever written to. */
public final class ProspectAddresses {

    private ProspectAddresses() {}

    /** The other addresses of a prospect, oldest first. */
    public static List<String> of(StatelessSession session, long prospectId) {
        return session.createNativeQuery(
                        "SELECT address FROM prospect_address WHERE prospect_id = :prospect ORDER BY at, address",
                        String.class)
                .setParameter("prospect", prospectId)
                .getResultList();
    }

    /** The prospects who have written from one of these addresses (in lower case). */
    public static List<Prospect> owners(StatelessSession session, List<String> addresses) {
        return addresses.isEmpty()
                ? List.of()
                : session.createNativeQuery("""
                                SELECT prospect.* FROM prospect JOIN prospect_address other
                                    ON other.prospect_id = prospect.id
                                WHERE other.address IN (:addresses) ORDER BY other.at
                                """, Prospect.class)
                        .setParameterList("addresses", addresses)
                        .getResultList();
    }

    /**
     * Remembers that a prospect writes from there, too. An address belongs to whom it was seen with first.
     *
     * @param inboundId the mail that it is learned from
     */
    public static void learn(
            StatelessSession session,
            Prospect prospect,
            String address,
            String learnedFrom,
            long inboundId,
            Instant at) {
        if (!(EmailAddress.check(address) instanceof Checked.Good(var checked))
                || Prospects.byEmail(session, checked).isPresent()) {
            return;
        }
        session.createNativeMutationQuery(
                        "INSERT IGNORE INTO prospect_address (address, prospect_id, learned_from, inbound_id, at)"
                                + " VALUES (:address, :prospect, :from, :inbound, :at)")
                .setParameter("address", checked)
                .setParameter("prospect", prospect.id)
                .setParameter("from", learnedFrom)
                .setParameter("inbound", inboundId)
                .setParameter("at", at)
                .executeUpdate();
    }

    /** Remembers that an address was a prospect's own before; the one they have now is no other one. */
    static void own(StatelessSession session, Prospect prospect, String before, String how, Instant at) {
        session.createNativeMutationQuery("DELETE FROM prospect_address WHERE address = :address")
                .setParameter("address", prospect.email)
                .executeUpdate();
        session.createNativeMutationQuery("INSERT INTO prospect_address (address, prospect_id, learned_from, at)"
                        + " VALUES (:address, :prospect, :how, :at)"
                        + " ON DUPLICATE KEY UPDATE prospect_id = :prospect, learned_from = :how")
                .setParameter("address", before)
                .setParameter("prospect", prospect.id)
                .setParameter("how", how)
                .setParameter("at", at)
                .executeUpdate();
    }

    /** Forgets what was learned from a mail. */
    public static void forget(StatelessSession session, long inboundId) {
        session.createNativeMutationQuery("DELETE FROM prospect_address WHERE inbound_id = :inbound")
                .setParameter("inbound", inboundId)
                .executeUpdate();
    }
}
