package kadens.prospect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The suppression list: nothing is sent to what stands on it. */
public final class Suppressions {

    private Suppressions() {}

    /** What forbids writing to this address: the address itself, its domain, or a domain above it. */
    public static Optional<Suppression> forbidding(StatelessSession session, String address) {
        return new SuppressionRows_(session).amongst(targets(address)).stream().findFirst();
    }

    /** Those of the addresses (in lower case) that must not be written to. */
    public static Set<String> forbidden(StatelessSession session, List<String> addresses) {
        return forbidding(session, addresses).keySet();
    }

    /** What forbids writing to each of these addresses; those that may be written to are not in it. */
    public static Map<String, Suppression> forbidding(StatelessSession session, List<String> addresses) {
        var targets = addresses.stream()
                .flatMap(address -> targets(address).stream())
                .distinct()
                .toList();
        if (targets.isEmpty()) {
            return Map.of();
        }
        // Rides suppression_target; in SQL, as a list of this length is translated anew each time.
        var found = session.createNativeQuery("SELECT * FROM suppression WHERE target IN (:targets)", Suppression.class)
                .setParameterList("targets", targets)
                .getResultStream()
                .collect(Collectors.toMap(Suppression::target, each -> each));
        var forbidden = new HashMap<String, Suppression>();
        addresses.forEach(address -> targets(address).stream()
                .filter(found::containsKey)
                .findFirst()
                .ifPresent(target -> forbidden.put(address, found.get(target))));
        return forbidden;
    }

    /** What stands on the list of this very address, be its domain there or not. */
    public static Optional<Suppression> ofAddress(StatelessSession session, String address) {
        return new SuppressionRows_(session)
                .amongst(List.of(address.toLowerCase(Locale.ROOT))).stream().findFirst();
    }

    public static Optional<Suppression> byId(StatelessSession session, long id) {
        return new SuppressionRows_(session).byId(id);
    }

    /** An address or domain as the list keeps it; empty for what is neither. */
    public static Optional<String> target(String typed) {
        var text = TextCheck.clean(typed);
        var checked = text.indexOf('@') > 0
                ? EmailAddress.check(text)
                : DomainName.check(text.startsWith("@") ? text.substring(1) : text);
        return checked instanceof Checked.Good(var target) ? Optional.of(target) : Optional.empty();
    }

    /**
     * A page of the list, the latest first.
     *
     * @param prefix what addresses or domains begin with; empty: all, by time
     * @param after behind which one to begin; null: from the beginning
     */
    public static List<Suppression> page(
            StatelessSession session, String prefix, @Nullable Suppression after, int limit) {
        if (!prefix.isEmpty()) {
            // Rides suppression_target.
            return session.createNativeQuery(
                            "SELECT * FROM suppression WHERE target LIKE :prefix"
                                    + (after == null ? "" : " AND target > :after") + " ORDER BY target LIMIT " + limit,
                            Suppression.class)
                    .setParameter("prefix", prefix.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%")
                    .setProperties(after == null ? Map.of() : Map.of("after", after.target))
                    .getResultList();
        }
        // Rides suppression_created.
        return session.createNativeQuery(
                        "SELECT * FROM suppression FORCE INDEX (suppression_created) WHERE TRUE"
                                + (after == null
                                        ? ""
                                        : " AND created_at <= :at AND (created_at < :at OR id < " + after.id + ")")
                                + " ORDER BY created_at DESC, id DESC LIMIT " + limit,
                        Suppression.class)
                .setProperties(after == null ? Map.of() : Map.of("at", after.createdAt))
                .getResultList();
    }

    /** Takes one off the list. */
    public static void remove(StatelessSession session, Suppression suppression) {
        new SuppressionRows_(session).delete(suppression);
    }

    /** Puts an address or domain on the list. Doing so twice changes nothing. */
    public static void add(StatelessSession session, String target, String reason, Instant now) {
        add(session, target, reason, null, now);
    }

    /**
     * The same for a mail, which may turn out to be read wrongly.
     *
     * @param inboundId the mail; null for a reason that stays
     */
    public static void add(
            StatelessSession session, String target, String reason, @Nullable Long inboundId, Instant now) {
        // Two who add the same at the same moment both succeed; suppression_target keeps one row. A reason that stays
        // makes a mail's one stay, too.
        session.createNativeMutationQuery("INSERT INTO suppression (id, target, reason, created_at, inbound_id)"
                        + " VALUES (NEXT VALUE FOR suppression_seq * 10, :target, :reason, :now, :inbound)"
                        + " ON DUPLICATE KEY UPDATE inbound_id = IF(VALUES(inbound_id) IS NULL, NULL, inbound_id)")
                .setParameter("target", target.toLowerCase(Locale.ROOT))
                .setParameter("reason", reason)
                .setParameter("now", now)
                .setParameter("inbound", inboundId, Long.class)
                .executeUpdate();
    }

    /** Takes off the list what only this mail has put there; answers the addresses. */
    public static List<String> takeBack(StatelessSession session, long inboundId) {
        var rows = new SuppressionRows_(session);
        var found = rows.ofMail(inboundId);
        found.forEach(rows::delete);
        return found.stream().map(Suppression::target).toList();
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
