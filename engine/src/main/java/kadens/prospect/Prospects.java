package kadens.prospect;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The prospects and the accounts they belong to. */
public final class Prospects {

    private Prospects() {}

    /** Whether it is an address that we could write to. */
    public static boolean isAddress(String typed) {
        return EmailAddress.check(typed) instanceof Checked.Good;
    }

    /** The prospect with this id, who must exist. */
    public static Prospect get(StatelessSession session, long id) {
        return new ProspectRows_(session).byId(id).orElseThrow();
    }

    /** The prospect with this id, who may be gone. */
    public static Optional<Prospect> find(StatelessSession session, long id) {
        return new ProspectRows_(session).byId(id);
    }

    /** Gives a prospect to somebody, or to everybody. @param ownerId null: everybody's */
    public static void assign(StatelessSession session, Prospect prospect, @Nullable Long ownerId, Instant now) {
        session.createNativeMutationQuery("UPDATE prospect SET owner_id = :owner, changed_at = :now WHERE id = :id")
                .setParameter("owner", ownerId, Long.class)
                .setParameter("now", now)
                .setParameter("id", prospect.id)
                .executeUpdate();
    }

    /**
     * Lets one prospect be another: the kept one takes the named values and all addresses, and the other is gone. The
     * enrollments of the other have been moved before.
     *
     * @param taken names of {@link Editing#VALUES}, {@code owner}, and {@code fields.NAME}
     */
    public static void absorb(StatelessSession session, Prospect kept, Prospect other, Set<String> taken, Instant now) {
        Absorbing.absorb(session, kept, other, taken, now);
    }

    /** The prospect with this address, whatever its letter case. */
    public static Optional<Prospect> byEmail(StatelessSession session, String email) {
        return new ProspectRows_(session).byEmail(email.toLowerCase(Locale.ROOT));
    }

    /** Those of the addresses (in lower case) that are known. */
    public static List<Prospect> amongst(StatelessSession session, List<String> emails) {
        return emails.isEmpty() ? List.of() : new ProspectRows_(session).amongst(emails);
    }

    /** Those with these ids that are there, by id. */
    public static List<Prospect> withIds(StatelessSession session, List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : session.createNativeQuery("SELECT * FROM prospect WHERE id IN (:ids) ORDER BY id", Prospect.class)
                        .setParameterList("ids", ids)
                        .getResultList();
    }

    /** The last that were added, newest first. */
    public static List<Prospect> newest(StatelessSession session, int limit) {
        return session.createSelectionQuery("from Prospect order by id desc", Prospect.class)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Somebody who is not in the database, with the values that templates see. */
    public static Prospect imagined(Map<String, Object> values) {
        var prospect = new Prospect(String.valueOf(values.get("email")), Instant.EPOCH);
        prospect.firstName = text(values, "firstName");
        prospect.lastName = text(values, "lastName");
        prospect.phone = text(values, "phone");
        prospect.timeZone = text(values, "timeZone");
        prospect.country = text(values, "country");
        prospect.language = text(values, "language");
        return prospect;
    }

    private static @Nullable String text(Map<String, Object> values, String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    /** Somebody new, of whom only the address is known. */
    public static Prospect add(StatelessSession session, String email, Instant now) {
        var prospect = new Prospect(email.toLowerCase(Locale.ROOT), now);
        new ProspectRows_(session).insertAll(List.of(prospect));
        return prospect;
    }

    /** Whether a domain is of a mail service that is open to everybody: two people there are not colleagues. */
    public static boolean isOpenToEverybody(String domain) {
        return PublicMailServices.has(domain);
    }

    /**
     * Who has taken a prospect's place in their company; known from now on. Empty where the address can't be written to.
     *
     * @param name as a mail names them, or null
     */
    public static Optional<Prospect> successor(
            StatelessSession session, Prospect predecessor, @Nullable String name, String address, Instant now) {
        return EmailAddress.check(address) instanceof Checked.Good(var email)
                ? Optional.of(byEmail(session, email).orElseGet(() -> {
                    var successor = predecessor.successor(email, name, now);
                    new ProspectRows_(session).insertAll(List.of(successor));
                    return successor;
                }))
                : Optional.empty();
    }

    /** The accounts that these belong to, by their ids. */
    public static Map<Long, Account> accountsOf(StatelessSession session, Collection<Prospect> prospects) {
        var ids = prospects.stream()
                .map(Prospect::accountId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return ids.isEmpty()
                ? Map.of()
                : session.createNativeQuery("SELECT * FROM account WHERE id IN (:ids)", Account.class)
                        .setParameterList("ids", ids)
                        .getResultStream()
                        .collect(Collectors.toMap(Account::id, account -> account));
    }

    /** The account of a prospect; null where none is known. */
    public static @Nullable Account accountOf(StatelessSession session, Prospect prospect) {
        return prospect.accountId == null
                ? null
                : new AccountRows_(session).byId(prospect.accountId).orElse(null);
    }
}
