package kadens.prospect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The accounts that the rows of one batch belong to: known ones, locked, and new ones. */
final class BatchAccounts {

    private final Map<String, Account> byKey = new HashMap<>();
    private final Map<Long, Account> byId = new HashMap<>();
    private final Set<Account> created = new LinkedHashSet<>();
    private final Set<Account> changed = new LinkedHashSet<>();
    private final FirstLines firsts;
    private final LockMode lock;
    private final Instant now;

    BatchAccounts(
            StatelessSession session,
            List<ProspectRow> rows,
            Collection<Prospect> prospects,
            FirstLines firsts,
            LockMode lock,
            Instant now) {
        this.lock = lock;
        this.firsts = firsts;
        this.now = now;
        var domains = rows.stream()
                .flatMap(row -> row.accountDomain().stream())
                .distinct()
                .toList();
        var names =
                rows.stream().flatMap(row -> row.company().stream()).distinct().toList();
        var ids = prospects.stream()
                .map(Prospect::accountId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Stream.of(
                        locked(session, "where domain in :some order by id", domains),
                        locked(session, "where domain is null and name in :some order by id", names),
                        locked(session, "where id in :some order by id", ids))
                .flatMap(List::stream)
                .forEach(this::know);
    }

    /**
     * The account of a row. One that names no domain leaves a prospect where they are, unless it names another company.
     */
    @Nullable
    Account of(ProspectRow row, Prospect prospect) {
        var current = prospect.accountId == null ? null : byId.get(prospect.accountId);
        if (current != null && row.value(Field.DOMAIN) == null && sameCompany(row, current)) {
            return current;
        }
        return row.accountDomain()
                .map(domain -> byKey.computeIfAbsent(domain, _ -> create(null, domain)))
                .or(() -> row.company()
                        .map(name -> byKey.computeIfAbsent(Account.keyOfName(name), _ -> create(name, null))))
                .orElse(current);
    }

    /**
     * Gives the account what the row says of it; the first row of the file to say a thing decides. Returns whether the
     * account is different now; empty if its custom fields became too much.
     */
    Optional<Boolean> take(Account account, ProspectRow row) {
        var given = new HashMap<>(row.accountFields());
        given.keySet().removeIf(name -> !first(account, name, row));
        var merged = CustomFields.merged(account.fields, given);
        if (merged.isEmpty()) {
            return Optional.empty();
        }
        var name = row.company().filter(_ -> first(account, "", row)).orElse(account.name);
        var different = !Objects.equals(name, account.name) || !merged.get().equals(account.fields);
        if (different) {
            account.name = name;
            account.fields = merged.get();
            changed.add(account);
        }
        return Optional.of(different);
    }

    void write(StatelessSession session) {
        if (!created.isEmpty()) {
            Inserting.accounts(session, new ArrayList<>(created));
        }
        changed.removeAll(created);
        if (!changed.isEmpty()) {
            new AccountRows_(session).updateAll(new ArrayList<>(changed));
        }
    }

    private boolean first(Account account, String what, ProspectRow row) {
        return firsts.firstLine(account.key() + " " + what, row.line()) == row.line();
    }

    private static boolean sameCompany(ProspectRow row, Account account) {
        return row.company()
                .map(name -> account.name != null && name.equalsIgnoreCase(account.name))
                .orElse(true);
    }

    private Account create(@Nullable String name, @Nullable String domain) {
        var account = new Account(name, domain, now);
        created.add(account);
        return account;
    }

    /** Of accounts with the same name alone, the oldest is the one. */
    private void know(Account account) {
        var known = byId.putIfAbsent(account.id, account);
        byKey.putIfAbsent(account.key(), known == null ? account : known);
    }

    /** Locked, so that two imports at once don't undo each other's changes. */
    private List<Account> locked(StatelessSession session, String where, List<?> some) {
        return some.isEmpty()
                ? List.of()
                : session.createSelectionQuery("from Account " + where, Account.class)
                        .setParameterList("some", some)
                        .setHibernateLockMode(lock)
                        .getResultList();
    }
}
