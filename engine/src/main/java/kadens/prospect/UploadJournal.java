package kadens.prospect;

import java.util.List;
import org.hibernate.StatelessSession;

/** Keeps, with each batch of an uploaded list, what it takes to tell how it went, to go on with it, and to take it back. */
final class UploadJournal implements ImportJournal {

    private final long uploadId;
    private final int refusalsMax;
    private long refusals;

    UploadJournal(long uploadId, int refusalsMax) {
        this.uploadId = uploadId;
        this.refusalsMax = refusalsMax;
    }

    /** Locked first: rows that refer to it share its lock, and two who share it can't both change it. */
    @Override
    public void begins(StatelessSession session) {
        session.createNativeQuery("SELECT id FROM upload WHERE id = :id FOR UPDATE", Long.class)
                .setParameter("id", uploadId)
                .getResultList();
    }

    @Override
    public void changing(StatelessSession session, List<Prospect> prospects) {
        // What a prospect was before the first change by this import is what it goes back to.
        session.createNativeMutationQuery("""
                        INSERT INTO upload_row (upload_id, prospect_id, created, changed_at, account_id, first_name,
                            last_name, title, phone, time_zone, country, language, fields)
                        SELECT :upload, id, FALSE, :at, account_id, first_name, last_name, title, phone, time_zone,
                            country, language, fields
                        FROM prospect WHERE id IN (:ids)
                        ON DUPLICATE KEY UPDATE changed_at = VALUES(changed_at)
                        """)
                .setParameter("upload", uploadId)
                .setParameter("at", prospects.getFirst().changedAt)
                .setParameterList("ids", ids(prospects))
                .executeUpdate();
    }

    @Override
    public void created(StatelessSession session, List<Prospect> prospects) {
        session.createNativeMutationQuery("""
                        INSERT INTO upload_row (upload_id, prospect_id, created, changed_at)
                        SELECT :upload, id, TRUE, changed_at FROM prospect WHERE id IN (:ids)
                        """)
                .setParameter("upload", uploadId)
                .setParameterList("ids", ids(prospects))
                .executeUpdate();
    }

    @Override
    public void stored(StatelessSession session, ImportSums sums, List<RowProblem> fresh, long line, long bytesRead) {
        var kept = fresh.stream()
                .limit(Math.max(0, refusalsMax - refusals))
                .map(problem -> new UploadRefusal(uploadId, problem))
                .toList();
        if (!kept.isEmpty()) {
            session.insertMultiple(kept);
        }
        refusals += kept.size();
        session.createNativeMutationQuery("""
                        UPDATE upload SET row_count = :rows, bytes_read = :read, line_done = :line, created = :created,
                            updated = :updated, unchanged = :unchanged, refused = :refused, beat_at = UTC_TIMESTAMP(6)
                        WHERE id = :id
                        """)
                .setParameter("rows", sums.rows())
                .setParameter("read", bytesRead)
                .setParameter("line", line)
                .setParameter("created", sums.created())
                .setParameter("updated", sums.updated())
                .setParameter("unchanged", sums.unchanged())
                .setParameter("refused", sums.refused())
                .setParameter("id", uploadId)
                .executeUpdate();
    }

    private static List<Long> ids(List<Prospect> prospects) {
        return prospects.stream().map(Prospect::id).toList();
    }
}
