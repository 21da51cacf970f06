package kadens.prospect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kadens.language.Refusal;
import kadens.prospect.Upload.Phase;
import kadens.store.Database;
import kadens.team.Sight;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Lists that people uploaded. A file stands in the database, so that it survives a restart and any node can go on with
 * it, until nothing of it is needed or a month has passed.
 */
public final class Uploads {

    /** Longer is no list of prospects: a million rows have a tenth of a gigabyte. */
    public static final long BYTES_MAX = 50_000_000;

    /** So long a file is kept. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final String BROKEN =
            "state IN ('checking', 'importing', 'undoing')" + " AND beat_at < UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE";

    private static final int PIECE_BYTES = 1 << 20;

    private Uploads() {}

    /**
     * Stores a file.
     *
     * @param fileName as the browser says
     * @throws Refusal if it is longer than {@link #BYTES_MAX}
     */
    public static Upload add(
            StatelessSession session, long personId, String fileName, InputStream content, Instant now) {
        forgetOld(session, now);
        var upload = new Upload(personId, fileName, 0, now);
        session.insert(upload);
        try {
            for (byte[] piece; (piece = content.readNBytes(PIECE_BYTES)).length > 0; ) {
                if (upload.bytes + piece.length > BYTES_MAX) {
                    throw new Refusal("The file is longer than " + BYTES_MAX / 1_000_000 + " MB.");
                }
                session.createNativeMutationQuery("INSERT INTO upload_piece VALUES (:id, :number, :content)")
                        .setParameter("id", upload.id)
                        .setParameter("number", upload.bytes / PIECE_BYTES)
                        .setParameter("content", piece)
                        .executeUpdate();
                upload.bytes += piece.length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        session.update(upload);
        return upload;
    }

    public static Optional<Upload> byId(StatelessSession session, long id) {
        return Optional.ofNullable(session.get(Upload.class, id));
    }

    /** The same, changed by nobody else until the transaction ends. */
    static Upload locked(StatelessSession session, long id) {
        return session.get(Upload.class, id, LockMode.PESSIMISTIC_WRITE);
    }

    /** What those uploaded whose prospects are seen, newest first. @param before the id to go on below */
    public static List<Upload> latest(StatelessSession session, Sight sight, long before, int limit) {
        // Rides the primary key; upload_of_person where few people are seen.
        return session.createNativeQuery(
                        "SELECT * FROM upload WHERE id < :before AND " + sight.condition("person_id")
                                + " ORDER BY id DESC LIMIT :limit",
                        Upload.class)
                .setParameter("before", before)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** Sets what the columns of a file are, and what an import of it may do. Only before anything of it is imported. */
    public static void choose(
            StatelessSession session,
            long id,
            boolean headed,
            List<String> meanings,
            @Nullable Long ownerId,
            boolean updates) {
        var upload = locked(session, id);
        if (upload.phase().open()) {
            upload.choose(headed, meanings, ownerId, updates);
            session.update(upload);
        }
    }

    /** Throws a file away of which nothing was imported; answers whether it was so. */
    public static boolean discard(StatelessSession session, long id) {
        var upload = locked(session, id);
        if (!upload.phase().open()) {
            return false;
        }
        for (var table : List.of("upload_piece", "upload_refusal", "upload_row")) {
            of(session, "DELETE FROM " + table + " WHERE upload_id = :id", id);
        }
        of(session, "DELETE FROM upload WHERE id = :id", id);
        return true;
    }

    /** Whether the file itself is still there. */
    public static boolean hasFile(StatelessSession session, long id) {
        return !session.createNativeQuery("SELECT 1 FROM upload_piece WHERE upload_id = :id LIMIT 1", Integer.class)
                .setParameter("id", id)
                .getResultList()
                .isEmpty();
    }

    /** The first of the refusals, by line. */
    public static List<RowProblem> refusals(StatelessSession session, long id, int limit) {
        // Rides upload_refusal_line.
        return session.createNativeQuery(
                        "SELECT * FROM upload_refusal WHERE upload_id = :id ORDER BY line, id LIMIT :limit",
                        UploadRefusal.class)
                .setParameter("id", id)
                .setParameter("limit", limit)
                .getResultStream()
                .map(UploadRefusal::problem)
                .toList();
    }

    /** The ids of the prospects that an import made or changed and that are still there. */
    public static List<Long> prospects(StatelessSession session, long id) {
        return session.createNativeQuery(
                        "SELECT p.id FROM upload_row r JOIN prospect p ON p.id = r.prospect_id WHERE r.upload_id = :id",
                        Long.class)
                .setParameter("id", id)
                .getResultList();
    }

    /** How many rows came to what when the import was undone, by outcome. */
    public static List<Object[]> outcomes(StatelessSession session, long id) {
        return session.createNativeQuery(
                        "SELECT outcome, COUNT(*) FROM upload_row WHERE upload_id = :id AND outcome IS NOT NULL"
                                + " GROUP BY outcome",
                        Object[].class)
                .setParameter("id", id)
                .getResultList();
    }

    /** Notes of those that no node works on any more that they broke off. */
    public static void noticeBroken(StatelessSession session) {
        // Rides upload_state. By the database's clock, which is the same for all nodes. Found first without a lock, and
        // then locked by its key: who works on a list locks it by its key, too.
        session.createNativeQuery("SELECT id FROM upload WHERE " + BROKEN, Long.class)
                .getResultList()
                .forEach(id -> of(session, """
                        UPDATE upload SET trouble = NULL, state = CASE state
                            WHEN 'checking' THEN 'uploaded' WHEN 'undoing' THEN 'imported' ELSE 'interrupted' END
                        WHERE id = :id AND """ + " " + BROKEN, id));
    }

    /** Works on the file, as it stands in the temporary folder meanwhile. */
    public static <T> T withFile(Database database, Upload upload, Function<Path, T> work) {
        try {
            var folder = Files.createTempDirectory("kadens-list");
            var file = folder.resolve("list.csv");
            try {
                write(database, upload, file);
                return work.apply(file);
            } catch (Refusal refusal) {
                throw new Refusal(refusal.words().replace(file.toString(), upload.fileName), refusal);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Database database, Upload upload, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            for (int number = 0; (long) number * PIECE_BYTES < upload.bytes; number++) {
                out.write(piece(database, upload.id, number));
            }
        }
    }

    private static byte[] piece(Database database, long id, int number) {
        return database.transact(session -> session.createNativeQuery(
                                "SELECT content FROM upload_piece WHERE upload_id = :id AND number = :number",
                                byte[].class)
                        .setParameter("id", id)
                        .setParameter("number", number)
                        .getResultStream()
                        .findFirst())
                .orElseThrow(() -> new Refusal("The file is no longer kept. Upload it again."));
    }

    private static void forgetOld(StatelessSession session, Instant now) {
        session.createNativeMutationQuery("DELETE p FROM upload_piece p JOIN upload u ON u.id = p.upload_id"
                        + " WHERE u.uploaded_at < :then")
                .setParameter("then", now.minus(KEPT))
                .executeUpdate();
    }

    static void of(StatelessSession session, String sql, long id) {
        session.createNativeMutationQuery(sql).setParameter("id", id).executeUpdate();
    }

    static boolean moves(StatelessSession session, long id, Phase to, List<Phase> from) {
        var upload = locked(session, id);
        if (!from.contains(upload.phase())) {
            return false;
        }
        upload.state = to.word();
        upload.trouble = null;
        session.update(upload);
        of(session, "UPDATE upload SET beat_at = UTC_TIMESTAMP(6) WHERE id = :id", id);
        return true;
    }
}
