package kadens.prospect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import kadens.language.Sentence;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Some hundred rows on their way into the database, in one transaction. Running it again does the same again. */
final class ImportBatch {

    /** What became of the rows; the refused ones have a problem each. */
    record Outcome(ImportSums sums, List<RowProblem> problems) {}

    /**
     * How an import goes about it.
     *
     * @param dry whether nothing is stored: it is only found out what would be
     */
    record Manner(ImportRules rules, ImportJournal journal, boolean dry) {

        static final Manner USUAL = new Manner(ImportRules.ANY, ImportJournal.NONE, false);

        LockMode lock() {
            return dry ? LockMode.READ : LockMode.PESSIMISTIC_WRITE;
        }
    }

    private record Placed(
            ProspectRow row, Prospect prospect, @Nullable Account account, boolean accountChanged) {}

    private final StatelessSession session;
    private final FirstLines firsts;
    private final Manner manner;
    private final Instant now;
    private final List<RowProblem> problems = new ArrayList<>();
    private long leftAlone;

    private ImportBatch(StatelessSession session, FirstLines firsts, Manner manner, Instant now) {
        this.manner = manner;
        this.session = session;
        this.firsts = firsts;
        this.now = now;
    }

    static Outcome write(
            StatelessSession session, List<ProspectRow> rows, FirstLines firsts, Manner manner, Instant now) {
        return new ImportBatch(session, firsts, manner, now).write(rows);
    }

    private Outcome write(List<ProspectRow> rows) {
        var known = locked(rows.stream().map(ProspectRow::email).toList());
        var accounts = new BatchAccounts(session, rows, known.values(), firsts, manner.lock(), now);
        var placed = rows.stream()
                .flatMap(row -> place(row, known, accounts).stream())
                .toList();
        if (!manner.dry()) {
            accounts.write(session);
        }
        return writeProspects(placed, known);
    }

    private Optional<Placed> place(ProspectRow row, Map<String, Prospect> known, BatchAccounts accounts) {
        var there = known.get(row.email());
        if (there != null && !manner.rules().sight().includes(there.ownerId)) {
            refuse(row, Sentence.of("row.not-yours"));
            return Optional.empty();
        }
        if (there != null && !manner.rules().updates()) {
            leftAlone++;
            return Optional.empty();
        }
        var prospect =
                there != null ? there : new Prospect(row.email(), manner.rules().ownerId(), now);
        var account = accounts.of(row, prospect);
        if (account == null) {
            return Optional.of(new Placed(row, prospect, null, false));
        }
        var changed = accounts.take(account, row);
        if (changed.isEmpty()) {
            refuse(row, Sentence.of("row.account-full"));
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
                refuse(each.row(), Sentence.of("row.prospect-full"));
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
        return new Outcome(
                new ImportSums(created.size(), updated, unchanged + leftAlone, problems.size()), List.copyOf(problems));
    }

    private void write(List<Prospect> created, List<Prospect> changed) {
        if (manner.dry()) {
            return;
        }
        if (!created.isEmpty()) {
            Inserting.prospects(session, created);
            manner.journal().created(session, created);
        }
        if (!changed.isEmpty()) {
            manner.journal().changing(session, changed);
            new ProspectRows_(session).updateAll(changed);
        }
    }

    private void refuse(ProspectRow row, Sentence why) {
        problems.add(new RowProblem(row.line(), "", row.email(), why));
    }

    /** Locked, so that two imports at once don't undo each other's changes. */
    private Map<String, Prospect> locked(List<String> emails) {
        return session.createSelectionQuery("from Prospect where email in :emails", Prospect.class)
                .setParameterList("emails", emails)
                .setHibernateLockMode(manner.lock())
                .getResultStream()
                .collect(Collectors.toMap(Prospect::email, Function.identity()));
    }
}
