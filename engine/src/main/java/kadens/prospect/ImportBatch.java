package kadens.prospect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Some hundred rows on their way into the database, in one transaction. Running it again does the same again. */
final class ImportBatch {

    /** What became of the rows; the refused ones have a problem each. */
    record Outcome(long created, long updated, long unchanged, List<RowProblem> problems) {}

    private record Placed(
            ProspectRow row, Prospect prospect, @Nullable Account account, boolean accountChanged) {}

    private final StatelessSession session;
    private final FirstLines firsts;
    private final Instant now;
    private final List<RowProblem> problems = new ArrayList<>();

    private ImportBatch(StatelessSession session, FirstLines firsts, Instant now) {
        this.session = session;
        this.firsts = firsts;
        this.now = now;
    }

    static Outcome write(StatelessSession session, List<ProspectRow> rows, FirstLines firsts, Instant now) {
        return new ImportBatch(session, firsts, now).write(rows);
    }

    private Outcome write(List<ProspectRow> rows) {
        var known = locked(rows.stream().map(ProspectRow::email).toList());
        var accounts = new BatchAccounts(session, rows, known.values(), firsts, now);
        var placed = rows.stream()
                .flatMap(row -> place(row, known, accounts).stream())
                .toList();
        accounts.write(session);
        return writeProspects(placed, known);
    }

    private Optional<Placed> place(ProspectRow row, Map<String, Prospect> known, BatchAccounts accounts) {
        var prospect = known.getOrDefault(row.email(), new Prospect(row.email(), now));
        var account = accounts.of(row, prospect);
        if (account == null) {
            return Optional.of(new Placed(row, prospect, null, false));
        }
        var changed = accounts.take(account, row);
        if (changed.isEmpty()) {
            refuse(row, "The custom fields of the account are too much. Shorten them, or leave out columns.");
        }
        return changed.map(different -> new Placed(row, prospect, account, different));
    }

    private Outcome writeProspects(List<Placed> placed, Map<String, Prospect> known) {
        var created = new ArrayList<Prospect>();
        var changed = new ArrayList<Prospect>();
        var updated = 0L;
        var unchanged = 0L;
        for (var each : placed) {
            var prospect = each.prospect();
            var fields = CustomFields.merged(prospect.fields, each.row().fields());
            if (fields.isEmpty()) {
                refuse(
                        each.row(),
                        "The custom fields of the prospect are too much. Shorten them, or leave out columns.");
                continue;
            }
            var account = each.account() == null ? null : (Long) each.account().id;
            var different = prospect.take(each.row(), account, fields.get(), now);
            if (!known.containsKey(prospect.email)) {
                created.add(prospect);
                continue;
            }
            if (different) {
                changed.add(prospect);
            }
            if (different || each.accountChanged()) {
                updated++;
            } else {
                unchanged++;
            }
        }
        write(created, changed);
        return new Outcome(created.size(), updated, unchanged, List.copyOf(problems));
    }

    private void write(List<Prospect> created, List<Prospect> changed) {
        var rows = new ProspectRows_(session);
        if (!created.isEmpty()) {
            rows.insertAll(created);
        }
        if (!changed.isEmpty()) {
            rows.updateAll(changed);
        }
    }

    private void refuse(ProspectRow row, String reason) {
        problems.add(new RowProblem(row.line(), "", row.email(), reason));
    }

    /** Locked, so that two imports at once don't undo each other's changes. */
    private Map<String, Prospect> locked(List<String> emails) {
        return session.createSelectionQuery("from Prospect where email in :emails", Prospect.class)
                .setParameterList("emails", emails)
                .setHibernateLockMode(LockMode.PESSIMISTIC_WRITE)
                .getResultStream()
                .collect(Collectors.toMap(Prospect::email, Function.identity()));
    }
}
