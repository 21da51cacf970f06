package kadens.prospect;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import kadens.store.Fields;
import org.hibernate.StatelessSession;

/** One prospect takes over what another one had. */
final class Absorbing {

    private Absorbing() {}

    static void absorb(StatelessSession session, Prospect kept, Prospect other, Set<String> taken, Instant now) {
        var before = kept.email;
        moveAddresses(session, kept, other);
        session.createNativeMutationQuery("DELETE FROM prospect WHERE id = :id")
                .setParameter("id", other.id)
                .executeUpdate();
        take(kept, other, taken);
        kept.changedAt = now;
        new ProspectRows_(session).updateAll(List.of(kept));
        ProspectAddresses.own(session, kept, before.equals(kept.email) ? other.email : before, "merged", now);
    }

    private static void moveAddresses(StatelessSession session, Prospect kept, Prospect other) {
        // Rides prospect_address_prospect.
        session.createNativeMutationQuery("UPDATE prospect_address SET prospect_id = :kept WHERE prospect_id = :other")
                .setParameter("kept", kept.id)
                .setParameter("other", other.id)
                .executeUpdate();
    }

    private static void take(Prospect kept, Prospect other, Set<String> taken) {
        for (var name : taken) {
            switch (name) {
                case "email" -> kept.email = other.email;
                case "first_name" -> kept.firstName = other.firstName;
                case "last_name" -> kept.lastName = other.lastName;
                case "company" -> kept.accountId = other.accountId;
                case "title" -> kept.title = other.title;
                case "phone" -> kept.phone = other.phone;
                case "time_zone" -> kept.timeZone = other.timeZone;
                case "country" -> kept.country = other.country;
                case "language" -> kept.language = other.language;
                case "owner" -> kept.ownerId = other.ownerId;
                default -> {} // a custom field, or nothing that there is
            }
        }
        var fields = new TreeMap<>(kept.fields());
        other.fields().forEach((name, value) -> {
            if (taken.contains("fields." + name)) {
                fields.put(name, value);
            }
        });
        var json = Fields.write(fields);
        kept.fields = CustomFields.fit(json) ? json : kept.fields;
    }
}
