package kadens.enrollment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kadens.mailbox.Mailbox;
import org.hibernate.StatelessSession;

/**
 * Deals enrollments out over several mailboxes by free capacity, so that each gets its share of the caps.
 *
 * <p>Of those that have less than their share of the load so far, the one that is left the most free by one more takes
 * it; the one named first where two are alike. So after any number of picks no mailbox that began without a load is a
 * whole enrollment away from its share (the quota method of Balinski and Young).
 */
public final class Rotation {

    private final List<Place> places;

    /** A mailbox by its id: what it may send in 24 hours, and what it sent in the last 24 and has on the way. */
    record Load(long mailboxId, int cap, long load) {}

    private static final class Place {

        private final long mailboxId;
        private final long cap;
        private long load;

        Place(Load load) {
            this.mailboxId = load.mailboxId();
            this.cap = load.cap();
            this.load = load.load();
        }
    }

    /** @param loads at least one, each with a cap above zero */
    Rotation(List<Load> loads) {
        this.places = loads.stream().map(Place::new).toList();
    }

    /**
     * Over these mailboxes as they are loaded now. One in trouble is passed over as long as another is well.
     *
     * @param mailboxes at least one; those not to send from are left out by the caller
     */
    public static Rotation of(StatelessSession session, List<Mailbox> mailboxes, Instant now) {
        var well = mailboxes.stream().filter(mailbox -> mailbox.isWellAt(now)).toList();
        var loads = new ArrayList<Load>();
        for (var mailbox : well.isEmpty() ? mailboxes : well) {
            var sent = OutgoingMessages.sentInLastDay(session, mailbox.id(), now);
            var onTheWay = new EnrollmentRows_(session).ongoingCount(mailbox.id());
            loads.add(new Load(mailbox.id(), mailbox.limits().capAt(now, mailbox.firstSentAt()), sent + onTheWay));
        }
        return new Rotation(loads);
    }

    /** The mailbox whose turn it is; the same until it {@link #took} one. */
    public long next() {
        return turn().mailboxId;
    }

    /** Counts what was given to the mailbox whose turn it was. */
    public void took() {
        turn().load++;
    }

    private Place turn() {
        var total = 1 + places.stream().mapToLong(place -> place.load).sum();
        var caps = places.stream().mapToLong(place -> place.cap).sum();
        return places.stream()
                .filter(place -> place.load * caps < total * place.cap)
                .min((a, b) -> Long.compare((a.load + 1) * b.cap, (b.load + 1) * a.cap))
                .orElseThrow();
    }
}
