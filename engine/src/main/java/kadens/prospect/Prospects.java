package kadens.prospect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The prospects and the accounts they belong to. */
public final class Prospects {

    private Prospects() {}

    /** The prospect with this id, who must exist. */
    public static Prospect get(StatelessSession session, long id) {
        return new ProspectRows_(session).byId(id).orElseThrow();
    }

    /** The prospect with this address, whatever its letter case. */
    public static Optional<Prospect> byEmail(StatelessSession session, String email) {
        return new ProspectRows_(session).byEmail(email.toLowerCase(Locale.ROOT));
    }

    /** Those of the addresses (in lower case) that are known. */
    public static List<Prospect> amongst(StatelessSession session, List<String> emails) {
        return emails.isEmpty() ? List.of() : new ProspectRows_(session).amongst(emails);
    }

    /** The accounts that these belong to, by their ids. */
    public static Map<Long, Account> accountsOf(StatelessSession session, List<Prospect> prospects) {
        var ids = prospects.stream()
                .map(Prospect::accountId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return ids.isEmpty()
                ? Map.of()
                : new AccountRows_(session)
                        .amongst(ids).stream().collect(Collectors.toMap(Account::id, account -> account));
    }

    /** The account of a prospect; null where none is known. */
    public static @Nullable Account accountOf(StatelessSession session, Prospect prospect) {
        return prospect.accountId == null
                ? null
                : new AccountRows_(session).byId(prospect.accountId).orElse(null);
    }
}
