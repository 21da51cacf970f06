package kadens.inbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery report says about one recipient (RFC 3464 section 2.3).
 *
 * @param recipient the address, lower-case, or null where the report names none
 * @param action failed, delayed, delivered, relayed or expanded as written, lower-case; empty where missing
 * @param status the enhanced status code (RFC 3463), or null
 * @param diagnostic what the other server said, on one line; empty where missing
 */
public record DeliveryStatus(
        @Nullable String recipient, String action, @Nullable String status, String diagnostic) {

    private static final Set<String> ABOUT_A_RECIPIENT =
            Set.of("final-recipient", "original-recipient", "action", "status");

    boolean delayed() {
        return action.startsWith("delay");
    }

    /** A report that the mail went on its way: only status class 2 or one of the actions that say so. */
    boolean succeeded() {
        return action.startsWith("deliver") || action.startsWith("relay") || action.startsWith("expand");
    }

    /**
     * Reads the recipients of a message/delivery-status body. Groups run together, blank lines too many, text behind
     * a status and missing fields are all met in real reports, so a group also ends where a field comes again.
     */
    static List<DeliveryStatus> parse(String body) {
        var found = new ArrayList<DeliveryStatus>();
        var group = new LinkedHashMap<String, String>();
        String name = "";
        for (String line : body.lines().limit(2_000).toList()) {
            if (line.isBlank()) {
                finish(group, found);
                name = "";
            } else if (Character.isWhitespace(line.charAt(0)) && group.containsKey(name)) {
                group.merge(name, line.strip(), (old, more) -> old + " " + more);
            } else if (line.indexOf(':') > 0) {
                name = line.substring(0, line.indexOf(':')).strip().toLowerCase(Locale.ROOT);
                if (group.containsKey(name)) {
                    finish(group, found);
                }
                group.put(name, line.substring(line.indexOf(':') + 1).strip());
            }
        }
        finish(group, found);
        return List.copyOf(found);
    }

    private static void finish(Map<String, String> group, List<DeliveryStatus> found) {
        if (ABOUT_A_RECIPIENT.stream().anyMatch(group::containsKey)) {
            String recipient = address(group.get("final-recipient"));
            if (recipient == null) {
                recipient = address(group.get("original-recipient"));
            }
            found.add(new DeliveryStatus(
                    recipient,
                    group.getOrDefault("action", "").toLowerCase(Locale.ROOT),
                    StatusCode.in(group.getOrDefault("status", "")),
                    group.getOrDefault("diagnostic-code", "")));
        }
        group.clear();
    }

    /** The address of {@code rfc822; someone@example.com}, or null where none is in it. */
    private static @Nullable String address(@Nullable String field) {
        return field == null ? null : Addresses.firstIn(field.substring(field.indexOf(';') + 1));
    }
}
