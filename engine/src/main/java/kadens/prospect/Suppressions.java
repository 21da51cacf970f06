package kadens.prospect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** The suppression list: nothing is sent to what stands on it. */
public final class Suppressions {

    private Suppressions() {}

    /** What forbids writing to this address: the address itself, its domain, or a domain above it. */
    public static Optional<Suppression> forbidding(StatelessSession session, String address) {
        return new SuppressionRows_(session).amongst(targets(address)).stream().findFirst();
    }

    /** Puts an address or domain on the list. Doing so twice changes nothing. */
    public static void add(StatelessSession session, String target, String reason, Instant now) {
        // Two who add the same at the same moment both succeed; suppression_target keeps one row.
        session.createNativeMutationQuery("INSERT IGNORE INTO suppression (id, target, reason, created_at)"
                        + " VALUES (NEXT VALUE FOR suppression_seq * 10, :target, :reason, :now)")
                .setParameter("target", target.toLowerCase(Locale.ROOT))
                .setParameter("reason", reason)
                .setParameter("now", now)
                .executeUpdate();
    }

    static List<String> targets(String address) {
        var normal = address.toLowerCase(Locale.ROOT);
        var targets = new ArrayList<>(List.of(normal));
        var domain = normal.substring(normal.lastIndexOf('@') + 1);
        while (domain.contains(".")) {
            targets.add(domain);
            domain = domain.substring(domain.indexOf('.') + 1);
        }
        return targets;
    }
}
