package kadens.enrollment;

import java.time.InstantSource;
import java.util.List;
import kadens.enrollment.TimelineEntry.Evidence;
import kadens.language.Sentence;
import kadens.prospect.Suppressions;
import org.hibernate.StatelessSession;

/** Puts addresses and domains on the suppression list, and stops what is on its way to them. */
public final class Suppressing {

    private final Enrollments enrollments;
    private final InstantSource clock;

    public Suppressing(Enrollments enrollments, InstantSource clock) {
        this.enrollments = enrollments;
        this.clock = clock;
    }

    /** From now on nothing goes there, be the enrollments on their way stopped already or not. */
    public void add(StatelessSession session, String target, String reason) {
        Suppressions.add(session, target, reason, clock.instant());
    }

    /** Stops some of the enrollments on their way to an address, or to a domain or below it; answers how many. */
    public int stopSome(StatelessSession session, String target, String reason, int max) {
        var found = target.contains("@") ? toAddress(session, target) : toDomain(session, target, max);
        var stopped = 0;
        for (var id : found) {
            var enrollment = enrollments.locked(session, id).filter(each -> each.state().ongoing());
            if (enrollment.isPresent()) {
                enrollments.stop(
                        session,
                        enrollment.get(),
                        StopReason.SUPPRESSED,
                        Sentence.of("send.suppressed", target, reason),
                        Evidence.NONE);
                stopped++;
            }
        }
        return stopped;
    }

    private static List<Long> toAddress(StatelessSession session, String address) {
        // Rides prospect_email and enrollment_one_active_a_prospect.
        return session.createNativeQuery(
                        "SELECT e.id FROM prospect p JOIN enrollment e ON e.active_prospect_id = p.id"
                                + " WHERE p.email = :address",
                        Long.class)
                .setParameter("address", address)
                .getResultList();
    }

    private static List<Long> toDomain(StatelessSession session, String domain, int max) {
        var reversed =
                new StringBuilder(domain).reverse().toString().replaceAll("([\\\\%_])", "\\\\$1");
        // Rides prospect_reversed and enrollment_one_active_a_prospect.
        return session.createNativeQuery(
                        "SELECT e.id FROM prospect p STRAIGHT_JOIN enrollment e ON e.active_prospect_id = p.id"
                                + " WHERE (p.reversed LIKE :there OR p.reversed LIKE :below) ORDER BY e.id LIMIT :max",
                        Long.class)
                .setParameter("there", reversed + "@%")
                .setParameter("below", reversed + ".%")
                .setParameter("max", max)
                .getResultList();
    }
}
