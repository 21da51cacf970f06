package kadens.prospect;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import kadens.prospect.Upload.Phase;
import kadens.store.Database;
import kadens.team.Sight;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Takes an import back: who was new is removed, who was changed gets their old values. Whoever was enrolled or changed
 * since stays as they are, and it is kept why. Names and fields of companies stay; a company that came with the import
 * and has nobody left goes.
 */
final class UploadUndo {

    private static final int CHUNK = 500;

    private final Database database;
    private final InstantSource clock;
    private final Upload upload;
    private final Sight sight;
    private final Set<Long> accounts = new HashSet<>();

    UploadUndo(Database database, InstantSource clock, Upload upload, Sight sight) {
        this.database = database;
        this.clock = clock;
        this.upload = upload;
        this.sight = sight;
    }

    private record Row(
            long prospectId,
            boolean created,
            boolean there,
            boolean changed,
            boolean enrolled,
            @Nullable Long ownerId,
            @Nullable Long accountId) {}

    void run() {
        while (chunk(CHUNK)) {}
        removeEmpty(List.copyOf(accounts));
        database.transactAlone(session -> {
            Uploads.moves(session, upload.id, Phase.UNDONE, List.of(Phase.UNDOING));
            session.createNativeMutationQuery("UPDATE upload SET undone_at = :now WHERE id = :id")
                    .setParameter("now", clock.instant())
                    .setParameter("id", upload.id)
                    .executeUpdate();
        });
    }

    /** Something else may refer to one of them: then each is tried alone, and that one stays. */
    private boolean chunk(int size) {
        try {
            return database.transact(session -> chunk(session, size));
        } catch (RuntimeException e) {
            if (!refused(e)) {
                throw e;
            }
            for (int i = 0; i < size; i++) {
                one();
            }
            return true;
        }
    }

    private void one() {
        try {
            database.transact(session -> chunk(session, 1));
        } catch (RuntimeException e) {
            if (!refused(e)) {
                throw e;
            }
            database.transactAlone(session -> rows(session, 1).forEach(row -> note(session, "in-use", List.of(row))));
        }
    }

    private static boolean refused(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof ConstraintViolationException) {
                return true;
            }
        }
        return false;
    }

    private boolean chunk(StatelessSession session, int size) {
        var now = clock.instant();
        var rows = rows(session, size);
        var removed = new ArrayList<Row>();
        var restored = new ArrayList<Row>();
        for (var row : rows) {
            var why = why(row);
            if (why != null) {
                note(session, why, List.of(row));
            } else if (row.created()) {
                removed.add(row);
            } else {
                restored.add(row);
            }
        }
        remove(session, removed);
        restore(session, restored, now);
        Uploads.of(session, "UPDATE upload SET beat_at = UTC_TIMESTAMP(6) WHERE id = :id", upload.id);
        return !rows.isEmpty();
    }

    private @Nullable String why(Row row) {
        if (!row.there()) {
            return "gone";
        }
        if (!sight.includes(row.ownerId())) {
            return "not-yours";
        }
        if (row.created() && row.enrolled()) {
            return "enrolled";
        }
        return row.changed() ? "changed" : null;
    }

    private List<Row> rows(StatelessSession session, int size) {
        // Rides the primary keys and enrollment_prospect; the rows of both are locked.
        return session.createNativeQuery("""
                        SELECT r.prospect_id, r.created, p.id, p.changed_at <> r.changed_at,
                            EXISTS (SELECT 1 FROM enrollment e WHERE e.prospect_id = r.prospect_id),
                            p.owner_id, p.account_id
                        FROM upload_row r LEFT JOIN prospect p ON p.id = r.prospect_id
                        WHERE r.upload_id = :upload AND r.outcome IS NULL ORDER BY r.prospect_id LIMIT :size FOR UPDATE
                        """, Object[].class)
                .setParameter("upload", upload.id)
                .setParameter("size", size)
                .getResultStream()
                .map(row -> new Row(
                        ((Number) row[0]).longValue(),
                        isTrue(row[1]),
                        row[2] != null,
                        isTrue(row[3]),
                        isTrue(row[4]),
                        number(row[5]),
                        number(row[6])))
                .toList();
    }

    private static boolean isTrue(@Nullable Object value) {
        return value instanceof Boolean is ? is : value instanceof Number number && number.intValue() != 0;
    }

    private static @Nullable Long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : null;
    }

    private void remove(StatelessSession session, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        rows.stream().map(Row::accountId).filter(Objects::nonNull).forEach(accounts::add);
        session.createNativeMutationQuery("DELETE FROM prospect WHERE id IN (:ids)")
                .setParameterList("ids", ids(rows))
                .executeUpdate();
        note(session, "removed", rows);
    }

    private void restore(StatelessSession session, List<Row> rows, Instant now) {
        if (rows.isEmpty()) {
            return;
        }
        session.createNativeMutationQuery("""
                        UPDATE prospect p JOIN upload_row r ON r.upload_id = :upload AND r.prospect_id = p.id
                        SET p.account_id = r.account_id, p.first_name = r.first_name, p.last_name = r.last_name,
                            p.title = r.title, p.phone = r.phone, p.time_zone = r.time_zone, p.country = r.country,
                            p.language = r.language, p.fields = r.fields, p.changed_at = :now
                        WHERE p.id IN (:ids)
                        """)
                .setParameter("upload", upload.id)
                .setParameter("now", now)
                .setParameterList("ids", ids(rows))
                .executeUpdate();
        note(session, "restored", rows);
    }

    private void note(StatelessSession session, String outcome, List<Row> rows) {
        session.createNativeMutationQuery(
                        "UPDATE upload_row SET outcome = :outcome WHERE upload_id = :upload AND prospect_id IN (:ids)")
                .setParameter("outcome", outcome)
                .setParameter("upload", upload.id)
                .setParameterList("ids", ids(rows))
                .executeUpdate();
    }

    private void removeEmpty(List<Long> ids) {
        for (int from = 0; from < ids.size(); from += CHUNK) {
            var some = ids.subList(from, Math.min(ids.size(), from + CHUNK));
            if (!removedEmpty(some)) {
                some.forEach(one -> removedEmpty(List.of(one)));
            }
        }
    }

    /** False where something else refers to one of them: of that company something is kept, and so is the company. */
    private boolean removedEmpty(List<Long> ids) {
        try {
            database.transactAlone(session -> session.createNativeMutationQuery("""
                            DELETE FROM account WHERE id IN (:ids) AND created_at >= :since
                                AND NOT EXISTS (SELECT 1 FROM prospect p WHERE p.account_id = account.id)
                            """)
                    .setParameterList("ids", ids)
                    .setParameter("since", upload.startedAt)
                    .executeUpdate());
            return true;
        } catch (RuntimeException e) {
            if (!refused(e)) {
                throw e;
            }
            return false;
        }
    }

    private static List<Long> ids(List<Row> rows) {
        return rows.stream().map(Row::prospectId).toList();
    }
}
